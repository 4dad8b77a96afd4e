"""Articles are found by what they mean, and nothing is found where nothing answers."""

import pytest

from integration_app.assistant import starter_texts
from integration_app.assistant.knowledge import Index, best_sentences

ASKED = [
    ("en", "can i pay with google pay", "payment"),
    ("en", "forgot my login password", "account"),
    ("en", "do i pay import tax in switzerland", "customs"),
    ("en", "how do i wash the pouch", "care"),
    ("en", "what time do you open", "contact"),
    ("de", "muss ich zoll zahlen", "customs"),
    ("de", "wie reinigt man das messing", "care"),
    ("de", "öffnungszeiten", "contact"),
    ("es", "se puede pagar con google pay", "payment"),
    ("es", "cómo limpio el latón", "care"),
    ("zh", "给个优惠码呗", "discounts"),
    ("zh", "保修几年", "warranty"),
    ("zh", "關稅要自己付嗎", "customs"),
    ("ar", "عندكم كوبون خصم", "discounts"),
    ("ar", "كيف انظف النحاس", "care"),
]


@pytest.mark.parametrize(("language", "question", "article"), ASKED)
def test_found(language: str, question: str, article: str) -> None:
    best = Index(starter_texts.articles(language), language).search(question)[0]
    assert best.id == article
    assert best.sure
    assert best.sentences


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "how do i bake bread"),
        ("de", "wer hat die wahl gewonnen"),
        ("es", "quién ganó las elecciones"),
        ("zh", "面包怎么做"),
        ("ar", "مين فاز بالانتخابات"),
        ("en", ""),
    ],
)
def test_nothing_answers(language: str, question: str) -> None:
    assert not Index(starter_texts.articles(language), language).search(question)


def test_the_sentences_answer_in_the_texts_own_order() -> None:
    body = "We open at nine. The lamp is brass. Brass darkens with time. We ship on Mondays."
    assert best_sentences("does brass darken", body, "en", most=1) == ("Brass darkens with time.",)


def test_an_empty_store_answers_nothing() -> None:
    assert Index((), "en").search("returns") == ()
