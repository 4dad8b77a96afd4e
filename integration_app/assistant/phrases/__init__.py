"""The assistant's texts: one catalogue per language, filled with facts.

`phrases/en.toml` says which keys there are; every other language has the same keys with the same
places to fill. A table that holds `other` is one text in plural forms, chosen by the value `n`.
"""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale

from integration_app.kit.languages import from_the_right, spoken

FOLDER = Path(__file__).parent
_PLURALS = {"zero", "one", "two", "few", "many", "other"}
_LATIN = re.compile("[A-Za-z]")

Text = str | dict[str, str]


@cache
def catalogue(language: str) -> dict[str, Text]:
    """Read one language's catalogue as flat keys: "order.lost.known"."""
    return dict(_flat(tomllib.loads((FOLDER / f"{language}.toml").read_text("utf-8")), ""))


def say(locale: str, key: str, **values: object) -> str:
    """Fill a text with facts, in the locale's language (English where there is no catalogue).

    :raises KeyError: if the catalogue lacks the key, or the text a value.
    """
    language = spoken(locale)
    text = catalogue(language)[key]
    if isinstance(text, dict):
        form = Locale.parse(language).plural_form(int(str(values["n"])))
        text = text.get(str(form), text["other"])
    if from_the_right(language):
        values = {name: _isolate(value) for name, value in values.items()}
    return text.format(**values)


def _isolate(value: object) -> object:
    """Keep left-to-right values (e-mails, Latin names) from turning the Arabic around them.

    A list whose parts are isolated already reads from right to left as a whole.
    """
    if isinstance(value, str) and "\u2068" in value:
        return value
    return f"\u2068{value}\u2069" if isinstance(value, str) and _LATIN.search(value) else value


def _flat(table: dict[str, Any], prefix: str) -> list[tuple[str, Text]]:
    found: list[tuple[str, Text]] = []
    for name, value in table.items():
        if isinstance(value, str) or ("other" in value and value.keys() <= _PLURALS):
            found.append((f"{prefix}{name}", value))
        else:
            found += _flat(value, f"{prefix}{name}.")
    return found
