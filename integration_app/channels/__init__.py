"""The ways to a person outside the page. For now: mail, over SMTP, or written to the log without it."""

from integration_app.channels.console import ConsoleMail
from integration_app.channels.email.smtp import SmtpMail
from integration_app.channels.protocol import IncomingFile, IncomingMail, MailChannel, OutgoingMail

__all__ = [
    "IncomingFile",
    "IncomingMail",
    "MailChannel",
    "OutgoingMail",
    "email",
    "email_ready",
    "replies_ready",
    "use",
]

_mail: MailChannel = ConsoleMail()
_replies = False


def use(*, smtp_url: str, mail_from: str, reply_to: str = "") -> None:
    """Set how mail leaves this process; done once by the root. An empty address means: into the log.

    :raises ValueError: for an address that is no smtp:// or smtps:// one.
    """
    global _mail, _replies
    _replies = bool(reply_to)
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
