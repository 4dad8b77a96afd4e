"""What the store's platform says of payment and policies, as articles that answer where the merchant wrote none."""

import json
from collections.abc import Collection
from functools import cache
from pathlib import Path

from integration_app import stores
from integration_app.assistant import knowledge, phrases
from integration_app.kit.languages import base, spoken
from integration_app.stores import terms
from integration_app.stores.models import Store

_PAYMENT = "payment"
_ANSWERING = {"returns", "shipping", "contact"}
"""Policies that answer what shoppers ask. Terms and privacy policies use the same words for other things."""


def of(store_id: int, language: str, *, written: Collection[str]) -> list[knowledge.Article]:
    """Return articles in a language, none on topics that the merchant has written about."""
    store = stores.by_id(store_id)
    found = [_payment(store, language)] if _PAYMENT not in written else []
    if base(store.locale) == language:
        found += [_policy(row, language) for row in terms.policies(store_id) if _may_answer(row, written)]
    return [article for article in found if article is not None]


def _may_answer(policy: terms.Policy, written: Collection[str]) -> bool:
    return policy.kind in _ANSWERING and policy.kind not in written


def _policy(row: terms.Policy, language: str) -> knowledge.Article:
    return knowledge.Article(row.public_id, language, row.title, row.text, (), row.kind, row.url)


def _payment(store: Store, language: str) -> knowledge.Article | None:
    """Say how the store can be paid, where the platform told."""
    said = terms.terms(store.id)
    if said is None or not said.payment_methods:
        return None
    methods = ", ".join(said.payment_methods)
    title = phrases.say(language, "terms.payment_title")
    body = phrases.say(language, "terms.payment_body", methods=methods)
    return knowledge.Article(f"payment-{store.public_id}", language, title, body, _questions(language), _PAYMENT)


@cache
def _questions(language: str) -> tuple[str, ...]:
    """Return how shoppers ask for ways to pay, as the article that a new store begins with lists them."""
    path = Path(__file__).parent / "starter_articles" / f"{spoken(language)}.json"
    told = json.loads(path.read_text("utf-8"))
    return tuple(str(one) for article in told if article["topic"] == _PAYMENT for one in article["similar"])
