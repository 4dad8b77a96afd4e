"""Products as the assistant speaks of them."""

from sqlalchemy import Select, select

from integration_app.assistant import intents
from integration_app.assistant.facts import Money, ProductFacts, VariantFacts
from integration_app.assistant.understand import Understanding
from integration_app.catalogue.models import Product, Variant
from integration_app.conversations.models import Conversation
from integration_app.kit import db
from integration_app.stores.models import Store

SHOWN = 3
ALTERNATIVES = 2


def asked_for(store: Store, conversation: Conversation, heard: Understanding) -> tuple[ProductFacts, ...]:
    """Return the products that a message names, or the one on the shopper's page if it asks about a product."""
    named = _named(store.id, heard.entities.products[:SHOWN])
    if not named and heard.wants(intents.PRODUCT_QUESTION) and conversation.page:
        named = _on_page(store.id, conversation.page)
    return tuple(of(store, product, alternatives=_alternatives(store, product)) for product in named)


def of(store: Store, product: Product, *, alternatives: tuple[ProductFacts, ...] = ()) -> ProductFacts:
    """Return one product with its variants; what a store does not count has no stock."""
    variants = tuple(_variant(store, row) for row in _variants(store.id, product.id))
    prices = [v.price for v in variants if v.price]
    counted = [v.stock for v in variants if v.stock is not None]
    named = {"Material": product.material} | {str(name): str(value) for name, value in product.attributes.items()}
    return ProductFacts(
        id=product.public_id,
        title=product.title,
        price=min(prices, key=lambda price: price.amount) if prices else None,
        picture=product.picture,
        url=product.url,
        stock=sum(counted) if counted and len(counted) == len(variants) else None,
        variants=variants,
        description=product.description,
        attributes=tuple((name, value) for name, value in named.items() if value),
        alternatives=alternatives,
    )


def _variant(store: Store, row: Variant) -> VariantFacts:
    price = Money(row.price, store.currency) if row.price is not None else None
    stock = 0 if not row.available else max(row.stock, 0) if row.stock is not None else None
    return VariantFacts(row.title, stock, price)


def _alternatives(store: Store, product: Product) -> tuple[ProductFacts, ...]:
    """Return others of the same kind that can be bought now."""
    if not product.kind:
        return ()
    same = _sold(store.id).where(Product.kind == product.kind, Product.id != product.id).order_by(Product.id).limit(12)
    others = (of(store, row) for row in db.session().scalars(same).all())
    return tuple(one for one in others if one.stock != 0)[:ALTERNATIVES]


def _named(store_id: int, ids: tuple[str, ...]) -> list[Product]:
    rows = db.session().scalars(_sold(store_id).where(Product.public_id.in_(ids))).all() if ids else []
    return sorted(rows, key=lambda row: ids.index(row.public_id))


def _on_page(store_id: int, page: str) -> list[Product]:
    handle = page.partition("?")[0].rstrip("/").rpartition("/")[2]
    return list(db.session().scalars(_sold(store_id).where(Product.handle == handle).limit(1)))


def _sold(store_id: int) -> Select[Product]:
    return select(Product).where(Product.store_id == store_id, Product.deleted_at.is_(None), Product.published)


def _variants(store_id: int, product_id: int) -> list[Variant]:
    rows = select(Variant).where(Variant.store_id == store_id, Variant.product_id == product_id).order_by(Variant.id)
    return list(db.session().scalars(rows))
