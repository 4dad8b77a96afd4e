"""Reading a kept mail, and writing mails: the shop's own, and the answer that a mail program would write."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid, parseaddr


@dataclass(frozen=True)
class Letter:
    """What somebody sees of a mail."""

    sender: str
    recipient: str
    reply_to: str
    subject: str
    text: str
    message_id: str
    references: str


def read(raw: bytes) -> Letter:
    """Read a raw mail. One without a text part shows its HTML as it stands."""
    message = message_from_bytes(raw, policy=policy.default)
    body = message.get_body(("plain", "html"))
    return Letter(
        sender=str(message.get("From", "")),
        recipient=str(message.get("To", "")),
        reply_to=str(message.get("Reply-To") or message.get("From", "")),
        subject=str(message.get("Subject", "")),
        text=body.get_content() if body else "",
        message_id=str(message.get("Message-ID", "")),
        references=str(message.get("References", "")),
    )


def write(sender: str, recipient: str, subject: str, text: str, now: datetime) -> bytes:
    """Write a mail of the shop's own."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, recipient, subject
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = make_msgid(domain="lumen-goods.example")
    mail.set_content(f"{text}\n")
    return mail.as_bytes()


def reply(letter: Letter, text: str, now: datetime) -> bytes:
    """Write an answer above the quoted original, to its Reply-To, as one raw mail."""
    _, own_address = parseaddr(letter.recipient)
    answer = EmailMessage()
    answer["From"] = letter.recipient
    answer["To"] = letter.reply_to
    answer["Subject"] = letter.subject if letter.subject.startswith("Re:") else f"Re: {letter.subject}"
    answer["Date"] = format_datetime(now)
    answer["Message-ID"] = make_msgid(domain=own_address.rpartition("@")[2] or "mail.example")
    if letter.message_id:
        answer["In-Reply-To"] = letter.message_id
        answer["References"] = f"{letter.references} {letter.message_id}".strip()
    quoted = "\n".join(f"> {line}".rstrip() for line in letter.text.splitlines())
    answer.set_content(f"{text.strip()}\n\nOn {now:%d %B %Y}, {letter.sender} wrote:\n{quoted}\n")
    return answer.as_bytes()
