"""Find the article that answers a question: BM25 in the process, the same on every database.

Each article is read as title, similar questions and body. Chinese is cut into single characters and
pairs; other languages into lightly stemmed words.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from integration_app.assistant.facts import ArticleHit
from integration_app.assistant.stems import tokens

K1, B = 1.2, 0.6
TITLE, SIMILAR, BODY = 2.0, 2.0, 1.0
SURE_SHARE = 0.5  # of the best score that any text could reach for this question
MAYBE_SHARE = 0.28
LEAD = 1.15  # over the second best article
ALONE_SHARE = 0.4  # enough where no other article comes near
ALONE_LEAD = 1.4
MOST_SENTENCES = 3
FITS, STRAYS = 1.3, 0.6  # what an article on the wished topic gains, and one on another topic loses
_TOPICS = {
    "order_status": {"shipping", "customs"},
    "delivery_time": {"shipping", "customs"},
    "shipping_cost": {"shipping", "customs"},
    "return": {"returns", "warranty", "sizes"},
    "refund_status": {"returns"},
    "order_change": {"returns"},
    "product_question": {"sizes", "care", "warranty"},
    "human": {"contact"},
}
_KNOWN_TOPICS = frozenset({*set().union(*_TOPICS.values()), "payment", "discounts", "account"})
_SENTENCE = re.compile(r"(?<=[.!?؟])\s+|(?<=[。！？])|\n+")


@dataclass(frozen=True)
class Article:
    """One article as the merchant wrote it; `similar` are ways in which shoppers ask for it."""

    id: str
    language: str
    title: str
    body: str
    similar: tuple[str, ...] = ()
    topic: str = ""
    url: str | None = None


class Index:
    """An index over a store's articles of one language; built when they change, then only read."""

    def __init__(self, articles: Iterable[Article], language: str) -> None:
        self.language = language
        self.articles = [a for a in articles if a.language == language]
        self._fields: list[tuple[int, float, Counter[str]]] = []
        for place, article in enumerate(self.articles):
            texts = [(TITLE, article.title), (BODY, article.body), *((SIMILAR, s) for s in article.similar)]
            self._fields += [(place, weight, Counter(tokens(text, language))) for weight, text in texts]
        where: dict[str, set[int]] = defaultdict(set)
        for place, _, counts in self._fields:
            for token in counts:
                where[token].add(place)
        total = len(self.articles)
        self._idf = {t: math.log(1 + (total - len(a) + 0.5) / (len(a) + 0.5)) for t, a in where.items()}
        self._unseen = math.log(1 + (total + 0.5) / 0.5)
        sizes = [sum(counts.values()) for _, _, counts in self._fields]
        self._average = sum(sizes) / len(sizes) if sizes else 1.0

    def search(self, question: str, *, most: int = 3, wishes: tuple[str, ...] = ()) -> tuple[ArticleHit, ...]:
        """Find articles, best first; those on the topics of what is wished for go before. Empty when nothing answers.

        An article on another of our own topics is a suggestion at most; a merchant's topics neither gain nor lose.
        """
        asked = Counter(tokens(question, self.language))
        topics: set[str] = set().union(*(_TOPICS[wish] for wish in wishes if wish in _TOPICS))
        scores = self._scores(asked)
        strays: set[int] = set()
        for place in scores if topics else ():
            topic = self.articles[place].topic
            if topic in _KNOWN_TOPICS:
                scores[place] *= FITS if topic in topics else STRAYS
                strays |= set() if topic in topics else {place}
        ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        ranked = [(place, score) for place, score in ranked if score >= MAYBE_SHARE][:most]
        second = ranked[1][1] if len(ranked) > 1 else 0.0
        return tuple(
            self._hit(place, score, question, sure=i == 0 and place not in strays and _sure(score, second))
            for i, (place, score) in enumerate(ranked)
        )

    def _scores(self, asked: Counter[str]) -> dict[int, float]:
        possible = sum(self._idf.get(t, self._unseen) for t in asked) or 1.0
        best: dict[int, float] = defaultdict(float)
        extra: dict[int, float] = defaultdict(float)
        for place, weight, counts in self._fields:
            score = sum(
                self._idf[t] * _saturated(counts[t], sum(counts.values()) / self._average) for t in asked if counts[t]
            )
            score *= 1.0 if weight > BODY else 0.8
            extra[place] += score
            best[place] = max(best[place], score)
        return {p: (best[p] + 0.15 * (extra[p] - best[p])) / possible for p in best if best[p] > 0}

    def _hit(self, place: int, score: float, question: str, *, sure: bool) -> ArticleHit:
        it = self.articles[place]
        sentences = best_sentences(question, it.body, self.language, without=it.title) or tuple(
            split(it.body)[:MOST_SENTENCES]
        )
        return ArticleHit(it.id, it.title, it.url, sentences, round(score, 4), sure, it.topic)


def best_sentences(
    question: str, body: str, language: str, *, without: str = "", most: int = MOST_SENTENCES
) -> tuple[str, ...]:
    """Pick the sentences of a text that answer a question best, in the text's own order."""
    ignored = set(tokens(without, language))
    asked = set(tokens(question, language)) - ignored
    sentences = split(body)
    scored = [(len(asked & set(tokens(s, language))), -i) for i, s in enumerate(sentences)]
    best = sorted((pair for pair in scored if pair[0]), reverse=True)[:most]
    return tuple(sentences[-i] for _, i in sorted(best, key=lambda pair: -pair[1]))


def split(body: str) -> list[str]:
    """Cut a text into sentences."""
    return [s.strip() for s in _SENTENCE.split(body) if s.strip()]


def _sure(score: float, second: float) -> bool:
    if score >= SURE_SHARE:
        return score >= LEAD * second
    return score >= ALONE_SHARE and score >= ALONE_LEAD * second


def _saturated(count: int, length: float) -> float:
    return count * (K1 + 1) / (count + K1 * (1 - B + B * length))
