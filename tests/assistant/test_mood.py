"""Anger, urgency, threats and the wish for a person, by rules."""

import pytest

from integration_app.assistant.mood import Temper, hear


@pytest.mark.parametrize(
    ("language", "text", "temper"),
    [
        ("en", "where is my order", Temper.CALM),
        ("en", "this is ridiculous", Temper.ANGRY),
        ("en", "third time i write, nobody replies", Temper.ANGRY),
        ("en", "i am a bit disappointed", Temper.UNHAPPY),
        ("en", "WHERE IS MY ORDER!!! ANSWER ME", Temper.ANGRY),
        ("en", "thanks!!", Temper.CALM),
        ("zh", "你们是骗子吧", Temper.ANGRY),
        ("zh", "有点失望", Temper.UNHAPPY),
        ("es", "es una vergüenza", Temper.ANGRY),
        ("de", "das ist eine Frechheit", Temper.ANGRY),
        ("de", "ich bin enttäuscht", Temper.UNHAPPY),
        ("ar", "انتم نصابين", Temper.ANGRY),
        ("ar", "وين طلبي", Temper.CALM),
    ],
)
def test_temper(language: str, text: str, temper: Temper) -> None:
    assert hear(text, language).temper is temper


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "i will do a chargeback"),
        ("zh", "我要打12315"),
        ("es", "voy a llamar a mi abogado"),
        ("de", "dann geht es zum Anwalt"),
        ("ar", "بكلم المحامي"),
    ],
)
def test_threats(language: str, text: str) -> None:
    assert hear(text, language).threat


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "get me a human"),
        ("zh", "转人工"),
        ("es", "una persona por favor"),
        ("de", "ein echter Mensch bitte"),
        ("ar", "ابي اكلم موظف"),
    ],
)
def test_a_wish_for_a_person(language: str, text: str) -> None:
    assert hear(text, language).wants_person


def test_urgency() -> None:
    assert hear("PLEASEURGENT!!! i need it by friday", "en").urgent
    assert hear("很急，等着用", "zh").urgent
