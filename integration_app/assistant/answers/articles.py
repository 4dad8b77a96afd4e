"""Answers from the store's articles: in words, with the article beside."""

from integration_app.assistant import cards
from integration_app.assistant.talk import Part, Talk

SUGGESTED = 3
LIKELY = 0.45
"""The score from which a single article is worth suggesting."""


def answer(talk: Talk) -> Part | None:
    """Answer from the surest article; None where none is sure."""
    hit = next((h for h in talk.facts.articles if h.sure), None)
    if hit is None or not hit.sentences:
        return None
    return Part(talk.sentences(*hit.sentences), "article", (cards.article(hit),))


def suggest(talk: Talk) -> Part | None:
    """Offer up to three articles to choose from; None where there are none, or a single unlikely one."""
    hits = talk.facts.articles[:SUGGESTED]
    if not hits or (len(hits) == 1 and hits[0].score < LIKELY):
        return None
    choices = tuple({"label": hit.title, "say": hit.title} for hit in hits)
    return Part(talk.say("article.suggest"), "article", (), choices, sure=False, asks=True)
