"""What the widget says where the merchant has not written it otherwise."""

import json
from functools import cache
from pathlib import Path

from integration_app.stores.settings import LOCALES


def defaults(locale: str) -> dict[str, str]:
    """Return launcher, greeting and placeholder in a language; English where there is no catalogue."""
    texts = _catalogue()
    return dict(texts.get(locale.split("-", maxsplit=1)[0], texts[LOCALES[0]]))


@cache
def _catalogue() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = json.loads(Path(__file__).with_name("widget_texts.json").read_text("utf-8"))
    return found
