"""Find order numbers, addresses, codes, sizes and countries in a message.

What only might be an order number (a bare number) is a candidate: the store decides whether it exists.
Sizes, prices, postcodes, dates and phone numbers are taken out first, so that they never count.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from integration_app.assistant import countries, examples
from integration_app.assistant.text import fold, plain


@dataclass(frozen=True)
class Entities:
    """What a message names. `orders` were called orders; `candidates` are bare numbers."""

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


_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_URL = re.compile(r"(?:https?://|www\.)\S+")
_TRACKING = re.compile(
    r"\b(?:1Z[0-9A-Z]{16}|[A-Z]{2}\d{9}[A-Z]{2}|JJD\d{14,18}|JD\d{18}|(?:YT|LP|SF|CNYT|UJ)\d{10,18}|TBA\d{12}"
    r"|9[2-5]\d{18,24}|00\d{18}|\d{12,22})\b",
    re.I,
)
_PHONE = re.compile(r"(?<![\w#])(?:\+|00)\d[\d ().\-/]{6,16}\d|\b1[3-9]\d{9}\b|\b0\d{2,4}[ \-/]?\d{3,4}[ \-/]?\d{2,4}\b")
_MONEY = re.compile(
    r"(?:[$€£¥￥]|us\$|\b(?:usd|eur|gbp|cny|rmb|mxn|aed|sar)\b) ?\d[\d.,]*"
    r"|\d[\d.,]* ?(?:[$€£¥%]|(?:usd|eur|euros?|gbp|cny|rmb|mxn|aed|sar|dollars?|dolares|pesos?|pounds?|bucks)\b"
    r"|(?:块|元|刀|欧元?|美元|折)|(?:ريال|درهم|دولار|يورو|جنيه|دينار))",
)
_MEASURE = re.compile(
    r"\d[\d.,]* ?(?:x ?\d[\d.,]* ?)*(?:(?:cm|mm|m|km|inch|inches|in|ft|kg|g|lbs?|oz|ml|l|w|watts?|v|volts?|lm|kwh|mah|gb|k)\b"
    r'|[°"”]|厘米|公分|毫米|米|寸|公斤|千克|斤|克|毫升|升|瓦|伏|سم|متر|كيلو|كجم|جرام|واط|لتر)'
)
_DATE = re.compile(r"\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b|\b\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?\b|\b\d{1,2}:\d{2}\b|\d{1,2} ?[年月日号号点]")
_SPAN = re.compile(
    r"\b\d+(?:st|nd|rd|th)\b|\b\d+ ?[ap]m\b"
    r"|\b\d+ ?(?:-|to|bis|a|y|o|or|oder|到|至|الى)? ?\d* ?(?:days?|weeks?|months?|years?|hours?|mins?|minutes?"
    r"|dias?|semanas?|mes(?:es)?|anos?|horas?|minutos?|tagen?|tage|woch(?:e|en)|monat(?:e|en)?|jahre?n?|stunden?|uhr"
    r"|ايام|يوم|يوما|اسبوع|اسابيع|شهر|اشهر|ساعه|ساعات|سنه)(?!\w)|\d+ ?(?:个?多?(?:天|周|星期|月|年|小时|分钟))"
)
_POSTCODE = re.compile(r"\b(?:[A-Z]{1,2}\d[\dA-Z]? ?\d[A-Z]{2}|(?:D-|A-|CH-)?\d{5}(?=,? [A-ZÄÖÜ][a-zäöüß]+))\b")
_SIZE = re.compile(r"(?<![\w'])(?:xxs|xs|xxl|xxxl|[2-5]xl|s|m|l|xl)(?![\w'])")
_NUMBER = r"[a-z]{0,5}[-_]?\d{3,10}(?:-\d{1,4})?(?:[-_]?[a-z]{1,3})?"
_END = r"(?![a-z0-9@_])"
_HASH = re.compile(rf"(?:#|№) ?({_NUMBER}|\d{{1,2}}){_END}")
_PREFIXED = re.compile(r"(?<![a-z0-9_#])[a-z]{1,5}[-_]\d{3,10}(?![a-z0-9_-])")
_BARE = re.compile(r"(?<![a-z0-9_.,#+@-])\d{3,10}(?![a-z0-9_@]|[.,-]\d)")
_MORE = re.compile(rf" ?(?:,|&|/|、|，|和|跟|و|and|und|y|e) ?#?({_NUMBER}){_END}")
_ABBREVIATED = re.compile(r"(?<![a-z])(no|nr|num|n|nbr)[.:º°]+ ?(?=#?\d)|(?<=nr)\. ?(?=\d)")
_CODE = re.compile(r"(?<!\d)(\d{3})[ -]?(\d{3})(?!\d)")
_QUANTITY = re.compile(
    r"\b(\d{1,3}) ?(?:x\b|pcs|pieces?|units?|piezas?|unidades|stuck|mal\b|个|件|只|盏|条|套|双|قطع|قطعه|حبات|حبه)|\bx ?(\d{1,3})\b"
)


def find(text: str, language: str) -> Entities:
    """Find what a message names; `language` says which words introduce a number."""
    rest = plain(text)
    emails, rest = _take(_EMAIL, rest)
    _, rest = _take(_URL, rest)
    tracking, rest = _take(_TRACKING, rest)
    phones, rest = _take(_PHONE, rest)
    _, rest = _take(_POSTCODE, rest)
    folded = _ABBREVIATED.sub(r"\1 ", fold(rest))
    quantities = tuple(int(a or b) for a, b in _QUANTITY.findall(folded))
    sizes, folded = _sizes(folded, language)
    for noise in (_MONEY, _MEASURE, _DATE, _SPAN, _QUANTITY, _introduced(language, "postcode")):
        folded = noise.sub(" ¤ ", folded)
    orders, folded = _orders(folded, language)
    bare = tuple(n for n in _BARE.findall(folded) if n not in orders)
    return Entities(
        orders=orders,
        candidates=_unique(n.upper() for n in (*_PREFIXED.findall(folded), *bare)),
        emails=_unique(e.rstrip(".").lower() for e in emails),
        phones=_unique(re.sub(r"[^\d+]", "", p) for p in phones),
        tracking=_unique(t.upper() for t in tracking),
        codes=_unique("".join(m) for m in _CODE.findall(plain(text))),
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
    found = [*worded.findall(folded), *_SIZE.findall(folded)]
    return _unique(re.sub(r"^\D*(?=\d)", "", f).upper() for f in found), worded.sub(" ¤ ", folded)


def _orders(folded: str, language: str) -> tuple[tuple[str, ...], str]:
    found: list[str] = []
    for known in dict.fromkeys((language, "en")):
        words = examples.pattern(known, "order").pattern
        worded = re.compile(rf"(?:{words})[^\d¤.!?;。！？]{{0,24}}?(?<![a-z-])({_NUMBER}){_END}")
        folded = _collect(worded, folded, found)
    folded = _collect(_HASH, folded, found)
    return _unique(n.upper() for n in found), folded


def _collect(pattern: re.Pattern[str], folded: str, found: list[str]) -> str:
    while match := pattern.search(folded):
        found.append(match.group(1))
        end = match.end()
        while more := _MORE.match(folded, end):
            found.append(more.group(1))
            end = more.end()
        folded = f"{folded[: match.start()]} ¤ {folded[end:]}"
    return folded


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
