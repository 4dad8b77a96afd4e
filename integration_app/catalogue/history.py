"""Products as the store itself lists them: all of them when it is installed, and later what its webhooks missed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, insert, select

from integration_app.catalogue.models import Product, Variant
from integration_app.catalogue.operations import digest_of, product_columns, record_product, revive, variant_columns
from integration_app.kit import db
from integration_app.platforms.protocol import ProductSnapshot
from integration_app.stores import rereads
from integration_app.stores.models import Store


@dataclass(frozen=True)
class Known:
    """How a product stands in the mirror."""

    updated_at: datetime | None
    digest: str | None
    deleted: bool

    def says(self, told: ProductSnapshot) -> bool:
        """Say whether all that is told stands in the mirror already, or something newer."""
        if self.deleted:
            return False
        if told.updated_at and self.updated_at and told.updated_at < self.updated_at:
            return True
        return told.updated_at == self.updated_at and digest_of(told) == self.digest


def record_listed(store: Store, told: Sequence[ProductSnapshot]) -> list[str]:
    """Take over up to a hundred products that the store lists; return the ids of those that the mirror had wrong."""
    named = {product.external_id: product for product in told if product.parent_id is None}
    db.lock_each("product", store.id, named)
    known = known_products(store.id, named)
    unknown = [product for id, product in named.items() if id not in known]
    gone = rereads.gone_among(store.id, rereads.PRODUCT, [product.external_id for product in unknown])
    fresh = [one for one in unknown if one.variants is not None and one.external_id not in gone]
    _write(store, fresh)
    written = [product.external_id for product in fresh]
    changed = [id for id in known if not known[id].says(named[id])]
    single = [*changed, *(one.external_id for one in unknown if one not in fresh)]
    for id in single:
        record_product(store, named[id], sure=named[id].variants is not None)
        revive(store, id)
    return written + single


def known_products(store_id: int, ids: Collection[str]) -> dict[str, Known]:
    """Return how those of a hundred products stand that the mirror has."""
    columns = (Product.external_id, Product.platform_updated_at, Product.digest, Product.deleted_at)
    mine = select(*columns).where(Product.store_id == store_id, Product.external_id.in_(ids))
    rows = db.connection().execute(mine)
    return {row.external_id: Known(row.platform_updated_at, row.digest, row.deleted_at is not None) for row in rows}


def _write(store: Store, told: Collection[ProductSnapshot]) -> None:
    if not told:
        return
    products = [{"external_id": one.external_id, **product_columns(store, one)} for one in told]
    _insert(Product, store.id, products)
    ids = [one.external_id for one in told]
    made = select(Product.external_id, Product.id).where(Product.store_id == store.id, Product.external_id.in_(ids))
    rows: Mapping[str, int] = {row.external_id: row.id for row in db.connection().execute(made)}
    _insert(Variant, store.id, [one for product in told for one in _variants(product, rows[product.external_id])])


def _variants(told: ProductSnapshot, row: int) -> list[dict[str, Any]]:
    each = {variant.external_id: variant for variant in told.variants or ()}
    return [
        {"product_id": row, "external_id": id, **variant_columns(one), "platform_updated_at": told.updated_at}
        for id, one in each.items()
    ]


def _insert(model: Any, store_id: int, rows: list[dict[str, Any]]) -> None:
    if rows:
        db.connection().execute(insert(cast(Table, model.__table__)), [{"store_id": store_id, **row} for row in rows])
