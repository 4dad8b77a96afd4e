"""Answers about products: price, stock, what the catalogue says, and what else there is."""

from functools import cache

from integration_app.assistant import cards, examples, knowledge
from integration_app.assistant.facts import Awaiting, AwaitingKind, ProductFacts
from integration_app.assistant.talk import Part, Talk
from integration_app.assistant.text import fold

SHOWN = 3
_DETAILS = ("material", "dimensions", "care", "weight", "colour", "warranty", "power", "compatibility")
_KIND = "product_question"


def answer(talk: Talk) -> Part | None:
    """Answer a question about the products that were named or looked at; None where there are none."""
    products = talk.facts.products
    if not products:
        return None
    it = products[0]
    asked = asked_details(talk)
    told = [fact for fact in (_price(talk, it), _stock(talk, it), _variants(talk, it)) if fact]
    details = _details(talk, it, asked)
    missing = talk.say("product.unknown_detail", title=it.title) if asked and not details else None
    said = _description(talk, it) if not details else None
    if missing and not said:
        return Part(talk.sentences(missing, *told), _KIND, (cards.product(talk, it),), (talk.person(),), sure=False)
    instead = it.alternatives[: SHOWN - 1] if it.stock == 0 else ()
    text = talk.sentences(*details, said, *told, talk.say("product.instead") if instead else None)
    shown = (it, *instead) if instead else products[:SHOWN]
    return Part(text or talk.say("product.named", title=it.title), _KIND, tuple(cards.product(talk, p) for p in shown))


def ask_which(talk: Talk) -> Part:
    """Ask which product is meant."""
    waiting = Awaiting(AwaitingKind.WHICH_PRODUCT, (_KIND,))
    return Part(talk.say("product.which"), _KIND, awaiting=waiting, asks=True)


def asked_details(talk: Talk) -> tuple[str, ...]:
    """List the details that a message asks for: material, dimensions, care and so on."""
    folded = fold(talk.heard.text)
    return tuple(d for d in _DETAILS if examples.says(folded, talk.heard.language, f"detail.{d}"))


def stock_line(talk: Talk, it: ProductFacts) -> str:
    """Say in a few words how much of a product there is."""
    return talk.say("card.stock", n=it.stock) if it.stock else talk.say("product.out") if it.stock == 0 else ""


def _price(talk: Talk, it: ProductFacts) -> str | None:
    return talk.say("product.price", title=it.title, price=talk.money(it.price)) if it.price else None


def _stock(talk: Talk, it: ProductFacts) -> str | None:
    if it.stock is None:
        return None
    return talk.say("product.stock", n=it.stock) if it.stock else talk.say("product.sold_out", title=it.title)


def _variants(talk: Talk, it: ProductFacts) -> str | None:
    if len(it.variants) < 2 or it.stock == 0:
        return None
    out = [v.title for v in it.variants if v.stock == 0]
    return talk.say("product.variants_out", variants=talk.joined(out)) if out else None


def _details(talk: Talk, it: ProductFacts, asked: tuple[str, ...]) -> list[str]:
    return [
        talk.say("product.attribute", name=name, value=value)
        for name, value in it.attributes
        if any(_means(name, detail) for detail in asked)
    ]


def _description(talk: Talk, it: ProductFacts) -> str | None:
    if not it.description:
        return None
    best = knowledge.best_sentences(talk.heard.text, it.description, talk.heard.language, without=it.title, most=2)
    return talk.sentences(*best) or None


@cache
def _means(name: str, detail: str) -> bool:
    folded = fold(name)
    return any(examples.says(folded, language, f"detail.{detail}") for language in examples.languages())
