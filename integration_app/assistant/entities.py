"""Find order numbers, addresses, codes, sizes and countries in a message.

What only might be an order number (a bare number) is a candidate: the store decides whether it exists.
Sizes, prices, postcodes, dates and phone numbers are taken out first, so that they never count.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from integration_app.assistant import countries, examples, patterns
from integration_app.assistant.text import fold, plain


@dataclass(frozen=True)
class Entities:
    """What a message names. `orders` were called orders; `candidates` are bare numbers.

    `unclear`: the words fit several of the `products` alike; `of_kind`: only their category was named.
    """

    orders: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    tracking: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    quantities: tuple[int, ...] = ()
    countries: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    unclear: bool = False
    of_kind: bool = False


def find(text: str, language: str) -> Entities:
    """Find what a message names; `language` says which words introduce a number."""
    rest = plain(text)
    emails, rest = _take(patterns.EMAIL, rest)
    _, rest = _take(patterns.URL, rest)
    tracking, rest = _take(patterns.TRACKING, rest)
    phones, rest = _take(patterns.PHONE, rest)
    _, rest = _take(patterns.POSTCODE, rest)
    folded = patterns.ABBREVIATED.sub(r"\1 ", fold(rest))
    quantities = tuple(int(a or b) for a, b in patterns.QUANTITY.findall(folded))
    sizes, folded = _sizes(folded, language)
    for noise in (
        patterns.MONEY,
        patterns.MEASURE,
        patterns.DATE,
        patterns.SPAN,
        patterns.QUANTITY,
        _introduced(language, "postcode"),
    ):
        folded = noise.sub(" ¤ ", folded)
    orders, folded = _orders(folded, language)
    bare = tuple(n for n in patterns.BARE.findall(folded) if n not in orders)
    return Entities(
        orders=orders,
        candidates=_unique(n.upper() for n in (*patterns.PREFIXED.findall(folded), *bare)),
        emails=_unique(e.rstrip(".").lower() for e in emails),
        phones=_unique(re.sub(r"[^\d+]", "", p) for p in phones),
        tracking=_unique(t.upper() for t in tracking),
        codes=_unique("".join(m) for m in patterns.CODE.findall(plain(text))),
        sizes=sizes,
        quantities=quantities,
        countries=countries.named(text, language),
    )


def _take(pattern: re.Pattern[str], text: str) -> tuple[list[str], str]:
    return [m.group() for m in pattern.finditer(text)], pattern.sub(" ¤ ", text)


def _introduced(language: str, meaning: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{examples.pattern(language, meaning).pattern})[^\d¤]{{0,6}}\d[\w-]*")


def _sizes(folded: str, language: str) -> tuple[tuple[str, ...], str]:
    worded = _introduced(language, "size")
    found = [*worded.findall(folded), *patterns.SIZE.findall(folded)]
    return _unique(re.sub(r"^\D*(?=\d)", "", f).upper() for f in found), worded.sub(" ¤ ", folded)


def _orders(folded: str, language: str) -> tuple[tuple[str, ...], str]:
    found: list[str] = []
    for known in dict.fromkeys((language, "en")):
        words = examples.pattern(known, "order").pattern
        worded = re.compile(rf"(?:{words})[^\d¤.!?;。！？]{{0,24}}?(?<![a-z-])({patterns.NUMBER}){patterns.END}")
        folded = _collect(worded, folded, found)
    folded = _collect(patterns.HASH, folded, found)
    return _unique(n.upper() for n in found), folded


def _collect(pattern: re.Pattern[str], folded: str, found: list[str]) -> str:
    while match := pattern.search(folded):
        found.append(match.group(1))
        end = match.end()
        while more := patterns.MORE.match(folded, end):
            found.append(more.group(1))
            end = more.end()
        folded = f"{folded[: match.start()]} ¤ {folded[end:]}"
    return folded


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
