"""Where no mail server is set: mail goes to the log, for whoever runs the shop on his own desk."""

from integration_app.channels.protocol import OutgoingMail
from integration_app.kit import log


class ConsoleMail:
    """Writes down that a mail would have gone. Its words stay out of the log: they are the shopper's."""

    def send(self, mail: OutgoingMail) -> str:
        """Log the mail's id and return it."""
        log.logger().warning("mail_not_sent", mail=mail.id, reason="SMTP_URL is not set")
        return f"console:{mail.id}"
