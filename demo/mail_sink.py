"""A mail server that keeps every mail and sends none on."""

from datetime import UTC, datetime

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from demo.database import Database
from demo.models import Mail


class _Keep:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 aiosmtpd calls it so
        raw = envelope.original_content or b""
        with self._database.write() as session:
            for recipient in envelope.rcpt_tos:
                mail = Mail(
                    sender=envelope.mail_from or "",
                    recipient=recipient,
                    raw=raw,
                    received_at=datetime.now(UTC),
                )
                session.add(mail)
        return "250 Kept"


class MailSink:
    """Listens on a port of its own while the shop runs. Port 0 means: no mail."""

    def __init__(self, database: Database, port: int) -> None:
        """Make the sink; `start` opens its port."""
        handler = _Keep(database)
        self._controller = Controller(handler, hostname="127.0.0.1", port=port) if port else None

    def start(self) -> None:
        """Begin to take mail.

        :raises OSError: when the port is taken.
        """
        if self._controller:
            self._controller.start()

    def stop(self) -> None:
        """Close the port."""
        if self._controller:
            self._controller.stop()
