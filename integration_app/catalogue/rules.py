"""How well a product fits the words that somebody typed."""

import re
from collections.abc import Collection

from integration_app.kit import text

_WORD = re.compile(r"[^\W_]+")
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


EXACT = 10.0
"""The score of a product whose SKU was typed."""


def words_of(typed: str) -> tuple[str, ...]:
    """Split a text into comparable words; scripts without spaces into pairs of signs."""
    found: list[str] = []
    for word in _WORD.findall(text.fold(typed)):
        if _HAN.search(word):
            found += [word[place : place + 2] for place in range(max(len(word) - 1, 1))]
        else:
            found.append(word)
    return tuple(dict.fromkeys(found))


def score(wanted: Collection[str], title: str, skus: Collection[str]) -> float:
    """Return how well a product fits, 0 for not at all: an exact SKU first, then the share of words in the title."""
    folded = {text.fold(sku) for sku in skus}
    whole = "".join(wanted)
    if any(re.sub(r"[\W_]+", "", sku) == whole for sku in folded):
        return EXACT
    own = words_of(title)
    hits = sum(_closeness(word, own) for word in wanted)
    return hits / len(wanted) + hits / (len(own) + 1) if hits else 0.0


def _closeness(word: str, own: Collection[str]) -> float:
    if word in own:
        return 1.0
    if len(word) < 4:
        return 0.0
    return 0.7 if any(mine.startswith(word) or (len(mine) > 3 and word.startswith(mine)) for mine in own) else 0.0
