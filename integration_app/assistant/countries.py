"""Find countries by their names in the shopper's language, from Babel's data and a few everyday names."""

import re
from functools import cache

from babel import Locale
from babel.core import get_global

from integration_app.assistant.text import fold
from integration_app.kit.languages import spoken

_EVERYDAY = {
    "usa": "US", "u.s.": "US", "us": "US", "america": "US", "the states": "US", "uk": "GB", "england": "GB",
    "scotland": "GB", "britain": "GB", "great britain": "GB", "holland": "NL", "uae": "AE", "dubai": "AE",
    "eeuu": "US", "ee.uu.": "US", "estados unidos": "US", "inglaterra": "GB", "holanda": "NL", "peninsula": "ES",
    "canarias": "IC", "baleares": "ES", "cdmx": "MX", "grossbritannien": "GB", "schweiz": "CH", "england uk": "GB",
    "amerika": "US", "美国": "US", "英国": "GB", "香港": "HK", "台湾": "TW", "澳门": "MO", "大陆": "CN", "国内": "CN",
    "السعوديه": "SA", "المملكه": "SA", "الرياض": "SA", "جده": "SA", "الامارات": "AE", "دبي": "AE", "ابوظبي": "AE",
    "الكويت": "KW", "قطر": "QA", "البحرين": "BH", "عمان": "OM", "امريكا": "US", "بريطانيا": "GB", "المانيا": "DE",
}  # fmt: skip
_ONLY_CAPITALS = {"us": re.compile(r"\bU\.?S\b")}
_AMBIGUOUS = frozenset({"jersey", "guinea", "chad", "georgia", "man", "turkey"})


@cache
def _names(language: str) -> dict[str, str]:
    territories = Locale.parse(language).territories
    names = {fold(name): code for code, name in territories.items() if len(code) == 2 and code.isalpha()}
    names = {name: code for name, code in names.items() if name not in _AMBIGUOUS or language != "en"}
    return names | _EVERYDAY


@cache
def _pattern(language: str) -> re.Pattern[str]:
    choices = "|".join(sorted(map(re.escape, _names(language)), key=len, reverse=True))
    if language == "zh":
        return re.compile(f"({choices})")
    if language == "ar":
        bare = "|".join(sorted((re.escape(n.removeprefix("ال")) for n in _names(language)), key=len, reverse=True))
        return re.compile(rf"(?<!\w)[وفبل]?(?:ال|لل)?({bare})(?!\w)")
    return re.compile(rf"(?<!\w)({choices})(?!\w)")


def of_zone(zone: str) -> str | None:
    """Name the country in which an IANA zone's clocks are; None for zones of none, such as UTC."""
    known = get_global("zone_territories")
    code = known.get(zone) or known.get(get_global("zone_aliases").get(zone, ""))
    return str(code) if code and code not in ("001", "ZZ") else None


def named(text: str, language: str) -> tuple[str, ...]:
    """List the ISO codes of the countries that a message names, in its order."""
    names = _names(language)
    found = []
    for name in _pattern(language).findall(fold(text)):
        if name in _ONLY_CAPITALS and not _ONLY_CAPITALS[name].search(text):
            continue
        code = names.get(name) or names.get(f"ال{name}")
        if code:
            found.append(code)
    return tuple(dict.fromkeys(found))


def name(code: str, locale: str) -> str:
    """Return what a country (ISO 3166 alpha-2) is called in the language that a shopper is spoken to."""
    return str(Locale.parse(spoken(locale)).territories.get(code, code))
