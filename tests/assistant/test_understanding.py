"""Intents on messages that the model never saw, with the model's own identity, speed and languages."""

import time
from pathlib import Path

import pytest

from integration_app.assistant import examples, intents
from integration_app.assistant.features import prepare
from integration_app.assistant.language import Priors, detect
from integration_app.assistant.understand import complete, understand
from integration_app.assistant.vocabulary import ProductName, Vocabulary

FOLDER = Path(__file__).parent / "held_out"
# Measured accuracy less about three points. The word lists were widened after these two sets had been read, so they
# guard against falling back; "hard" lines avoid the usual words. "blind" was written last and taught nothing.
FLOORS = {"en": 94, "zh": 91, "es": 94, "de": 91, "ar": 88}
HARD_FLOORS = {"en": 83, "zh": 83, "es": 76, "de": 86, "ar": 80}
BLIND_FLOOR = 92
# "oblique" says things round about on purpose ("candle was melted when I unpacked it"); it was written after the last
# examples and taught nothing either. 66 of its 100 messages are understood.
OBLIQUE_FLOOR = 62


def lines(name: str) -> list[tuple[str, str]]:
    """Read held-out messages: the intent, then the message."""
    rows = (FOLDER / f"{name}.tsv").read_text("utf-8").splitlines()
    return [(row.split("\t")[0], row.split("\t")[1]) for row in rows]


def accuracy(name: str) -> float:
    """Measure how many held-out messages are understood, in percent."""
    right = 0
    for wanted, text in lines(name):
        heard = understand(text, priors=Priors(widget=name.split(".", maxsplit=1)[0]))
        right += (heard.intents[0].name if heard.intents else "other") == wanted
    return 100 * right / len(lines(name))


@pytest.mark.parametrize("language", FLOORS)
def test_accuracy(language: str) -> None:
    assert accuracy(language) >= FLOORS[language]


@pytest.mark.parametrize("language", HARD_FLOORS)
def test_accuracy_on_hard_messages(language: str) -> None:
    assert accuracy(f"{language}.hard") >= HARD_FLOORS[language]


def test_accuracy_on_blind_messages() -> None:
    measured = [accuracy(f"{language}.blind") for language in FLOORS]
    assert sum(measured) / len(measured) >= BLIND_FLOOR


def test_accuracy_on_oblique_messages() -> None:
    measured = [accuracy(f"{language}.oblique") for language in FLOORS]
    assert sum(measured) / len(measured) >= OBLIQUE_FLOOR


@pytest.mark.parametrize("language", FLOORS)
def test_no_held_out_message_is_an_example(language: str) -> None:
    taught = {prepare(m) for group in examples.of(language).messages.values() for m in group}
    assert not [
        text
        for name in (language, f"{language}.hard", f"{language}.blind", f"{language}.oblique")
        for _, text in lines(name)
        if prepare(text) in taught
    ]


@pytest.mark.parametrize("language", FLOORS)
def test_language(language: str) -> None:
    texts = [text for _, text in lines(language)]
    right = sum(detect(text, Priors(widget=language)) == language for text in texts)
    assert right >= 0.95 * len(texts)


def test_the_stored_model_belongs_to_the_examples() -> None:
    assert intents.model().fingerprint == examples.fingerprint(), "run python -m integration_app.assistant.train"
    assert intents.MODEL.stat().st_size < 2_000_000


def test_speed() -> None:
    texts = [text for language in FLOORS for _, text in lines(language)]
    for text in texts:
        understand(text)
    began = time.perf_counter()
    for text in texts:
        understand(text)
    assert (time.perf_counter() - began) / len(texts) < 0.005  # a mean of about half a millisecond on an idle core


@pytest.mark.parametrize(
    ("text", "priors", "language"),
    [
        ("ok", Priors(conversation="de"), "de"),
        ("thanks", Priors(conversation="es"), "es"),
        ("hola", Priors(widget="en"), "es"),
        ("谢谢", Priors(conversation="en"), "zh"),
        ("شكرا", Priors(conversation="en"), "ar"),
        ("1042", Priors(conversation="ar"), "ar"),
        ("cleo@mail.fr", Priors(widget="zh"), "zh"),
        ("我的order 1042到哪了", Priors(widget="en"), "zh"),
        ("wo bleibt eigentlich mein Paket", Priors(conversation="en"), "de"),
        ("where is my parcel please", Priors(store=("de",)), "de"),
        ("hi", Priors(store=("en-US", "es-MX"), widget="es-MX"), "en"),
    ],
)
def test_language_by_priors(text: str, priors: Priors, language: str) -> None:
    assert detect(text, priors) == language


@pytest.mark.parametrize(
    ("text", "language", "whole"),
    [
        ("where is my order?", "en", True),
        ("hi", "en", False),
        ("my order is", "en", False),
        ("i want to return it because", "en", False),
        ("hallo,", "de", False),
        ("1042", "en", True),
        ("退货", "zh", True),
        ("你好", "zh", False),
        ("quiero devolver la lámpara y", "es", False),
        ("وين طلبي", "ar", True),
    ],
)
def test_complete(text: str, language: str, whole: bool) -> None:
    assert complete(text, language) is whole


LAMPS = Vocabulary(
    [
        ProductName("p1", "Halo table lamp", ("HALO-01",), ("哈洛台灯", "مصباح هالو")),
        ProductName("p2", "Camp lantern", ("CAMP-9",)),
        ProductName("p3", "Halo mini lamp"),
    ]
)


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("is the camp lantern waterproof", "p2"),
        ("halo-01?", "p1"),
        ("哈洛台灯有货吗", "p1"),
        ("two camp lanterns", "p2"),
    ],
)
def test_the_stores_own_words(text: str, product: str) -> None:
    assert LAMPS.find(text)[0].product == product
    assert understand(text, vocabulary=LAMPS).wants(intents.PRODUCT_QUESTION)


def test_an_order_goes_before_a_product() -> None:
    heard = understand("where is my order with the camp lantern", vocabulary=LAMPS)
    assert heard.intents[0].name == intents.ORDER_STATUS
    assert not LAMPS.find("where is my order")
