"""Know the store's own words: product names and SKUs, found in what shoppers write."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from integration_app.assistant.text import fold

_CODE = re.compile(r"[\w-]+")
_WORD = re.compile(r"[^\W_]+(?:'s)?")
_HAN = re.compile("[\u3400-\u9fff]")
_COMMON = 0.2  # a word in more than this share of the names says nothing about which product is meant


@dataclass(frozen=True)
class ProductName:
    """One product as the catalogue calls it; `also` holds other languages' titles and synonyms."""

    id: str
    title: str
    skus: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mention:
    """A product that a message seems to mean; `score` is 1.0 for a whole name or an SKU."""

    product: str
    score: float


class Vocabulary:
    """An index over a store's product names; built once per catalogue change, then only read."""

    def __init__(self, names: Iterable[ProductName] = ()) -> None:
        self._skus: dict[str, str] = {}
        self._words: dict[str, set[str]] = defaultdict(set)
        self._titles: list[tuple[str, str, frozenset[str]]] = []
        for name in names:
            self._skus.update({fold(sku): name.id for sku in name.skus if len(sku) > 3})
            for title in (name.title, *name.also):
                words = frozenset(_tokens(fold(title)))
                self._titles.append((name.id, fold(title), words))
                for word in words:
                    self._words[word].add(name.id)
        count = Counter({word: len(ids) for word, ids in self._words.items()})
        products = len({title[0] for title in self._titles})
        self._rare = {word for word, n in count.items() if n <= max(1, _COMMON * products) and not word.isdigit()}

    def find(self, text: str) -> tuple[Mention, ...]:
        """Find the products that a message means, surest first; at most five."""
        folded = fold(text)
        said = set(_tokens(folded))
        scores: dict[str, float] = {self._skus[sku]: 1.0 for sku in self._skus.keys() & set(_CODE.findall(folded))}
        for product, title, words in self._titles:
            shared = words & said
            if title and title in folded:
                score = 1.0
            elif shared & self._rare:
                score = len(shared) / len(words)
            else:
                continue
            scores[product] = max(score, scores.get(product, 0.0))
        ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        return tuple(Mention(product, score) for product, score in ranked if score >= 0.3)[:5]


def _tokens(folded: str) -> list[str]:
    tokens = []
    for word in _WORD.findall(folded):
        if _HAN.search(word):
            tokens += [word[i : i + 2] for i in range(max(1, len(word) - 1))]
        elif len(word) > 2:
            tokens.append(_singular(word))
    return tokens


def _singular(word: str) -> str:
    return word[:-1] if word.isascii() and len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word
