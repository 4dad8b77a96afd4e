"""Products found by what people call them; what is in stock, and what could do instead."""

import threading
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, func, select

from integration_app.catalogue import rules
from integration_app.catalogue.models import Product, Variant
from integration_app.kit import db

_FRESH = 60.0
"""Seconds for which the list of names may be old."""


@dataclass(frozen=True)
class VariantView:
    """One thing that can be bought. ``stock`` None means that the store does not count it."""

    id: str
    title: str
    sku: str | None
    price: Decimal | None
    stock: int | None
    available: bool
    options: dict[str, str]
    compare_at_price: Decimal | None = None


@dataclass(frozen=True)
class ProductView:
    """One product with its variants."""

    id: int
    public_id: str
    external_id: str
    title: str
    description: str
    url: str | None
    picture: str | None
    vendor: str | None
    kind: str | None
    material: str | None
    tags: tuple[str, ...]
    attributes: dict[str, Any]
    variants: tuple[VariantView, ...]

    @property
    def stock(self) -> int | None:
        """Count what can be bought now; None where the store does not count."""
        counted = [variant.stock for variant in self.variants]
        return None if not counted or None in counted else sum(max(one or 0, 0) for one in counted)

    @property
    def available(self) -> bool:
        """Say whether any variant can be bought now."""
        return any(variant.available for variant in self.variants)

    @property
    def price(self) -> Decimal | None:
        """Return the lowest price."""
        return min((variant.price for variant in self.variants if variant.price is not None), default=None)


@dataclass(frozen=True)
class Version:
    """Which state of a product the mirror holds."""

    updated_at: datetime | None
    deleted_at: datetime | None


@dataclass(frozen=True)
class Name:
    """What a product is called, by which SKUs it goes and of which kind it is."""

    product_id: int
    title: str
    skus: tuple[str, ...]
    kind: str | None = None


def versions(store_id: int) -> dict[str, Version]:
    """Return the platform's time of every product that the mirror holds, by the platform's id."""
    columns = (Product.external_id, Product.platform_updated_at, Product.deleted_at)
    mine = select(*columns).where(Product.store_id == store_id)
    return {row.external_id: Version(*row[1:]) for row in db.connection().execute(mine)}


def product(store_id: int, external_id: str) -> ProductView | None:
    """Return a product by the platform's id."""
    found = _views(_shown(store_id).where(Product.external_id == external_id))
    return found[0] if found else None


def by_handle(store_id: int, handle: str) -> ProductView | None:
    """Return a product by the last part of its page's address."""
    found = _views(_shown(store_id).where(Product.handle == handle))
    return found[0] if found else None


def by_public_id(store_id: int, public_id: str) -> ProductView | None:
    """Return a product by our own id."""
    found = _views(_shown(store_id).where(Product.public_id == public_id))
    return found[0] if found else None


def by_ids(store_id: int, ids: Collection[int]) -> list[ProductView]:
    """Return products by their row ids."""
    return _views(_shown(store_id).where(Product.id.in_(ids)))


def pictures(store_id: int, external_ids: Collection[str]) -> dict[str, str]:
    """Return the pictures of products by the platform's id, where there are any."""
    shown = select(Product.external_id, Product.picture).where(Product.store_id == store_id)
    rows = db.session().execute(shown.where(Product.external_id.in_(external_ids), Product.picture.is_not(None)))
    return {external_id: str(picture) for external_id, picture in rows}


def search(store_id: int, words: str, *, limit: int = 5) -> list[ProductView]:
    """Find products by words of their title, the best match first, or by SKU and then that one alone."""
    wanted = rules.words_of(words)
    if not wanted:
        return []
    ranked = sorted(
        ((rules.score(wanted, name.title, name.skus), name.product_id) for name in names_and_skus(store_id)),
        key=lambda found: (-found[0], found[1]),
    )
    least = rules.EXACT if ranked and ranked[0][0] >= rules.EXACT else 0.01
    ids = [id for points, id in ranked[:limit] if points >= least]
    found = {view.id: view for view in by_ids(store_id, ids)}
    return [found[id] for id in ids if id in found]


def alternatives(store_id: int, to: ProductView, *, limit: int = 3) -> list[ProductView]:
    """List products of the same kind that can be bought now, nearest in price first."""
    if not to.kind:
        return []
    same = [view for view in _views(_shown(store_id).where(Product.kind == to.kind)) if view.id != to.id]
    ready = [view for view in same if view.available]
    return sorted(ready, key=lambda view: (_distance(view.price, to.price), view.id))[:limit]


def names_and_skus(store_id: int) -> Sequence[Name]:
    """List what a store's products are called, at most a minute old and never from before the last change."""
    version = _version(store_id)
    key = (db.database(), store_id)
    with _lock:
        known = _names.get(key)
    if known and known[0] == version and known[1] > time.monotonic():
        return known[2]
    fresh = _read_names(store_id)
    with _lock:
        if len(_names) > 500:
            _names.clear()
        _names[key] = (version, time.monotonic() + _FRESH, fresh)
    return fresh


_lock = threading.Lock()
_names: dict[tuple[db.Database, int], tuple[tuple[Any, ...], float, Sequence[Name]]] = {}


def _version(store_id: int) -> tuple[Any, ...]:
    newest = select(func.count(), func.max(Product.platform_updated_at), func.max(Product.deleted_at))
    return tuple(db.session().execute(newest.where(Product.store_id == store_id)).one())


def _read_names(store_id: int) -> Sequence[Name]:
    skus: dict[int, list[str]] = {}
    for product_id, sku in db.session().execute(
        select(Variant.product_id, Variant.sku).where(Variant.store_id == store_id, Variant.sku.is_not(None))
    ):
        skus.setdefault(product_id, []).append(str(sku))
    titled = select(Product.id, Product.title, Product.kind).where(*_is_shown(store_id)).order_by(Product.id)
    return [Name(id, title, tuple(skus.get(id, ())), kind) for id, title, kind in db.session().execute(titled)]


def _is_shown(store_id: int) -> tuple[Any, ...]:
    return Product.store_id == store_id, Product.deleted_at.is_(None), Product.published


def _shown(store_id: int) -> Select[Product]:
    return select(Product).where(*_is_shown(store_id)).order_by(Product.id)


def _views(chosen: Select[Product]) -> list[ProductView]:
    rows = db.session().scalars(chosen).all()
    variants: dict[int, list[Variant]] = {}
    mine = select(Variant).where(Variant.product_id.in_([row.id for row in rows])).order_by(Variant.id)
    for variant in db.session().scalars(mine):
        variants.setdefault(variant.product_id, []).append(variant)
    return [_view(row, variants.get(row.id, [])) for row in rows]


def _view(row: Product, variants: list[Variant]) -> ProductView:
    return ProductView(
        id=row.id,
        public_id=row.public_id,
        external_id=row.external_id,
        title=row.title,
        description=row.description,
        url=row.url,
        picture=row.picture,
        vendor=row.vendor,
        kind=row.kind,
        material=row.material,
        tags=tuple(row.tags),
        attributes=dict(row.attributes),
        variants=tuple(_variant(variant) for variant in variants),
    )


def _variant(row: Variant) -> VariantView:
    options = dict(row.options)
    return VariantView(
        row.external_id, row.title, row.sku, row.price, row.stock, row.available, options, row.compare_at_price
    )


def _distance(one: Decimal | None, other: Decimal | None) -> Decimal:
    return abs(one - other) if one is not None and other is not None else Decimal(10**9)
