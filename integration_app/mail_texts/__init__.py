"""The texts of every mail, a catalogue per language, and how they become a mail.

`en.toml` says which mails there are and what fills them; every other language has the same.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from integration_app.kit.languages import from_the_right, spoken
from integration_app.mail_texts.page import page

FOLDER = Path(__file__).parent
_TO_SHOPPERS = {"code", "return", "return_decided", "order_changed", "request", "unread_reply", "bot_reply"}
_LATIN = re.compile("[A-Za-z]")
_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Rendered:
    """A mail's words, as plain text and as HTML."""

    subject: str
    text: str
    html: str


@cache
def catalogue(language: str) -> dict[str, dict[str, Any]]:
    """Read one language's mails: purpose → subject, body, action."""
    return tomllib.loads((FOLDER / f"{language}.toml").read_text("utf-8"))


def values_of(purpose: str) -> frozenset[str]:
    """Name the values that a mail needs, beside "store"."""
    mail = catalogue("en")[purpose]
    texts = [mail["subject"], *mail["body"]]
    return frozenset(name for text in texts for name in _PLACE.findall(text)) - {"store"}


def render(
    purpose: str, locale: str, values: Mapping[str, str], *, link: str | None = None, can_reply: bool = False
) -> Rendered:
    """Fill a mail's texts in the locale's language (English where there is no catalogue).

    :raises KeyError: if there is no such mail, or a value is missing.
    """
    language = spoken(locale)
    texts = catalogue(language)
    mail, common = texts[purpose], texts["common"]
    fill = _Filler(values, right_to_left=from_the_right(language))
    paragraphs = [filled for text in mail["body"] if (filled := fill.paragraph(text))]
    action = (mail["action"], link) if link and "action" in mail else None
    closing = [common["reply"]] if can_reply else []
    footer = fill(common["footer"]) if purpose in _TO_SHOPPERS else ""
    return Rendered(
        subject=" ".join(_Filler(values, right_to_left=False)(mail["subject"]).split()),
        text=_plain(paragraphs, action, closing, footer),
        html=page(paragraphs, action, closing, footer, language=language, rtl=from_the_right(language)),
    )


class _Filler:
    """Fills texts; in right-to-left ones it keeps Latin values from turning the words around them."""

    def __init__(self, values: Mapping[str, str], *, right_to_left: bool) -> None:
        self._values = {name: _isolated(value) for name, value in values.items()} if right_to_left else dict(values)
        self._plain = values

    def __call__(self, text: str) -> str:
        return text.format(**self._values)

    def paragraph(self, text: str) -> str:
        """Fill a paragraph; empty if it has places and nothing to fill them with."""
        places = _PLACE.findall(text)
        if places and not any(self._plain[place] for place in places):
            return ""
        return self(text)


def _isolated(value: str) -> str:
    return f"\u2068{value}\u2069" if _LATIN.search(value) and "\n" not in value else value


def _plain(paragraphs: list[str], action: tuple[str, str] | None, closing: list[str], footer: str) -> str:
    blocks = [_plain_paragraph(text) for text in paragraphs]
    if action:
        blocks.append(f"{action[0]}:\n{action[1]}")
    blocks += closing
    if footer:
        blocks.append(f"--\n{footer}")
    return "\n\n".join(blocks) + "\n"


def _plain_paragraph(text: str) -> str:
    if text.startswith("# "):
        return text.removeprefix("# ")
    if text.startswith("> "):
        return "\n".join(f"> {line}".rstrip() for line in text.removeprefix("> ").splitlines())
    return text
