"""Mail in: from the raw message to what the shopper wrote."""

import email
import hashlib
import re
from email.message import EmailMessage, MIMEPart
from email.policy import default
from email.utils import getaddresses, parseaddr

from integration_app.channels.email.automatic import is_automatic
from integration_app.channels.email.html import html_to_text
from integration_app.channels.email.quotes import without_quotes
from integration_app.channels.protocol import IncomingFile, IncomingMail

LARGEST_FILE = 10 * 1024 * 1024
MOST_FILES = 10
LONGEST_TEXT = 20_000
_TOKEN = re.compile(r"[+-]([0-9a-f]+x[a-z2-7]{16})@", re.IGNORECASE)
_REFERENCE = re.compile(r"<([0-9a-f]+x[a-z2-7]{16})@", re.IGNORECASE)
_ADDRESSED = ("to", "delivered-to", "x-original-to", "envelope-to", "cc")


class UnreadableMail(ValueError):
    """This is no mail: it has no sender."""


def parse(raw: bytes) -> IncomingMail:
    """Read a raw message (RFC 5322). :raises UnreadableMail: if nobody sent it."""
    message = email.message_from_bytes(raw, policy=default)
    name, sender = parseaddr(_header(message, "from"))
    if "@" not in sender:
        raise UnreadableMail
    files, left_out = _files(message)
    addressed = getaddresses([_header(message, name) for name in _ADDRESSED])
    recipients = tuple(address for _, address in addressed if address)
    return IncomingMail(
        id=_header(message, "message-id").strip("<> ")[:255] or hashlib.sha256(raw).hexdigest(),
        sender=sender,
        sender_name=name,
        recipients=recipients,
        subject=_header(message, "subject"),
        text=without_quotes(_text(message))[:LONGEST_TEXT],
        files=files,
        left_out=left_out,
        automatic=is_automatic(message, sender),
        tokens=_tokens(message, recipients),
    )


def _tokens(message: EmailMessage, recipients: tuple[str, ...]) -> tuple[str, ...]:
    """Find what names the conversation: in our own address, else among the mails that this one refers to."""
    addressed = [found.group(1) for found in map(_TOKEN.search, recipients) if found]
    referred = _REFERENCE.findall(_header(message, "references") + _header(message, "in-reply-to"))
    return tuple(dict.fromkeys(token.lower() for token in addressed + referred))


def _header(message: EmailMessage, name: str) -> str:
    """Return all values of a header, however badly they were written."""
    try:
        values = message.get_all(name, [])
        return ", ".join(str(value) for value in values)
    except (ValueError, IndexError, AttributeError, TypeError, LookupError):
        return ", ".join(str(value) for key, value in message.raw_items() if key.lower() == name)


def _text(message: EmailMessage) -> str:
    part = _body(message)
    if part is None:
        return ""
    content = _content(part)
    return html_to_text(content) if part.get_content_type() == "text/html" else content


def _body(message: EmailMessage) -> MIMEPart | None:
    """Choose the plain text, or the HTML where the plain text is missing or empty."""
    plain = message.get_body(("plain",))
    if plain is not None and _content(plain).strip():
        return plain
    return message.get_body(("html",)) or plain


def _content(part: MIMEPart) -> str:
    """Decode a text part, also one that names a charset nobody knows."""
    try:
        return str(part.get_content())
    except (LookupError, UnicodeError, ValueError, KeyError):
        raw = part.get_payload(decode=True)
        return raw.decode("utf-8", "replace") if isinstance(raw, bytes) else ""


def _files(message: EmailMessage) -> tuple[tuple[IncomingFile, ...], tuple[str, ...]]:
    kept: list[IncomingFile] = []
    left_out: list[str] = []
    for part in _file_parts(message):
        name = " ".join((part.get_filename() or part.get_content_type().replace("/", ".")).split())[-120:]
        content = part.get_payload(decode=True)
        if not isinstance(content, bytes) or not content:
            continue
        if len(content) > LARGEST_FILE or len(kept) == MOST_FILES:
            left_out.append(name)
        else:
            kept.append(IncomingFile(name, part.get_content_type(), content))
    return tuple(kept), tuple(left_out)


def _file_parts(message: EmailMessage) -> list[EmailMessage]:
    body = _body(message)
    parts = [part for part in message.walk() if isinstance(part, EmailMessage) and not part.is_multipart()]
    others = [part for part in parts if part is not body]
    return [part for part in others if part.get_filename() or part.get_content_maintype() == "image"]
