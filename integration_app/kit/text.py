"""Text as people write it: made storable, card numbers hidden, addresses masked, words made comparable."""

import re
import unicodedata
from typing import Any

_CARD = re.compile(r"(?<![\d-])\d(?:[ \-\u00a0.]?\d){12,18}(?![\d-])")


_NOT_STORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(value: Any) -> Any:
    """Return JSON from outside without what no database keeps: NUL, which PostgreSQL refuses, and halves of a pair.

    :raises RecursionError: for what is nested deeper than anybody means.
    """
    if isinstance(value, str):
        return _NOT_STORABLE.sub("", value)
    if isinstance(value, list):
        return [storable(one) for one in value]
    if isinstance(value, dict):
        return {storable(key): storable(one) for key, one in value.items()}
    return value


def web_address(told: str | None) -> str | None:
    """Return an address that may stand behind a link; None for any other scheme, such as javascript."""
    return told if told and told.lower().startswith(("https://", "http://")) else None


def mask_cards(text: str) -> str:
    """Replace payment card numbers (13 to 19 digits that pass Luhn) by dots and the last four digits."""
    return _CARD.sub(_masked_card, text)


def _masked_card(found: re.Match[str]) -> str:
    digits = "".join(str(unicodedata.digit(sign)) for sign in found.group() if sign.isdigit())
    return f"•••• {digits[-4:]}" if luhn(digits) else found.group()


def luhn(digits: str) -> bool:
    """Say whether a string of digits carries a valid Luhn check digit."""
    total = 0
    for place, sign in enumerate(reversed(digits)):
        value = int(sign) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def mask_email(address: str) -> str:
    """Show only the first letter and the domain: c•••@mail.fr."""
    name, _, domain = address.partition("@")
    return f"{name[:1]}•••@{domain}" if domain else "•••"


def fold(text: str) -> str:
    """Make a text comparable: NFKC, lower case, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def fold_email(address: str) -> str:
    """Make an e-mail address comparable."""
    return unicodedata.normalize("NFKC", address).strip().casefold()


def fold_phone(number: str) -> str:
    """Make a phone number comparable: its last nine digits, which leave out prefixes written differently."""
    digits = "".join(str(unicodedata.digit(sign)) for sign in number if sign.isdigit())
    return digits[-9:]


def shorten(text: str, length: int) -> str:
    """Cut a text at a word, with an ellipsis."""
    flat = " ".join(text.split())
    return flat if len(flat) <= length else flat[: length - 1].rsplit(" ", 1)[0].rstrip(",.;:") + "…"
