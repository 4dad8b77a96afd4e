"""What is cut from a reply, and what never is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integration_app.channels.email.html import html_to_text
from integration_app.channels.email.quotes import without_quotes

QUOTE = "> Where is it?\n> We look."

REPLIES = {
    "gmail": f"It came.\n\nOn Tue, 18 Nov 2026 at 14:02, Lumen <reply+1xabc@lumen.example> wrote:\n\n{QUOTE}\n",
    "gmail broken": f"It came.\n\nOn Tue, 18 Nov 2026 at 14:02, Lumen\n<reply+1xabcdef@l.example>\nwrote:\n\n{QUOTE}",
    "apple german": f"It came.\n\nAm 18.11.2026 um 14:02 schrieb Lumen <r@l.example>:\n\n{QUOTE}",
    "thunderbird german": f"It came.\n\nAm 18.11.26 um 14:02 schrieb Ben aus Lumen:\n{QUOTE}",
    "spanish": f"It came.\n\nEl mar, 18 nov 2026 a las 14:02, Lumen (<r@l.example>) escribió:\n\n{QUOTE}",
    "french": f"It came.\n\nLe mar. 18 nov. 2026 à 14:02, Lumen <r@l.example> a écrit :\n\n{QUOTE}",
    "chinese gmail": f"It came.\n\nLumen <r@l.example> 于2026年11月18日周二 14:02写道:\n\n{QUOTE}",
    "chinese apple": f"It came.\n\n在 2026年11月18日,14:02,Lumen <r@l.example> 写道:\n\n{QUOTE}",
    "chinese 163": 'It came.\n\n\n\n在 2026-11-18 14:02,"Lumen" <r@l.example> 写道:\n\nWhere is it?',
    "qq": 'It came.\n\n\n------------------ 原始邮件 ------------------\n发件人: "Lumen" <r@l.example>;\n日期: 2026',
    "arabic": f"It came.\n\nفي الثلاثاء، 18 نوفمبر 2026 في 14:02 تمت كتابة ما يلي بواسطة Lumen كتب:\n\n{QUOTE}",
    "outlook": "It came.\n\n________________\nFrom: Lumen <r@l.example>\nSent: Tuesday\nTo: Cleo\nSubject: Re",
    "outlook german": "It came.\n\nVon: Lumen <r@l.example>\nGesendet: Dienstag\nAn: Cleo\nBetreff: Re\n\nWhere?",
    "outlook chinese": "It came.\n\n发件人: Lumen <r@l.example>\n发送时间: 2026年\n收件人: Cleo\n主题: Re\n\nWhere?",
    "outlook spanish": "It came.\n\nDe: Lumen <r@l.example>\nEnviado el: martes\nPara: Cleo\nAsunto: Re\n\nWhere?",
    "original message": "It came.\n\n-----Original Message-----\nFrom: Lumen",
    "german original": "It came.\n\n-----Ursprüngliche Nachricht-----\nVon: Lumen",
    "signature": "It came.\n\n-- \nCleo Martin\n+33 1 23 45",
    "phone": "It came.\n\nSent from my iPhone",
    "phone chinese": "It came.\n\n发自我的iPhone",
    "only quote marks": f"It came.\n{QUOTE}",
    "below the quote": f"On Tue, 18 Nov 2026 at 14:02, Lumen <r@l.example> wrote:\n{QUOTE}\n\nIt came.",
    "windows lines": "It came.\r\n\r\nOn Tue, 18 Nov 2026 at 14:02, Lumen <r@l.example> wrote:\r\n> Where?\r\n",
}


@pytest.mark.parametrize("reply", REPLIES.values(), ids=REPLIES.keys())
def test_only_the_new_words_stay(reply: str) -> None:
    assert without_quotes(reply) == "It came."


def test_an_answer_between_the_quotes_is_found() -> None:
    reply = "On Tue, 18 Nov 2026 at 14:02, L <r@l.example> wrote:\n> Which size?\nForty.\n> Which colour?\nBlue.\n"
    assert without_quotes(reply) == "Forty.\nBlue."


@pytest.mark.parametrize(
    "text",
    [
        "On Monday I wrote: where is my parcel?\nNobody answered.",
        "From: the shop I want one answer.\nPlease.",
        "Ich schrieb Ihnen am 3. schon:\nnichts kam.",
        "El 3 de mayo pedí dos lámparas: una llegó rota.",
        "在 5 月 3 日我写道歉信，没有人回。",
        "My order is 1042 -- it is late.",
        "Am Montag kam nichts an. Auch am Dienstag nicht.",
    ],
)
def test_ordinary_words_are_never_cut(text: str) -> None:
    assert without_quotes(text) == text


def test_a_mail_passed_on_without_a_word_is_kept() -> None:
    text = "---------- Forwarded message ---------\nFrom: Lumen\nSubject: Order 1042\nTo: Cleo\n\nShipped."
    assert without_quotes(text) == text


def test_nothing_new_is_nothing() -> None:
    assert without_quotes(f"\n\nOn Tue, 18 Nov 2026 at 14:02, L <r@l.example> wrote:\n{QUOTE}\n") == ""


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert len(without_quotes(text)) <= len(text)


def test_html_reads_like_the_page() -> None:
    html = "<style>p{}</style><p>It  came.<br>It is <b>fine</b>.</p><div>Thanks &amp; bye</div>"
    assert html_to_text(html) == "It came.\nIt is fine.\n\nThanks & bye"


@pytest.mark.parametrize(
    "quote",
    [
        '<div class="gmail_quote"><div>On Tue …</div><blockquote>Where?</blockquote></div>',
        '<blockquote type="cite">Where?<br><img src=x></blockquote>',
        '<div id="divRplyFwdMsg"><b>From:</b> Lumen</div><div>Where?</div>',
        '<div class="moz-cite-prefix">Am 18.11. schrieb</div>',
        '<div class="yahoo_quoted"><p>Where?</div></p>',
    ],
)
def test_html_quotes_are_left_out(quote: str) -> None:
    assert html_to_text(f"<div>It came.</div>{quote}") == "It came."


@given(st.text())
def test_any_html_is_read(html: str) -> None:
    html_to_text(html)
