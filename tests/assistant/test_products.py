"""Questions about products: which one is meant, and what the catalogue says to what was asked."""

from dataclasses import replace

import pytest

from integration_app.assistant.decide import decide
from integration_app.assistant.decisions import Ask, Decision, Reply
from integration_app.assistant.facts import Awaiting, AwaitingKind, Facts, ProductFacts, VariantFacts
from integration_app.assistant.language import Priors
from integration_app.assistant.understand import understand
from integration_app.assistant.vocabulary import ProductName, Vocabulary, unclear
from tests.assistant.told import LANGUAGES, euros, facts

LAMP = ProductFacts(
    "1",
    "Halo table lamp",
    euros("89"),
    stock=40,
    variants=(VariantFacts("Teal", 3), VariantFacts("Cream", 37), VariantFacts("Ink", 0)),
    description="A brass dome that keeps the light on the page. Dims in three steps by touch. Material: Spun brass",
)
MINI = ProductFacts("2", "Halo mini", euros("59"), stock=22, description="Charges by USB-C and lasts eleven evenings.")
BOTTLE = ProductFacts(
    "3",
    "Field bottle",
    euros("32"),
    stock=9,
    variants=tuple(VariantFacts(title, 3) for title in ("Clay / 500 ml", "Clay / 750 ml", "Sand / 750 ml")),
)
CATALOGUE = {it.id: it for it in (LAMP, MINI, BOTTLE)}
NAMES = Vocabulary(
    [
        ProductName("1", "Halo table lamp", kind="Lamps"),
        ProductName("2", "Halo mini", kind="Lamps"),
        ProductName("3", "Field bottle", kind="Travel"),
        ProductName("4", "Oak board", kind="Table"),
    ]
)


def ask(language: str, text: str, given: Facts | None = None) -> Decision:
    """Ask about products as the chat does: names found in the message bring their facts."""
    heard = understand(text, vocabulary=NAMES, priors=Priors(conversation=language))
    named = tuple(CATALOGUE[id] for id in heard.entities.products if id in CATALOGUE)
    given = given or facts(language)
    return decide(heard, replace(given, products=named or given.products))


def on_page(language: str, it: ProductFacts = LAMP) -> Facts:
    return replace(facts(language), products=(replace(it, on_page=True),))


@pytest.mark.parametrize(
    ("text", "meant", "asks"),
    [
        ("is the halo lamp dimmable", ["1"], False),
        ("ist die Halo Lampe dimmbar?", ["1"], False),
        ("halo", ["1", "2"], True),
        ("halo灯能调光吗", ["1", "2"], True),
        ("the halo mini or the field bottle", ["2", "3"], False),
        ("which lamps do you have", ["1", "2"], False),
        ("where is my order", [], False),
    ],
)
def test_which_product_is_meant(text: str, meant: list[str], asks: bool) -> None:
    found = NAMES.find(text)
    assert sorted(mention.product for mention in found) == meant
    assert unclear(found) is asks


DIMMING = {
    "en": "is the halo table lamp dimmable?",
    "zh": "halo table lamp 能调光吗",
    "es": "la halo table lamp es regulable?",
    "de": "ist die halo table lamp dimmbar?",
    "ar": "هل يمكن خفض الإضاءة في halo table lamp؟",
}
HALO = {
    "en": "is the halo dimmable?",
    "zh": "halo能调光吗",
    "es": "el halo es regulable?",
    "de": "ist die halo dimmbar?",
    "ar": "هل halo قابلة للتعتيم؟",
}
BLACK = {"en": "do you have it in black", "zh": "有黑色吗", "es": "lo tienen en negro", "de": "gibt es die in schwarz",
         "ar": "فيه لون اسود"}  # fmt: skip
TALL = {"en": "how tall is it", "zh": "多高", "es": "cuánto mide", "de": "wie hoch ist sie", "ar": "كم ارتفاعها"}
PRICE = {"en": "how much is it", "zh": "多少钱", "es": "cuánto cuesta", "de": "was kostet sie", "ar": "بكم"}
each = pytest.mark.parametrize("language", LANGUAGES)


@each
def test_the_sentence_that_says_it_is_quoted(language: str) -> None:
    decision = ask(language, DIMMING[language])
    assert isinstance(decision, Reply)
    assert "Dims in three steps by touch." in decision.text
    assert "89" not in decision.text and "brass dome" not in decision.text


@each
def test_several_that_fit_alike_are_asked_about_and_the_question_is_kept(language: str) -> None:
    decision = ask(language, HALO[language])
    assert isinstance(decision, Ask)
    assert [choice["say"] for choice in decision.choices] in (
        ["Halo table lamp", "Halo mini"],
        ["Halo mini", "Halo table lamp"],
    )
    chosen = ask(language, "Halo table lamp", facts(language, awaiting=decision.awaiting))
    assert isinstance(chosen, Reply) and "Dims in three steps" in chosen.text


@each
def test_the_page_decides_between_several(language: str) -> None:
    given = on_page(language)
    heard = understand(HALO[language], vocabulary=NAMES, priors=Priors(conversation=language))
    decision = decide(heard, replace(given, products=(MINI, *given.products)))
    assert isinstance(decision, Reply) and "Dims in three steps" in decision.text


@each
def test_a_colour_is_answered_with_what_there_is(language: str) -> None:
    decision = ask(language, BLACK[language], on_page(language))
    assert isinstance(decision, Reply)
    assert "Teal" in decision.text and "Cream" in decision.text and "Ink" in decision.text


@each
def test_what_the_page_does_not_say_is_not_known(language: str) -> None:
    decision = ask(language, TALL[language], on_page(language))
    assert isinstance(decision, Reply)
    assert decision.choices[0]["act"] == {"type": "person"}
    assert "89" not in decision.text


@each
def test_a_price_is_the_products_without_a_word_about_shipping(language: str) -> None:
    decision = ask(language, PRICE[language], on_page(language))
    assert isinstance(decision, Reply) and "89" in decision.text and "5.90" not in decision.text


def test_the_variant_of_which_most_is_said() -> None:
    decision = ask("en", "is the field bottle in clay 750 ml in stock?")
    assert isinstance(decision, Reply)
    assert "Clay / 750 ml" in decision.text and "500" not in decision.text


def test_a_kind_is_listed() -> None:
    decision = ask("en", "which lamps do you have in stock?")
    assert isinstance(decision, Reply)
    assert decision.text == "We have these: Halo table lamp for €89.00 and Halo mini for €59.00."


def test_the_product_just_spoken_of_is_remembered() -> None:
    decision = ask("en", DIMMING["en"])
    assert isinstance(decision, Reply)
    assert decision.awaiting == Awaiting(AwaitingKind.WHICH_PRODUCT, product="1")


def test_names_do_not_decide_the_language() -> None:
    heard = understand("el field bottle en clay hay?", vocabulary=NAMES, priors=Priors(conversation="es"))
    assert heard.language == "es"
