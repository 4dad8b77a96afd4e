"""A stream that only a passphrase opens: scrypt makes the key, AES-GCM seals chunk after chunk.

Layout: magic, salt (16 bytes), then chunks of length (4 bytes) and sealed content. A chunk's nonce is its number,
its associated data say whether it is the last: nothing can be swapped, left out or cut off.
"""

import io
import os
import struct
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

MAGIC = b"PARLEY BACKUP 1\n"
CHUNK = 1024 * 1024
_SALT = 16
_LENGTH = struct.Struct(">I")
_WORK = 2**17
"""scrypt's N with r=8, p=1: OWASP's recommendation, 128 MB and some 0.3 s."""


class WrongPassphrase(Exception):
    """The file does not open: another passphrase, no backup at all, or it was changed or cut short."""


class Sealer(io.RawIOBase):
    """Takes bytes and writes them sealed; close it to seal the last chunk."""

    def __init__(self, file: IO[bytes], passphrase: str) -> None:
        salt = os.urandom(_SALT)
        file.write(MAGIC + salt)
        self._file = file
        self._cipher = _cipher(passphrase, salt)
        self._waiting = bytearray()
        self._number = 0

    def writable(self) -> bool:
        """Say that bytes may be written."""
        return True

    def write(self, content: object) -> int:
        """Take bytes; seal what fills a chunk."""
        taken = bytes(content)  # type: ignore[call-overload]
        self._waiting += taken
        while len(self._waiting) > CHUNK:
            self._seal(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]
        return len(taken)

    def close(self) -> None:
        """Seal what is left; the file below stays open."""
        if not self.closed:
            self._seal(bytes(self._waiting), last=True)
        super().close()

    def _seal(self, chunk: bytes, *, last: bool) -> None:
        sealed = self._cipher.encrypt(_nonce(self._number), chunk, _end(last=last))
        self._file.write(_LENGTH.pack(len(sealed)) + sealed)
        self._number += 1


class Opener(io.RawIOBase):
    """Gives back the bytes that :class:`Sealer` took. :raises WrongPassphrase: while reading."""

    def __init__(self, file: IO[bytes], passphrase: str) -> None:
        if file.read(len(MAGIC)) != MAGIC:
            raise WrongPassphrase("This is no backup of Parley.")
        self._file = file
        self._cipher = _cipher(passphrase, file.read(_SALT))
        self._open = b""
        self._number = 0
        self._next = self._length()

    def readable(self) -> bool:
        """Say that bytes may be read."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fill the buffer with what comes next; 0 at the end."""
        view = memoryview(buffer)  # type: ignore[arg-type]
        if not self._open and self._next:
            self._open = self._unseal()
        given = self._open[: len(view)]
        view[: len(given)] = given
        self._open = self._open[len(given) :]
        return len(given)

    def _unseal(self) -> bytes:
        sealed = self._file.read(self._next)
        self._next = self._length()
        try:
            chunk = self._cipher.decrypt(_nonce(self._number), sealed, _end(last=self._next == 0))
        except InvalidTag as error:
            raise WrongPassphrase from error
        self._number += 1
        return bytes(chunk)

    def _length(self) -> int:
        head = self._file.read(_LENGTH.size)
        return int(_LENGTH.unpack(head)[0]) if len(head) == _LENGTH.size else 0


def _cipher(passphrase: str, salt: bytes) -> AESGCM:
    return AESGCM(Scrypt(salt=salt, length=32, n=_WORK, r=8, p=1).derive(passphrase.encode()))


def _nonce(number: int) -> bytes:
    return number.to_bytes(12, "big")


def _end(*, last: bool) -> bytes:
    return b"last" if last else b"more"
