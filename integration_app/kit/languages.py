"""The languages that Parley speaks with shoppers. How one more is added: docs/languages.md."""

SPOKEN = ("en", "zh", "es", "de", "ar")
"""The first is what everything falls back to. A guard holds every folder of texts against this list."""

_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


def base(tag: str) -> str:
    """Cut a language tag to its language: "es-MX" and "es_MX" are "es"."""
    return tag.replace("_", "-").partition("-")[0].lower()


def spoken(tag: str) -> str:
    """Return the language in which somebody who asks for this tag is spoken to."""
    return base(tag) if base(tag) in SPOKEN else SPOKEN[0]


def from_the_right(tag: str) -> bool:
    """Say whether a language is written from right to left."""
    return base(tag) in _RIGHT_TO_LEFT
