"""Files beside the database, each sealed with its workspace's key.

A file is written in chunks, so that a large one is never whole in memory. Each chunk's seal names its place and
whether it is the last: chunks cannot be swapped, and a file cut short does not open.
"""

import os
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path

from integration_app.kit import crypto

CHUNK = 1024 * 1024
_LENGTH = struct.Struct(">I")
_folder: Path | None = None


class NoFile(LookupError):
    """There is no file under this name."""


def use(folder: Path) -> None:
    """Set where files lie; done once by the root."""
    global _folder
    _folder = folder


def folder() -> Path:
    """Return where files lie. :raises RuntimeError: before start-up."""
    if _folder is None:
        raise RuntimeError("No folder for files is set yet.")
    return _folder


def keep(workspace_id: int, name: str, content: bytes | Iterable[bytes]) -> None:
    """Store a file under its row's public id, inside the open unit; whole or not at all.

    A file whose row is rolled back stays behind unnamed and unreadable to anybody without the row's id.
    """
    path = place(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    with unfinished.open("wb") as file:
        for number, (chunk, last) in enumerate(_marked(_cut(content))):
            sealed = crypto.seal_bytes(workspace_id, _place(number, last=last), name, chunk)
            file.write(_LENGTH.pack(len(sealed)) + sealed)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)


def read(workspace_id: int, name: str) -> Iterator[bytes]:
    """Yield a file's content in chunks, inside the open unit.

    :raises NoFile: if there is none. :raises crypto.Unreadable: if it was changed or cut short.
    """
    path = place(name)
    if not path.exists():
        raise NoFile(name)
    with path.open("rb") as file:
        remaining = path.stat().st_size
        number = 0
        while remaining:
            sealed = file.read(_LENGTH.unpack(file.read(_LENGTH.size))[0])
            remaining -= _LENGTH.size + len(sealed)
            yield crypto.unseal_bytes(workspace_id, _place(number, last=remaining <= 0), name, sealed)
            number += 1


def delete(name: str) -> None:
    """Remove a file, if it is there."""
    place(name).unlink(missing_ok=True)


def place(name: str) -> Path:
    """Return where a file lies. :raises NoFile: for a name that is none of ours."""
    if not name.replace("-", "").replace("_", "").isalnum():
        raise NoFile(name)
    return folder() / name[:2] / name


def _place(number: int, *, last: bool) -> str:
    return f"file.{number}{'.last' if last else ''}"


def _cut(content: bytes | Iterable[bytes]) -> Iterator[bytes]:
    for part in [content] if isinstance(content, bytes) else content:
        yield from (part[start : start + CHUNK] for start in range(0, len(part), CHUNK))


def _marked(chunks: Iterator[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Say of each chunk whether it is the last; an empty file is one empty chunk."""
    before = next(chunks, b"")
    for chunk in chunks:
        yield before, False
        before = chunk
    yield before, True
