"""A mail as it travels: plain text and HTML together, and the headers that programs go by."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from integration_app.channels.protocol import OutgoingMail
from integration_app.kit import clock


def compose(mail: OutgoingMail, *, mail_from: str, reply_to: str = "") -> EmailMessage:
    """Build the message. :raises ValueError: for an address or subject that no header can carry."""
    default, address = parseaddr(mail_from)
    name = " ".join((mail.sender or default).split())
    domain = address.partition("@")[2] or "localhost"
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(name, addr_spec=address)
    message["To"] = Address(addr_spec=mail.to)
    message["Subject"] = " ".join(mail.subject.split())
    message["Date"] = format_datetime(clock.now())
    message["Message-ID"] = f"<{mail.id}@{domain}>"
    message["Content-Language"] = mail.locale
    if mail.reply_token and reply_to:
        message["Reply-To"] = Address(name, addr_spec=address_with(reply_to, mail.reply_token))
    if mail.thread:
        message["References"] = f"<{mail.thread}@{domain}>"
        message["List-Id"] = f"<chat.{domain}>"
    if mail.automatic:
        message["Auto-Submitted"] = "auto-generated"
        message["X-Auto-Response-Suppress"] = "All"
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")
    return message


def address_with(address: str, token: str) -> str:
    """Put a token into an address: reply@shop.example becomes reply+TOKEN@shop.example.

    Where the provider knows no plus, the setting says the place: reply-{token}@shop.example.
    """
    if "{token}" in address:
        return address.replace("{token}", token)
    local, _, domain = parseaddr(address)[1].rpartition("@")
    return f"{local}+{token}@{domain}"
