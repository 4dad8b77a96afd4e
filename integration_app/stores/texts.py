"""What a store says of itself in the widget: its defaults, and when people are there."""

import json
from functools import cache
from pathlib import Path

from integration_app.kit import languages

_FOLDER = Path(__file__).parent / "texts"
_WIDGET = ("launcher", "greeting", "placeholder")


def say(key: str, locale: str, **values: object) -> str:
    """Return a text in a language; English where there is no catalogue."""
    return _catalogue(languages.spoken(locale))[key].format(**values)


def of_widget(locale: str) -> dict[str, str]:
    """Return launcher, greeting and placeholder, as they stand where the merchant has not written them otherwise."""
    return {key: say(key, locale) for key in _WIDGET}


@cache
def _catalogue(language: str) -> dict[str, str]:
    found: dict[str, str] = json.loads((_FOLDER / f"{language}.json").read_text("utf-8"))
    return found
