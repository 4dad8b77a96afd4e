"""Answers about products: what was asked about one, which one is meant, or which of a kind there are."""

from integration_app.assistant import cards
from integration_app.assistant.answers import product_facets as facets
from integration_app.assistant.facts import Awaiting, AwaitingKind, ProductFacts
from integration_app.assistant.talk import Part, Talk

SHOWN = 3
_KIND = "product_question"


def answer(talk: Talk) -> Part | None:
    """Answer a question about the products that were named or looked at; None where there are none."""
    products = talk.facts.products
    if not products:
        return None
    entities = talk.heard.entities
    here = next((it for it in products if it.on_page), None)
    if entities.unclear and not here:
        return ask_which(talk, products[:SHOWN])
    if entities.of_kind and not here:
        return _listed(talk, products[:SHOWN])
    if len(products) > 1 and not entities.unclear and not entities.of_kind:
        return _several(talk, products[:SHOWN])
    return _one(talk, here or products[0])


def ask_which(talk: Talk, among: tuple[ProductFacts, ...] = ()) -> Part:
    """Ask which product is meant, and keep the question in mind."""
    waiting = Awaiting(AwaitingKind.WHICH_PRODUCT, (_KIND,), question=facets.question(talk))
    if not among:
        return Part(talk.say("product.which"), _KIND, awaiting=waiting, asks=True)
    titles = talk.either([it.title for it in among])
    choices = tuple({"label": it.title, "say": it.title} for it in among)
    return Part(talk.say("product.which_of", titles=titles), _KIND, (), choices, awaiting=waiting, asks=True)


def stock_line(talk: Talk, it: ProductFacts) -> str:
    """Say in a few words how much of a product there is."""
    return talk.say("card.stock", n=it.stock) if it.stock else talk.say("product.out") if it.stock == 0 else ""


def _one(talk: Talk, it: ProductFacts) -> Part:
    asked = facets.asked(talk, it)
    told = facets.told(talk, it, asked)
    instead = it.alternatives[: SHOWN - 1] if it.stock == 0 and facets.STOCK in asked else ()
    shown = tuple(cards.product(talk, one) for one in (it, *instead))
    spoken_of = Awaiting(AwaitingKind.WHICH_PRODUCT, product=it.id)
    if facets.unknown(talk, it, asked):
        text = talk.sentences(talk.say("product.unknown_detail", title=it.title), *told)
        return Part(text, _KIND, shown, (talk.person(),), awaiting=spoken_of, sure=False)
    text = talk.sentences(*told, talk.say("product.instead") if instead else None)
    return Part(text or talk.say("product.named", title=it.title), _KIND, shown, awaiting=spoken_of)


def _several(talk: Talk, products: tuple[ProductFacts, ...]) -> Part:
    """Answer about several products that were all named, one after another."""
    parts = [_one(talk, it) for it in products]
    shown = tuple(cards.product(talk, it) for it in products)
    return Part("\n".join(part.text for part in parts), _KIND, shown, sure=all(part.sure for part in parts))


def _listed(talk: Talk, products: tuple[ProductFacts, ...]) -> Part:
    """Name what there is of a kind, what can be bought now first."""
    ready = sorted(products, key=lambda it: it.stock == 0)
    named = [
        talk.say("product.priced", title=it.title, price=talk.money(it.price)) if it.price else it.title for it in ready
    ]
    shown = tuple(cards.product(talk, it) for it in ready)
    return Part(talk.say("product.fits", titles=talk.joined(named)), _KIND, shown)
