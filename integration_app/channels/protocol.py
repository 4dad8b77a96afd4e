"""Mail in plain values, whichever way it travels."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class OutgoingMail:
    """A mail to one person."""

    id: str
    """Unguessable and ours; becomes the Message-ID, so that a mail sent twice is one mail."""
    to: str
    subject: str
    text: str
    html: str
    locale: str = "en"
    sender: str = ""
    """Name that the reader sees before our address: the shop's."""
    reply_token: str | None = None
    """What brings a reply back to its conversation."""
    thread: str | None = None
    """Mails with the same thread stand together in the reader's mail program, which names it in a reply."""
    automatic: bool = True
    """Nobody typed it: say so, so that no out-of-office answers it (RFC 3834)."""


@dataclass(frozen=True)
class IncomingFile:
    """A file that came with a mail."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True)
class IncomingMail:
    """A mail from a shopper, reduced to what he wrote."""

    id: str
    """Its Message-ID, or a digest of it all where it has none."""
    sender: str
    sender_name: str
    recipients: tuple[str, ...]
    subject: str
    text: str
    """What is new in it: quotes, signatures and mark-up are cut off."""
    files: tuple[IncomingFile, ...] = ()
    left_out: tuple[str, ...] = ()
    """Names of files that were too large or too many."""
    automatic: bool = False
    """An out-of-office note, a bounce or a newsletter: never answered, never a shopper's words."""
    tokens: tuple[str, ...] = ()
    """What may name its conversation, the surest first."""


class MailChannel(Protocol):
    """A way for mail to leave."""

    def send(self, mail: OutgoingMail) -> str:
        """Hand the mail over and return the name it goes by. :raises ProviderError: if it was not taken."""
