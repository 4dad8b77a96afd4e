"""What the console's server says to its readers, in English and Chinese."""

import json
from functools import cache
from pathlib import Path
from typing import Literal, cast

from flask import has_request_context, request

from integration_app.kit.errors import Refusal

Locale = Literal["en", "zh"]
_FOLDER = Path(__file__).parent / "console" / "texts"


def locale() -> Locale:
    """Return the reader's language, by what the browser asks for."""
    best = request.accept_languages.best_match(["en", "zh"]) if has_request_context() else None
    return cast(Locale, best or "en")


def say(key: str, *, default: str | None = None, **values: object) -> str:
    """Return a text in the reader's language; English where it is not written yet."""
    for catalogue in (_catalogue(locale()), _catalogue("en")):
        if key in catalogue:
            return catalogue[key].format(**values)
    return default if default is not None else key


def refusal(refused: Refusal) -> str:
    """Return a refusal's message: its own words in English, the catalogue's by code otherwise."""
    if locale() == "en":
        return refused.message
    return _catalogue(locale()).get(f"refusal.{refused.code}", refused.message)


@cache
def _catalogue(name: Locale) -> dict[str, str]:
    found: dict[str, str] = json.loads((_FOLDER / f"{name}.json").read_text("utf-8"))
    return found
