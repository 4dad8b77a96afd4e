"""Know the store's own words: product names and SKUs, found in what shoppers write."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from integration_app.assistant.text import fold

_CODE = re.compile(r"[\w-]+")
_WORD = re.compile(r"[\u3400-\u9fff]+|[^\W_\u3400-\u9fff]+")
_HAN = re.compile("[\u3400-\u9fff]")
_COMMON = 0.2  # a word in more than this share of the names says nothing about which product is meant
_FEW = 3  # names that may share a word in a small shop
_LEAST = 0.3  # of a name's words
_STEM = 4  # letters that a word keeps when its ending is cut
_MOST = 5


@dataclass(frozen=True)
class ProductName:
    """One product as the catalogue calls it; `also` holds other languages' titles and synonyms.

    `kind` is the category: its words alone mean the whole category.
    """

    id: str
    title: str
    skus: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    kind: str = ""


@dataclass(frozen=True)
class Mention:
    """A product that a message seems to mean; `score` is 1.0 for a whole name or an SKU.

    `words` are those of its name that were said; `of_kind` where only its category was.
    """

    product: str
    score: float
    words: frozenset[str] = frozenset()
    of_kind: bool = False


class Vocabulary:
    """An index over a store's product names; built once per catalogue change, then only read."""

    def __init__(self, names: Iterable[ProductName] = ()) -> None:
        self._skus: dict[str, str] = {}
        self._words: dict[str, set[str]] = defaultdict(set)
        self._kinds: dict[str, list[str]] = defaultdict(list)
        self._titles: list[tuple[str, str, frozenset[str]]] = []
        for name in names:
            self._skus.update({fold(sku): name.id for sku in name.skus if len(sku) > 3})
            for word in _tokens(fold(name.kind)):
                self._kinds[word].append(name.id)
            for title in (name.title, *name.also):
                words = frozenset(_tokens(fold(title)))
                self._titles.append((name.id, fold(title), words))
                for word in words:
                    self._words[word].add(name.id)
        products = len({title[0] for title in self._titles})
        few = max(_FEW, _COMMON * products)
        self._rare = {word for word, ids in self._words.items() if len(ids) <= few and not word.isdigit()}
        self._near = _stems({*self._words, *self._kinds})

    def find(self, text: str) -> tuple[Mention, ...]:
        """Find the products that a message means, surest first; at most five.

        What was said of one name and more of another means the other: "halo lamp" is the Halo table lamp, not
        the Halo mini. Several with the same words are all given; see :func:`unclear`.
        """
        folded = fold(text)
        said = {known for word in _tokens(folded) for known in self._near.get(word, ()) or self._shorter(word)}
        found: dict[str, Mention] = {}
        for sku in self._skus.keys() & set(_CODE.findall(folded)):
            found[self._skus[sku]] = Mention(self._skus[sku], 1.0, frozenset({sku, folded}))
        for product, title, words in self._titles:
            shared = words & said
            whole = bool(title) and title in folded
            score = 1.0 if whole else len(shared) / len(words) if shared & self._rare else 0.0
            if score >= _LEAST and score > found.get(product, _NOBODY).score:
                found[product] = Mention(product, score, words if whole else shared)
        return self._of_kind(said, found) or _best(found.values())

    def without_names(self, text: str) -> str:
        """Leave out words of product names, which say nothing about the language of who uses them."""
        return _WORD.sub(lambda word: "" if _singular(fold(word.group())) in self._words else word.group(), text)

    def _of_kind(self, said: set[str], found: Mapping[str, Mention]) -> tuple[Mention, ...]:
        """Give a whole category where nothing but its name was said."""
        kinds = said & self._kinds.keys()
        if not kinds or any(mention.words - kinds or mention.score == 1.0 for mention in found.values()):
            return ()
        products = dict.fromkeys(product for kind in sorted(kinds) for product in self._kinds[kind])
        if len(products) < 2:
            return ()
        return tuple(Mention(product, _LEAST, frozenset(kinds), of_kind=True) for product in products)[:_MOST]

    def _shorter(self, word: str) -> set[str]:
        """Give names' words that a longer form of them was said of: "Lampe", "lámparas" for "lamp"."""
        cut = [word[:-n] for n in (1, 2) if len(word) - n >= _STEM]
        return {known for stem in cut for known in self._near.get(stem, ()) if known == stem}


def unclear(mentions: Sequence[Mention]) -> bool:
    """Say whether the words fit several products alike, so that it takes a question to know which."""
    if len(mentions) < 2 or mentions[0].of_kind:
        return False
    return mentions[0].words == mentions[1].words


def _best(found: Iterable[Mention]) -> tuple[Mention, ...]:
    ranked = sorted(found, key=lambda m: (-len(m.words), -m.score, m.product))
    kept = [m for m in ranked if not any(m.words < other.words for other in ranked)]
    whole = {m.words for m in kept if m.score == 1.0}
    return tuple(m for m in kept if m.score == 1.0 or m.words not in whole)[:_MOST]


def _stems(words: Iterable[str]) -> dict[str, set[str]]:
    """Map each word, and its form cut by one or two letters, to the words that it may stand for."""
    near: dict[str, set[str]] = defaultdict(set)
    for word in words:
        near[word].add(word)
        for cut in (1, 2):
            if word.isascii() and len(word) - cut >= _STEM:
                near[word[:-cut]].add(word)
    return near


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


_NOBODY = Mention("", 0.0)
