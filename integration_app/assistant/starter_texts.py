"""The texts of the starter articles, as plain values."""

import json
from functools import cache
from pathlib import Path

from integration_app.assistant.knowledge import Article

FOLDER = Path(__file__).parent / "starter_articles"


@cache
def articles(language: str) -> tuple[Article, ...]:
    """Give the starter articles of a language; empty where there are none."""
    path = FOLDER / f"{language}.json"
    if not path.exists():
        return ()
    return tuple(
        Article(a["id"], language, a["title"], a["body"], tuple(a["similar"]), a["topic"])
        for a in json.loads(path.read_text("utf-8"))
    )
