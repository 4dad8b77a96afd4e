"""The ways to a person outside the page. For now: mail, over SMTP, or written to the log without it."""

from integration_app.channels.console import ConsoleMail
from integration_app.channels.email.imap import Mailbox
from integration_app.channels.email.smtp import SmtpMail
from integration_app.channels.protocol import IncomingFile, IncomingMail, MailChannel, OutgoingMail

__all__ = [
    "IncomingFile",
    "IncomingMail",
    "MailChannel",
    "Mailbox",
    "OutgoingMail",
    "email",
    "email_ready",
    "mailbox",
    "replies_ready",
    "use",
]

_mail: MailChannel = ConsoleMail()
_replies = False
_mailbox: Mailbox | None = None


def use(*, smtp_url: str, mail_from: str, reply_to: str = "", imap_url: str = "") -> None:
    """Set how mail leaves this process and comes in; done once by the root.

    Without a server to send by, mail goes to the log. :raises ValueError: for an address of another kind.
    """
    global _mail, _replies, _mailbox
    _replies = bool(reply_to)
    _mailbox = Mailbox(imap_url) if imap_url else None
    _mail = SmtpMail(smtp_url, mail_from=mail_from, reply_to=reply_to) if smtp_url else ConsoleMail()


def email() -> MailChannel:
    """Return the way mail leaves."""
    return _mail


def email_ready() -> bool:
    """Say whether mail reaches people. If not, nothing that needs a code by mail is offered."""
    return not isinstance(_mail, ConsoleMail)


def replies_ready() -> bool:
    """Say whether a reply to a mail comes back to us."""
    return _replies


def mailbox() -> Mailbox | None:
    """Return the mailbox that replies come to, where one is set."""
    return _mailbox
