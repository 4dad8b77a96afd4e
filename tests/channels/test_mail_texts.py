"""Every mail says the same in every language, and reads well as text and as a page."""

import re

import pytest

from integration_app import mail_texts
from integration_app.kit.languages import SPOKEN

PURPOSES = [purpose for purpose in mail_texts.catalogue("en") if purpose != "common"]
LANGUAGES = SPOKEN


def places(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def filled(purpose: str, locale: str, **more: str) -> mail_texts.Rendered:
    values = dict.fromkeys(mail_texts.values_of(purpose), "Wert") | {"store": "Lumen"} | more
    return mail_texts.render(purpose, locale, values, link="https://parley.example/r/abc", can_reply=True)


def test_the_five_languages_are_there() -> None:
    assert set(LANGUAGES) >= {"en", "zh", "es", "de", "ar"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_the_same_mails_with_the_same_places(language: str) -> None:
    ours, english = mail_texts.catalogue(language), mail_texts.catalogue("en")
    assert ours.keys() == english.keys()
    for purpose in PURPOSES:
        assert ours[purpose].keys() == english[purpose].keys(), purpose
        assert places(ours[purpose]["subject"]) == places(english[purpose]["subject"]), purpose
        assert [places(text) for text in ours[purpose]["body"]] == [places(text) for text in english[purpose]["body"]]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("purpose", PURPOSES)
def test_every_mail_can_be_filled(purpose: str, language: str) -> None:
    mail = filled(purpose, language)
    assert "{" not in mail.subject + mail.text
    assert "\n" not in mail.subject
    assert f'lang="{language}"' in mail.html


def test_arabic_runs_from_the_right() -> None:
    assert 'dir="rtl"' in filled("request", "ar").html
    assert 'dir="ltr"' in filled("request", "de").html


def test_what_somebody_wrote_stays_text() -> None:
    html = filled("unread_reply", "en", messages="<script>alert(1)</script>\n& more").html
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;<br>&amp; more" in html


def test_a_paragraph_without_values_is_left_out() -> None:
    assert "Wert\n\nA person answers" in filled("request", "en").text
    assert "\n\n\n" not in filled("request", "en", known="").text


def test_an_unknown_language_reads_english() -> None:
    assert filled("reset", "fi").subject == filled("reset", "en").subject


def test_the_quote_in_our_own_mail_is_cut_from_a_reply() -> None:
    from integration_app.channels.email.quotes import without_quotes

    ours = filled("unread_reply", "de").text
    quoted = "\n".join(f"> {line}" for line in ours.splitlines())
    assert without_quotes(f"Danke.\n\nAm 18.11.26 um 14:02 schrieb Lumen:\n{quoted}") == "Danke."
