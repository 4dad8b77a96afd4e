"""Mail in, from a mailbox over IMAP: for those whose provider posts no webhooks."""

import imaplib
import re
from collections.abc import Callable
from urllib.parse import SplitResult, unquote, urlsplit

from integration_app.kit import db
from integration_app.kit.errors import ProviderError
from integration_app.kit.http import HeldTransaction

SECONDS = 20.0
MOST = 50
"""Mails at one go; the rest comes with the next minute."""

_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")


class Mailbox:
    """One folder of a mailbox: imaps://user:password@host:993/INBOX, or imap:// inside one's own network."""

    def __init__(self, url: str) -> None:
        self._at = _checked(urlsplit(url))

    def fetch(self, keep: Callable[[bytes], bool], *, largest: int) -> int:
        """Give each unread mail to ``keep`` and mark it as read after; return how many it had not known.

        A mail above ``largest`` bytes is marked and left. :raises ProviderError: if the server does not answer
        (passing) or refuses the sign-in (permanent).
        """
        if db.in_unit():
            raise HeldTransaction("IMAP inside a unit of work")
        try:
            return self._fetch(keep, largest)
        except (imaplib.IMAP4.error, OSError) as error:
            refused = isinstance(error, imaplib.IMAP4.error) and not isinstance(error, imaplib.IMAP4.abort)
            raise ProviderError(f"The mailbox at {self._at.hostname}: {error}", permanent=refused) from error

    def _fetch(self, keep: Callable[[bytes], bool], largest: int) -> int:
        new = 0
        with self._connection() as connection:
            connection.login(unquote(self._at.username or ""), unquote(self._at.password or ""))
            _select(connection, unquote(self._at.path.strip("/")) or "INBOX")
            for uid in _unread(connection):
                raw = _raw(connection, uid, largest)
                new += raw is not None and keep(raw)
                connection.uid("STORE", uid, "+FLAGS", r"(\Seen)")
        return new

    def _connection(self) -> imaplib.IMAP4:
        host = self._at.hostname or ""
        if self._at.scheme == "imaps":
            return imaplib.IMAP4_SSL(host, self._at.port or 993, timeout=SECONDS)
        return imaplib.IMAP4(host, self._at.port or 143, timeout=SECONDS)


def _select(connection: imaplib.IMAP4, folder: str) -> None:
    status, told = connection.select(f'"{folder}"')
    if status != "OK":
        raise imaplib.IMAP4.error(f"The folder {folder} cannot be opened: {told}")


def _unread(connection: imaplib.IMAP4) -> list[str]:
    _, found = connection.uid("SEARCH", "UNSEEN")
    return found[0].decode().split()[:MOST] if found and found[0] else []


def _raw(connection: imaplib.IMAP4, uid: str, largest: int) -> bytes | None:
    """Read one mail whole, without marking it; None if it is too large or gone."""
    _, sizes = connection.uid("FETCH", uid, "(RFC822.SIZE)")
    size = _SIZE.search(b" ".join(part if isinstance(part, bytes) else part[0] for part in sizes if part))
    if size is None or int(size.group(1)) > largest:
        return None
    _, parts = connection.uid("FETCH", uid, "(BODY.PEEK[])")
    return next((bytes(part[1]) for part in parts if isinstance(part, tuple)), None)


def _checked(url: SplitResult) -> SplitResult:
    if url.scheme not in {"imap", "imaps"} or not url.hostname or not url.username:
        raise ValueError("IMAP_URL is not like imaps://user:password@host:993/INBOX.")
    return url
