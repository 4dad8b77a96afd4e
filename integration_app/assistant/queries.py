"""The store's articles and product names, indexed once and read until they change; what a chat has proved."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import func, select

from integration_app import catalogue, orders, shoppers
from integration_app.assistant import knowledge, terms_articles
from integration_app.assistant.models import Article
from integration_app.assistant.vocabulary import ProductName, Vocabulary
from integration_app.catalogue.models import Product, Variant
from integration_app.conversations.models import Conversation
from integration_app.kit import db
from integration_app.kit.errors import NotFound
from integration_app.kit.languages import base
from integration_app.orders.models import Order
from integration_app.shoppers import Strength
from integration_app.stores import terms
from integration_app.stores.terms import Policy

KEPT = 64
"""Indexes kept in memory: stores times languages."""


@dataclass(frozen=True)
class ArticleText:
    """An article in one language; `questions` are ways in which shoppers ask for it."""

    title: str
    body: str
    questions: tuple[str, ...] = ()
    url: str | None = None


@dataclass(frozen=True)
class ArticleSet:
    """One article in all its languages, as the merchant edits it."""

    id: str
    live: bool
    topic: str | None
    texts: Mapping[str, ArticleText]
    updated_at: datetime


def articles(store_id: int, *, locale: str | None = None) -> Sequence[Article]:
    """List a store's articles, a row a language."""
    listed = select(Article).where(Article.store_id == store_id, Article.deleted_at.is_(None))
    if locale:
        listed = listed.where(Article.locale == locale)
    return db.session().scalars(listed.order_by(Article.id)).all()


def article_sets(store_id: int) -> list[ArticleSet]:
    """List a store's articles, each in all its languages."""
    rows: dict[str, list[Article]] = {}
    for row in articles(store_id):
        rows.setdefault(row.shared_id, []).append(row)
    return [_set(found) for found in rows.values()]


def article_set(store_id: int, id: str) -> ArticleSet:
    """Return one of a store's articles. :raises NotFound: if it has none by that name."""
    rows = [row for row in articles(store_id) if row.shared_id == id]
    if not rows:
        raise NotFound("There is no such article.")
    return _set(rows)


def _set(rows: Sequence[Article]) -> ArticleSet:
    return ArticleSet(
        id=rows[0].shared_id,
        live=rows[0].published,
        topic=rows[0].topic,
        texts={row.locale: ArticleText(row.title, row.body, tuple(row.questions), row.url) for row in rows},
        updated_at=max(row.updated_at for row in rows),
    )


def index(store_id: int, language: str) -> knowledge.Index:
    """Return the index over a store's published articles in a language; made anew when one of them changed."""
    said = terms.terms(store_id)
    stamps = (
        _stamp(Article, Article.updated_at, store_id),
        _stamp(Policy, Policy.read_at, store_id),
        tuple(said.payment_methods or ()) if said else (),
    )
    return _index(_place(), store_id, language, stamps)


def vocabulary(store_id: int) -> Vocabulary:
    """Return a store's product names; made anew when the catalogue changed."""
    stamps = (_stamp(Product, Product.platform_updated_at, store_id), _stamp(Variant, Variant.id, store_id))
    return _vocabulary(_place(), store_id, stamps)


def _place() -> str:
    return str(db.database().url)


def _stamp(model: Any, changed: Any, store_id: int) -> Hashable:
    columns = select(func.count(), func.max(model.id), func.max(changed)).where(model.store_id == store_id)
    return tuple(db.session().execute(columns).one())


@lru_cache(maxsize=KEPT)
def _index(_database: str, store_id: int, language: str, _stamp: Hashable) -> knowledge.Index:
    published = [row for row in articles(store_id) if row.published and base(row.locale) == language]
    read = [
        knowledge.Article(row.public_id, language, row.title, row.body, tuple(row.questions), row.topic or "", row.url)
        for row in published
    ]
    topics = {article.topic for article in read}
    return knowledge.Index([*read, *terms_articles.of(store_id, language, written=topics)], language)


@lru_cache(maxsize=KEPT)
def _vocabulary(_database: str, store_id: int, _stamp: Hashable) -> Vocabulary:
    names = catalogue.names_and_skus(store_id)
    return Vocabulary(ProductName(str(name.product_id), name.title, name.skus, kind=name.kind or "") for name in names)


def open_orders(conversation: Conversation, *, device: str | None) -> list[tuple[Order, Strength]]:
    """List the orders that were proved on a device (None: on any) and have not lapsed, newest first, each how well."""
    held = shoppers.proofs(conversation.store_id, conversation.id, device=device)
    named = [proof.order_id for proof in held if proof.order_id is not None]
    rows = {row.id: row for row in map(orders.by_id, dict.fromkeys(named)) if row.store_id == conversation.store_id}
    for proof in held:
        if proof.shopper_id is not None:
            rows |= {row.id: row for row in orders.of_shopper(conversation.store_id, proof.shopper_id)}
    newest = sorted(rows.values(), key=lambda row: row.id, reverse=True)
    proved = [(row, shoppers.strength_for(held, order_id=row.id, shopper_id=row.shopper_id)) for row in newest]
    return [(row, strength) for row, strength in proved if strength > Strength.NONE and row.deleted_at is None]


def proved(conversation: Conversation) -> dict[str, str]:
    """Return which orders were proved in a conversation, on any device, for the team: public id → number."""
    return {row.public_id: row.number for row, _ in open_orders(conversation, device=None)}
