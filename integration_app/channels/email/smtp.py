"""Mail out, over SMTP."""

import smtplib
import ssl
from email.errors import HeaderParseError
from email.utils import parseaddr
from urllib.parse import SplitResult, unquote, urlsplit

from integration_app.channels.email.compose import compose
from integration_app.channels.protocol import OutgoingMail
from integration_app.kit import db
from integration_app.kit.errors import ProviderError
from integration_app.kit.http import HeldTransaction

SECONDS = 20.0
"""To connect and for each answer; RFC 5321 allows minutes, a worker has less patience."""

_UNSAFE = "The mail server offers no encryption, so the password was not sent. Use smtps:// or another port."
_SENDER_REFUSED = {530, 534, 535, 538}
"""Sign-in refused: true of every mail, and mended by the operator, so this mail may still go later."""


class SmtpMail:
    """Sends through one mail server: smtp:// (STARTTLS where offered) or smtps://."""

    def __init__(self, url: str, *, mail_from: str, reply_to: str = "", context: ssl.SSLContext | None = None) -> None:
        self._server = _checked(urlsplit(url))
        self._from = mail_from
        self._reply_to = reply_to
        self._context = context or ssl.create_default_context()

    def send(self, mail: OutgoingMail) -> str:
        """Hand the mail to the server and return its Message-ID.

        :raises ProviderError: permanent if the server will never take this mail (5xx), passing otherwise.
        """
        if db.in_unit():
            raise HeldTransaction("SMTP inside a unit of work")
        try:
            message = compose(mail, mail_from=self._from, reply_to=self._reply_to)
        except (HeaderParseError, ValueError, IndexError) as error:
            raise ProviderError("This mail has an address that no mail can carry.", permanent=True) from error
        try:
            with self._connection() as connection:
                connection.send_message(message, from_addr=parseaddr(self._from)[1], to_addrs=[mail.to])
        except (smtplib.SMTPException, OSError) as error:
            raise _failure(error, self._server.hostname or "") from error
        return str(message["Message-ID"])

    def _connection(self) -> smtplib.SMTP:
        server = self._server
        host = server.hostname or ""
        if server.scheme == "smtps":
            secured = smtplib.SMTP_SSL(host, server.port or 465, timeout=SECONDS, context=self._context)
            connection: smtplib.SMTP = secured
        else:
            connection = smtplib.SMTP(host, server.port or 587, timeout=SECONDS)
        try:
            self._greet(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _greet(self, connection: smtplib.SMTP) -> None:
        connection.ehlo()
        if self._server.scheme == "smtp" and connection.has_extn("starttls"):
            connection.starttls(context=self._context)
            connection.ehlo()
        if self._server.username:
            if not _is_private(connection):
                raise smtplib.SMTPNotSupportedError(_UNSAFE)
            connection.login(unquote(self._server.username), unquote(self._server.password or ""))


def _is_private(connection: smtplib.SMTP) -> bool:
    """Say whether a password may be sent: encrypted, or to this very machine."""
    if isinstance(connection.sock, ssl.SSLSocket):
        return True
    peer = str(connection.sock.getpeername()[0]) if connection.sock else ""
    return peer in {"127.0.0.1", "::1"}


def _checked(url: SplitResult) -> SplitResult:
    if url.scheme not in {"smtp", "smtps"} or not url.hostname:
        raise ValueError("SMTP_URL is not like smtp://user:password@host:587 or smtps://host:465.")
    return url


def _failure(error: Exception, host: str) -> ProviderError:
    """Say what failed, and whether it will fail again the same way."""
    code, words = _answer(error)
    permanent = 500 <= code < 600 and code not in _SENDER_REFUSED
    lost = f"{host} did not take the mail ({type(error).__name__}: {words})."
    told = f"{host} answered {code}: {words}" if code else lost
    return ProviderError(told[:500], permanent=permanent, status=code or None)


def _answer(error: Exception) -> tuple[int, str]:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()))
        return code, words.decode("utf-8", "replace")
    if isinstance(error, smtplib.SMTPResponseException):
        told = error.smtp_error
        return error.smtp_code, told.decode("utf-8", "replace") if isinstance(told, bytes) else told
    return 0, str(error)
