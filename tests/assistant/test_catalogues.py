"""Every language says everything, with the same facts in the same places."""

import string

import pytest

from integration_app.assistant import examples, phrases, starter_texts
from integration_app.kit.languages import SPOKEN

LANGUAGES = SPOKEN


def places(text: phrases.Text) -> set[str]:
    """List the places to fill; of plural forms, those of "other"."""
    shown = text if isinstance(text, str) else text["other"]
    return {name for _, name, _, _ in string.Formatter().parse(shown) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_same_keys(language: str) -> None:
    assert phrases.catalogue(language).keys() == phrases.catalogue("en").keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_same_places(language: str) -> None:
    english = phrases.catalogue("en")
    for key, text in phrases.catalogue(language).items():
        if not key.startswith("dates."):
            assert places(text) == places(english[key]), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_plural_forms_add_no_facts(language: str) -> None:
    for key, text in phrases.catalogue(language).items():
        if isinstance(text, dict):
            for form in text.values():
                assert places(form) <= places(text), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_voice(language: str) -> None:
    for key, text in phrases.catalogue(language).items():
        for form in [text] if isinstance(text, str) else text.values():
            assert "!" not in form and "！" not in form, key
            assert not any(ord(letter) > 0x1F000 for letter in form), key


def test_english_never_says_soon() -> None:
    for key, text in phrases.catalogue("en").items():
        assert " soon" not in str(text).lower(), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_same_intents_and_meanings(language: str) -> None:
    english = examples.of("en")
    assert examples.of(language).messages.keys() == english.messages.keys()
    assert set(examples.of(language).words) | {"join"} == set(english.words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_same_starter_articles(language: str) -> None:
    assert [a.id for a in starter_texts.articles(language)] == [a.id for a in starter_texts.articles("en")]
    assert all(len(a.similar) >= 4 for a in starter_texts.articles(language))
