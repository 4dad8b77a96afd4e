"""Mail out, against a real mail server on loopback."""

import email
import ssl
import subprocess
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from integration_app.channels import OutgoingMail
from integration_app.channels.email.smtp import SmtpMail
from integration_app.kit.errors import ProviderError
from tests.support.servers import free_port

MAIL = OutgoingMail(
    id="Abc_123-xyz",
    to="cléo@mail.example".replace("é", "e"),
    subject="Ihre Bestellung 1042 · 您的订单",
    text="Grüße\n",
    html="<p>Grüße</p>",
    locale="de",
    sender="Lumen, Goods & Söhne",
    reply_token="1xabcdefabcdefabcd",
    thread="1xabcdefabcdefabcd",
)


class Server:
    """Takes mail, or answers what it is told to."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.answer = "250 OK"
        self.encrypted: list[bool] = []

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        if self.answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.mails.append(email.message_from_bytes(envelope.content, policy=default))
        self.encrypted.append(session.ssl is not None)
        return "250 OK"


Start = Callable[..., tuple[Server, int]]


@pytest.fixture
def start() -> Iterator[Start]:
    running: list[Controller] = []

    def begin(**options: Any) -> tuple[Server, int]:
        server, port = Server(), free_port()
        controller = Controller(server, hostname="127.0.0.1", port=port, **options)
        controller.start()
        running.append(controller)
        return server, port

    yield begin
    for controller in running:
        controller.stop()


def adapter(port: int, **options: Any) -> SmtpMail:
    return SmtpMail(f"smtp://127.0.0.1:{port}", mail_from="Parley <parley@shop.example>", **options)


def test_a_mail_arrives_with_its_headers(start: Start) -> None:
    server, port = start()
    assert adapter(port, reply_to="reply@shop.example").send(MAIL) == "<Abc_123-xyz@shop.example>"
    mail = server.mails[0]
    assert mail["Subject"] == MAIL.subject
    assert mail["From"].addresses[0].display_name == "Lumen, Goods & Söhne"
    assert mail["From"].addresses[0].addr_spec == "parley@shop.example"
    assert mail["Reply-To"].addresses[0].addr_spec == "reply+1xabcdefabcdefabcd@shop.example"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["References"] == "<1xabcdefabcdefabcd@shop.example>"
    assert mail.get_body(("plain",)).get_content().strip() == "Grüße"
    assert mail.get_body(("html",)).get_content().strip() == "<p>Grüße</p>"


def test_the_reply_address_takes_another_shape_where_there_is_no_plus(start: Start) -> None:
    server, port = start()
    adapter(port, reply_to="chat-{token}@shop.example").send(MAIL)
    assert server.mails[0]["Reply-To"].addresses[0].addr_spec == "chat-1xabcdefabcdefabcd@shop.example"


def test_a_subject_cannot_carry_a_header(start: Start) -> None:
    server, port = start()
    adapter(port).send(OutgoingMail("a", "c@mail.example", "Hello\r\nBcc: dan@x.example", "t", "h"))
    assert server.mails[0]["Bcc"] is None


@pytest.mark.parametrize(("answer", "permanent"), [("550 No such user", True), ("451 Try later", False)])
def test_a_refusal_says_whether_it_will_last(start: Start, answer: str, permanent: bool) -> None:
    server, port = start()
    server.answer = answer
    with pytest.raises(ProviderError) as raised:
        adapter(port).send(MAIL)
    assert raised.value.permanent is permanent
    assert answer[:3] in str(raised.value)


def test_a_server_that_is_away_is_a_passing_failure() -> None:
    with pytest.raises(ProviderError) as raised:
        adapter(free_port()).send(MAIL)
    assert not raised.value.permanent


def test_an_address_that_no_mail_can_carry_is_permanent(start: Start) -> None:
    _, port = start()
    with pytest.raises(ProviderError) as raised:
        adapter(port).send(OutgoingMail("a", "not an address", "s", "t", "h"))
    assert raised.value.permanent


def test_starttls_and_a_password_are_used(start: Start, tmp_path: Path) -> None:
    inside, trust = _certificate(tmp_path)
    asked: list[LoginPassword] = []

    def check(server: Any, session: Any, envelope: Any, mechanism: str, data: LoginPassword) -> AuthResult:
        asked.append(data)
        return AuthResult(success=data.password == b"p@ss")

    server, port = start(tls_context=inside, authenticator=check, auth_required=True)
    SmtpMail(f"smtp://ada:p%40ss@localhost:{port}", mail_from="p@shop.example", context=trust).send(MAIL)
    assert server.encrypted == [True]
    assert asked[0].login == b"ada"
    wrong = SmtpMail(f"smtp://ada:wrong@localhost:{port}", mail_from="p@shop.example", context=trust)
    with pytest.raises(ProviderError) as raised:
        wrong.send(MAIL)
    assert not raised.value.permanent


def _certificate(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost"]
    command += ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(command, check=True, capture_output=True)
    inside = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    inside.load_cert_chain(certificate, key)
    return inside, ssl.create_default_context(cafile=str(certificate))
