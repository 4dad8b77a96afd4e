"""What a question about a product is after, and what the catalogue says to that."""

import re
from functools import cache

from integration_app.assistant import examples, knowledge
from integration_app.assistant.facts import AwaitingKind, ProductFacts, VariantFacts
from integration_app.assistant.stems import tokens
from integration_app.assistant.talk import Talk
from integration_app.assistant.text import fold

PRICE, STOCK, VARIANTS, OVERVIEW, ELSE = "price", "stock", "variants", "overview", "else"
_MEANINGS = {PRICE: "about.cost", STOCK: "about.stock", OVERVIEW: "overview"}
_DETAILS = (
    *("material", "dimensions", "care", "weight", "colour", "warranty"),
    *("power", "battery", "dimming", "water", "compatibility"),
)
_WORD = re.compile(r"[^\W_]+")
_SIZED = re.compile(r"\d|^(?:x*[sml]|x+l)$")
_FEW = 6
_MOST_QUOTED = 2


def question(talk: Talk) -> str:
    """Give the words of the question: this message's, or those from before we asked which product is meant."""
    waiting = talk.facts.conversation.awaiting
    earlier = waiting.question if waiting and waiting.kind is AwaitingKind.WHICH_PRODUCT else None
    return earlier or talk.heard.text


def asked(talk: Talk, it: ProductFacts) -> frozenset[str]:
    """List what is asked: price, stock, variants, details by name, an overview, or something else."""
    folded, language = fold(question(talk)), talk.heard.language
    found = {name for name, meaning in _MEANINGS.items() if examples.says(folded, language, meaning)}
    found |= {name for name in _DETAILS if examples.says(folded, language, f"detail.{name}")}
    if found & _by_variant(it) or talk.heard.entities.sizes or _variants_named(it, folded):
        found.add(VARIANTS)
    if "battery" in found:
        found.discard(PRICE)  # "charge" means both
    if found:
        return frozenset(found)
    known = set(tokens(it.title, language))
    return frozenset({ELSE} if set(tokens(folded, language)) - known else {OVERVIEW})


def told(talk: Talk, it: ProductFacts, asked: frozenset[str]) -> list[str]:
    """Say what the catalogue says to what was asked; price and stock where nothing in particular was."""
    whole = OVERVIEW in asked
    said = [*_attributes(talk, it, asked), *_quoted(talk, it, asked)]
    if PRICE in asked or whole:
        said += [talk.say("product.price", title=it.title, price=talk.money(it.price))] if it.price else []
    if asked & {STOCK, VARIANTS} or whole:
        said += _stock(talk, it, counted=STOCK in asked or whole)
    return said


def unknown(talk: Talk, it: ProductFacts, asked: frozenset[str]) -> bool:
    """Say whether something was asked to which the catalogue says nothing."""
    details = {name for name in asked if name in _DETAILS} - _by_variant(it)
    if not details and ELSE not in asked:
        return False
    return not _attributes(talk, it, asked) and not _quoted(talk, it, asked)


def _by_variant(it: ProductFacts) -> frozenset[str]:
    """List the details in which a product's variants differ, so that naming these answers the question."""
    if len(it.variants) < 2:
        return frozenset()
    sized = any(_SIZED.search(fold(part)) for v in it.variants for part in v.title.split(" / "))
    return frozenset({"colour", "dimensions"} if sized else {"colour"})


def _attributes(talk: Talk, it: ProductFacts, asked: frozenset[str]) -> list[str]:
    return [
        talk.say("product.attribute", name=name, value=value)
        for name, value in it.attributes
        if any(_means(name, detail) for detail in asked if detail in _DETAILS)
    ]


def _quoted(talk: Talk, it: ProductFacts, asked: frozenset[str]) -> list[str]:
    """Quote what the product's own page says: the sentences on the asked detail, in whatever language it has."""
    sentences = knowledge.split(it.description)
    if OVERVIEW in asked:
        chosen = sentences[:1]
    else:
        details = [name for name in asked if name in _DETAILS]
        chosen = [s for s in sentences if any(_means(s, detail) for detail in details)]
        if not chosen and (details or ELSE in asked):
            text, language = question(talk), talk.heard.language
            chosen = list(knowledge.best_sentences(text, it.description, language, without=it.title, most=1))
    quote = " ".join(chosen[:_MOST_QUOTED])
    return [talk.say("product.says", title=it.title, sentence=quote)] if quote else []


def _stock(talk: Talk, it: ProductFacts, *, counted: bool) -> list[str]:
    if it.stock == 0:
        return [talk.say("product.sold_out", title=it.title)]
    named = _variants_named(it, fold(question(talk)))
    if named:
        return [talk.say(f"product.variant_{'out' if v.stock == 0 else 'in'}", variant=v.title) for v in named[:_FEW]]
    count = [talk.say("product.stock", n=it.stock)] if it.stock and counted else []
    return [*count, *_variants(talk, it)]


def _variants(talk: Talk, it: ProductFacts) -> list[str]:
    """Say which variants there are; of many, their options one by one."""
    if len(it.variants) < 2:
        return []
    ready, out = ([v.title for v in it.variants if (v.stock == 0) is gone] for gone in (False, True))
    shown = _options(ready) if len(ready) > _FEW or any(" / " in title for title in ready) else ready
    said = [talk.say("product.variants_in", variants=talk.joined(shown))] if shown else []
    return said + ([talk.say("product.variants_out", variants=talk.joined(out[:_FEW]))] if out else [])


def _options(titles: list[str]) -> list[str]:
    """Take "Sand / S", "Sand / M", "Ink / S" apart into "Sand", "Ink", "S", "M"."""
    columns = zip(*(title.split(" / ") for title in titles), strict=False)
    return [option for column in columns for option in dict.fromkeys(column)]


def _variants_named(it: ProductFacts, folded: str) -> list[VariantFacts]:
    """Find the variants that most is said of: "clay 750 ml" means one of the two in clay."""
    words = f" {' '.join(_WORD.findall(folded))} "
    hits = [sum(f" {fold(part)} " in words for part in v.title.split(" / ")) for v in it.variants]
    most = max(hits, default=0)
    named = [v for v, count in zip(it.variants, hits, strict=True) if most and count == most]
    return named if len(named) < len(it.variants) else []


@cache
def _means(text: str, detail: str) -> bool:
    folded = fold(text)
    return any(examples.says(folded, language, f"detail.{detail}") for language in examples.languages())
