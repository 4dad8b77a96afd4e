"""Products as the assistant speaks of them."""

from dataclasses import replace
from decimal import Decimal

from integration_app import catalogue
from integration_app.assistant import intents
from integration_app.assistant.facts import Money, ProductFacts, VariantFacts
from integration_app.assistant.understand import Understanding
from integration_app.catalogue import ProductView, VariantView
from integration_app.conversations.models import Conversation
from integration_app.stores.models import Store

SHOWN = 3
ALTERNATIVES = 2


def asked_for(
    store: Store, conversation: Conversation, heard: Understanding, spoken_of: str | None = None
) -> tuple[ProductFacts, ...]:
    """Return the products that a message names; if it asks about one without a name, that on the shopper's page,
    else the one that was just `spoken_of`.
    """
    named = _named(store.id, [int(id) for id in heard.entities.products[:SHOWN]])
    looked_at = _on_page(store.id, conversation.page or "")
    if not named and heard.wants(intents.PRODUCT_QUESTION):
        named = looked_at or _by_public_id(store.id, spoken_of)
    here = {view.id for view in looked_at}
    return tuple(replace(_with_alternatives(store, view), on_page=view.id in here) for view in named)


def of(store: Store, view: ProductView, *, alternatives: tuple[ProductFacts, ...] = ()) -> ProductFacts:
    """Return one product with its variants; what a store does not count has no stock."""
    attributes = {"Material": view.material} | {name: str(value) for name, value in view.attributes.items() if value}
    return ProductFacts(
        id=view.public_id,
        title=view.title,
        price=_money(view.price, store),
        picture=view.picture,
        url=view.url,
        stock=view.stock if view.available or not view.variants else 0,
        variants=tuple(_variant(store, variant) for variant in view.variants),
        description=view.description,
        attributes=tuple((name, value) for name, value in attributes.items() if value),
        alternatives=alternatives,
    )


def _with_alternatives(store: Store, view: ProductView) -> ProductFacts:
    others = catalogue.alternatives(store.id, view, limit=ALTERNATIVES)
    return of(store, view, alternatives=tuple(of(store, other) for other in others))


def _variant(store: Store, variant: VariantView) -> VariantFacts:
    stock = 0 if not variant.available else variant.stock
    return VariantFacts(variant.title, None if stock is None else max(stock, 0), _money(variant.price, store))


def _money(amount: Decimal | None, store: Store) -> Money | None:
    return None if amount is None else Money(amount, store.currency)


def _named(store_id: int, ids: list[int]) -> list[ProductView]:
    found = catalogue.by_ids(store_id, ids) if ids else []
    return sorted(found, key=lambda view: ids.index(view.id))


def _by_public_id(store_id: int, public_id: str | None) -> list[ProductView]:
    view = catalogue.by_public_id(store_id, public_id) if public_id else None
    return [view] if view else []


def _on_page(store_id: int, page: str) -> list[ProductView]:
    """Find the product whose page somebody looks at, by the last part of its address."""
    handle = page.partition("?")[0].rstrip("/").rpartition("/")[2]
    found = catalogue.by_handle(store_id, handle) if handle else None
    return [found] if found else []
