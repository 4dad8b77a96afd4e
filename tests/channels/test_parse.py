"""Mail in: what is taken from a raw message, and what is recognised as no shopper's word."""

import contextlib
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integration_app.channels import IncomingFile, IncomingMail
from integration_app.channels.email import parse as parsing
from integration_app.channels.email.parse import UnreadableMail, parse

TOKEN = "1xabcdefabcdefabcd"


def raw(**headers: str) -> bytes:
    mail = EmailMessage()
    given = {"From": "Cleo Martin <cleo@mail.example>", "To": f"reply+{TOKEN}@shop.example", "Subject": "Re: 1042"}
    given |= {"Message-ID": "<m1@mail.example>"} | {name.replace("_", "-"): value for name, value in headers.items()}
    for name, value in given.items():
        mail[name] = value
    mail.set_content("It came.\n\nOn Tue, 18 Nov 2026 at 14:02, Lumen <r@l.example> wrote:\n> Where?\n")
    return mail.as_bytes()


def test_a_reply_names_its_conversation_and_says_what_is_new() -> None:
    mail = parse(raw())
    assert (mail.sender, mail.sender_name, mail.text) == ("cleo@mail.example", "Cleo Martin", "It came.")
    assert mail.tokens == (TOKEN,)
    assert mail.id == "m1@mail.example"
    assert not mail.automatic


@pytest.mark.parametrize(
    "headers",
    [
        {"To": "shop@shop.example", "References": f"<x@y.example> <{TOKEN}@shop.example>"},
        {"To": f"REPLY+{TOKEN.upper()}@SHOP.EXAMPLE"},
        {"To": "shop@shop.example", "Delivered-To": f"reply+{TOKEN}@shop.example"},
        {"To": f"chat-{TOKEN}@shop.example"},
    ],
)
def test_the_token_is_found_wherever_a_server_leaves_it(headers: dict[str, str]) -> None:
    assert parse(raw(**headers)).tokens == (TOKEN,)


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-generated; owner-email=x"},
        {"Precedence": "bulk"},
        {"X_Autoreply": "yes"},
        {"Return_Path": "<>"},
        {"From": "MAILER-DAEMON@mail.example"},
        {"List_Unsubscribe": "<mailto:u@n.example>"},
        {"Subject": "Automatische Antwort: Re: 1042"},
        {"Subject": "Out of Office: until Monday"},
        {"Subject": "自动回复: 1042"},
    ],
)
def test_machines_are_recognised(headers: dict[str, str]) -> None:
    assert parse(raw(**headers)).automatic


def test_auto_submitted_no_is_a_person() -> None:
    assert not parse(raw(Auto_Submitted="no")).automatic


def with_files(*sizes: int) -> IncomingMail:
    mail = EmailMessage()
    mail["From"], mail["To"] = "cleo@mail.example", "reply@shop.example"
    mail.set_content("See the picture.")
    mail.add_alternative("<p>See the <b>picture</b>.</p>", subtype="html")
    for number, size in enumerate(sizes):
        mail.add_attachment(b"x" * size, maintype="image", subtype="png", filename=f"broken {number}.png")
    return parse(mail.as_bytes())


def test_files_are_kept() -> None:
    mail = with_files(3)
    assert mail.text == "See the picture."
    assert mail.files == (IncomingFile("broken 0.png", "image/png", b"xxx"),)


def test_files_too_large_or_too_many_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "LARGEST_FILE", 10)
    assert with_files(11, 3).left_out == ("broken 0.png",)
    assert len(with_files(*[1] * 12).files) == 10


def test_html_alone_is_read() -> None:
    mail = EmailMessage()
    mail["From"] = "cleo@mail.example"
    mail.set_content("<p>Es kam an.</p><div class=gmail_quote>alt</div>", subtype="html")
    assert parse(mail.as_bytes()).text == "Es kam an."


def test_a_charset_nobody_knows_is_read_anyway() -> None:
    body = b"From: c@m.example\r\nContent-Type: text/plain; charset=klingon\r\n\r\nGr\xc3\xbc\xc3\x9fe\r\n"
    assert parse(body).text == "Grüße"


def test_chinese_charsets_are_read() -> None:
    words = "包裹到了".encode("gb18030")
    assert parse(b"From: c@m.example\r\nContent-Type: text/plain; charset=gb18030\r\n\r\n" + words).text == "包裹到了"


def test_without_a_sender_it_is_no_mail() -> None:
    with pytest.raises(UnreadableMail):
        parse(b"Subject: hello\r\n\r\nwords")


@given(st.binary())
def test_any_bytes_are_read_or_refused(noise: bytes) -> None:
    with contextlib.suppress(UnreadableMail):
        parse(b"From: c@m.example\r\n" + noise)
