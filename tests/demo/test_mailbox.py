import smtplib
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage

import requests

from demo import mailbox
from tests.demo.conftest import MAIL_TOKEN, Served, free_port


def send(port: int) -> None:
    mail = EmailMessage()
    mail["From"] = "Lumen Goods <parley@localhost>"
    mail["To"] = "Cleo Martin <cleo@mail.fr>"
    mail["Reply-To"] = "reply+abc@localhost"
    mail["Message-ID"] = "<one@parley>"
    mail["Subject"] = "Your question about order 1033"
    mail.set_content("Bonjour Cleo,\nlook here: http://localhost:8000/r/xyz.\n<b>not bold</b>")
    with smtplib.SMTP("127.0.0.1", port) as client:
        client.send_message(mail)


def test_mail_is_kept_shown_and_answered(serve: Callable[..., Served]) -> None:
    port = free_port()
    served = serve(smtp_port=port)
    send(port)
    listing = requests.get(f"{served.url}/mailbox", timeout=10).text
    assert "Your question about order 1033" in listing
    page = requests.get(f"{served.url}/mailbox/1", timeout=10).text
    assert '<a href="http://localhost:8000/r/xyz">' in page
    assert "&lt;b&gt;not bold&lt;/b&gt;" in page

    requests.post(f"{served.url}/mailbox/1/reply", data={"text": "Merci, c'est arrivé !"}, timeout=10)
    served.settle()
    call = served.receiver.calls[-1]
    assert call.path == "/webhooks/mail"
    assert call.headers["content-type"] == "message/rfc822"
    assert call.headers["authorization"] == f"Bearer {MAIL_TOKEN}"
    reply = message_from_bytes(call.body, policy=policy.default)
    assert reply["To"] == "reply+abc@localhost"
    assert reply["In-Reply-To"] == "<one@parley>"
    assert "cleo@mail.fr" in reply["From"]
    text = reply.get_content()
    assert text.startswith("Merci, c'est arrivé !")
    assert "> Bonjour Cleo," in text


def test_a_text_stays_text_around_its_links() -> None:
    assert mailbox.linked("a <i> (https://x.example/y?z=1&u=2).") == (
        'a &lt;i&gt; (<a href="https://x.example/y?z=1&amp;u=2">https://x.example/y?z=1&amp;u=2</a>).'
    )
