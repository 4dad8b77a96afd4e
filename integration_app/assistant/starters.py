"""The articles that a new store begins with, in every language."""

import json
from collections import defaultdict
from functools import cache
from pathlib import Path

from integration_app.assistant.operations import save_article
from integration_app.assistant.queries import ArticleText, article_sets
from integration_app.stores.models import Store

FOLDER = Path(__file__).parent / "starter_articles"


def add_starter_articles(store: Store, *, live: bool) -> None:
    """Write the starter articles; nothing happens where a store has articles already.

    They promise what not every store keeps (30 days, two years), so outside the demo they are drafts.
    """
    if article_sets(store.id):
        return
    for topic, texts in _starters().items():
        save_article(store, texts=texts, live=live, topic=topic)


@cache
def _starters() -> dict[str, dict[str, ArticleText]]:
    """Read the articles by topic and locale."""
    found: dict[str, dict[str, ArticleText]] = defaultdict(dict)
    for path in sorted(FOLDER.glob("*.json")):
        for one in json.loads(path.read_text("utf-8")):
            text = ArticleText(one["title"], one["body"], tuple(one["similar"]))
            found[str(one["topic"])][path.stem] = text
    return dict(found)
