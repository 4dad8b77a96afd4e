"""The shop's texts in its five languages."""

import json
from functools import cache
from pathlib import Path

from demo.countries import RIGHT_TO_LEFT

ISOLATE, RELEASE = "\u2068", "\u2069"  # keep "#1041" and names whole inside a right-to-left sentence
FOLDER = Path(__file__).with_name("texts")


def say(language: str, key: str, **words: object) -> str:
    """Return a text in a language, else in English, with its words filled in.

    :raises KeyError: when even English has no such text.
    """
    text = _texts(language).get(key) or _texts("en")[key]
    if language in RIGHT_TO_LEFT:
        words = {name: f"{ISOLATE}{word}{RELEASE}" for name, word in words.items()}
    return text.format(**words) if words else text


def say_or(language: str, key: str, otherwise: str) -> str:
    """Return a text in a language, or what stands in the shop's rows."""
    return _texts(language).get(key, otherwise)


@cache
def _texts(language: str) -> dict[str, str]:
    texts: dict[str, str] = json.loads((FOLDER / f"{language}.json").read_text("utf-8"))
    return texts
