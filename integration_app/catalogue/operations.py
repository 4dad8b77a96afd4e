"""What the store tells about its products, taken over whatever order it comes in."""

import contextlib
import hashlib
import json
from collections.abc import Iterator
from dataclasses import is_dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select

from integration_app.catalogue.models import Product, Variant
from integration_app.kit import clock, db, events
from integration_app.platforms.protocol import ProductSnapshot, VariantSnapshot
from integration_app.stores import rereads
from integration_app.stores.models import Store
from integration_app.stores.rereads import Question


def record_product(store: Store, told: ProductSnapshot, *, sure: bool = False) -> None:
    """Take over a product, or a single variation of one. ``sure`` where the store itself was asked."""
    with _product(store, told.parent_id or told.external_id) as row:
        if told.parent_id:
            _take_variation(store, row, told, sure)
        else:
            _take_product(store, row, told, sure)


def record_restored(store: Store, told: ProductSnapshot) -> None:
    """Take over a product that came back from the store's bin."""
    record_product(store, told)
    row = _find(store.id, told.parent_id or told.external_id)
    if row is not None and row.deleted_at is not None:
        row.deleted_at = None
        want_reread(store, row.external_id, gone=False)


def record_deleted(store: Store, external_id: str) -> None:
    """Note that the store says a product is gone, if we know it as one; the store is asked before we act."""
    db.lock("product", store.id, external_id)
    if _find(store.id, external_id) is not None or _variation(store.id, external_id) is not None:
        want_reread(store, external_id, gone=True)
    else:
        rereads.remember_gone(store, rereads.PRODUCT, external_id)


def want_reread(store: Store, external_id: str, *, gone: bool | None = None) -> None:
    """Ask the store about a product. ``gone`` is what it said last: deleted, or restored."""
    rereads.want(store, rereads.PRODUCT, external_id, gone=gone)


def take_answer(store: Store, asked: Question, answer: ProductSnapshot | None) -> bool:
    """Let the store's own answer decide; False if a new doubt came meanwhile, so that it must be asked again."""
    if answer is None:
        _bury(store, asked.external_id)
    else:
        record_product(store, answer, sure=True)
        row = _find(store.id, answer.parent_id or answer.external_id)
        if row is not None:
            row.deleted_at = None
    return rereads.answered(asked)


def revive(store: Store, external_id: str) -> None:
    """Take over that the store has a product after all."""
    row = _find(store.id, external_id)
    if row is not None:
        row.deleted_at = None


def bury(store: Store, external_id: str) -> bool:
    """Take over that the store has a product no more; False if the mirror knew that."""
    db.lock("product", store.id, external_id)
    row = _find(store.id, external_id)
    alive = row is not None and row.deleted_at is None
    if alive:
        _bury(store, external_id)
    return alive


def believe(store: Store, asked: Question) -> bool:
    """Settle a question that cannot be asked: nothing speaks to this store, so its last word counts."""
    if asked.gone:
        _bury(store, asked.external_id)
    return rereads.answered(asked)


@contextlib.contextmanager
def _product(store: Store, external_id: str) -> Iterator[Product | None]:
    db.lock("product", store.id, external_id)
    yield _find(store.id, external_id)
    db.session().flush()


def _take_product(store: Store, row: Product | None, told: ProductSnapshot, sure: bool) -> None:
    digest = digest_of(told)
    if row is not None and not sure and _is_doubtful(row, told, digest):
        want_reread(store, told.external_id)
    if row is None:
        row = Product(store_id=store.id, external_id=told.external_id)
        db.session().add(row)
        if rereads.was_gone(store, rereads.PRODUCT, told.external_id):
            want_reread(store, told.external_id, gone=True)
    elif not _counts(row, told, digest, sure):
        return
    _write(store, row, told)
    db.session().flush()
    if _take_variants(row, told) == 0 and not sure:
        want_reread(store, told.external_id)
    _changed(store, row)


def _take_variation(store: Store, row: Product | None, told: ProductSnapshot, sure: bool) -> None:
    if row is None:
        row = _parent_of(store, told)
        if not sure:
            want_reread(store, row.external_id)
    known = db.session().scalar(_of(row).where(Variant.external_id == told.external_id))
    for variant in told.variants or ():
        at = known.platform_updated_at if known else None
        if sure or told.updated_at is None or at is None or told.updated_at >= at:
            _write_variant(row, known, variant, told.updated_at)
            _changed(store, row)


def _parent_of(store: Store, told: ProductSnapshot) -> Product:
    """Add what a variation tells about its product; without a time, so that the product's own word replaces it."""
    row = Product(
        store_id=store.id, external_id=told.parent_id or "", title=told.title.rpartition(" - ")[0] or told.title
    )
    row.url = told.url.partition("?")[0] if told.url else None
    db.session().add(row)
    db.session().flush()
    return row


def _is_doubtful(row: Product, told: ProductSnapshot, digest: str) -> bool:
    """Say whether only the store can tell what counts: no time, a tie with other content, or back from the bin."""
    timeless = told.updated_at is None or told.updated_at == row.platform_updated_at
    return (timeless and row.digest not in {None, digest}) or row.deleted_at is not None


def _counts(row: Product, told: ProductSnapshot, digest: str, sure: bool) -> bool:
    """Say whether a telling replaces what is known: newer, or in doubt the one whose name sorts later."""
    if told.updated_at is None or row.platform_updated_at is None:
        return sure or row.platform_updated_at is None
    if told.updated_at == row.platform_updated_at:
        return sure or digest > (row.digest or "")
    return told.updated_at > row.platform_updated_at


def digest_of(told: ProductSnapshot) -> str:
    """Name a product's own content."""
    return hashlib.sha256(json.dumps(vars(told), default=_plain, sort_keys=True).encode()).hexdigest()


def _plain(value: object) -> object:
    return vars(value) if is_dataclass(value) else str(value)


def _write(store: Store, row: Product, told: ProductSnapshot) -> None:
    for name, value in product_columns(store, told).items():
        setattr(row, name, value)


def product_columns(store: Store, told: ProductSnapshot) -> dict[str, Any]:
    """Say what of a snapshot goes into which column of a product."""
    page = f"{store.address}/products/{told.handle}" if told.handle and store.platform in {"shopify", "demo"} else None
    return {
        "title": told.title,
        "description": told.description,
        "handle": told.handle,
        "url": told.url or page,
        "picture": told.picture,
        "vendor": told.vendor,
        "kind": told.kind,
        "material": told.material,
        "tags": list(told.tags),
        "attributes": dict(told.attributes),
        "published": told.published,
        "platform_updated_at": told.updated_at,
        "digest": digest_of(told),
    }


def _take_variants(row: Product, told: ProductSnapshot) -> int:
    """Make a product's variants exactly those told, none told leaves them as they are; return how many there are."""
    known = {variant.external_id: variant for variant in db.session().scalars(_of(row))}
    if told.variants is None:
        return len(known)
    for variant in {variant.external_id: variant for variant in told.variants}.values():
        _write_variant(row, known.pop(variant.external_id, None), variant, told.updated_at)
    for gone in known.values():
        db.session().delete(gone)
    db.session().flush()
    return len(told.variants)


def _write_variant(row: Product, known: Variant | None, told: VariantSnapshot, at: datetime | None) -> None:
    if known is None:
        known = Variant(store_id=row.store_id, product_id=row.id, external_id=told.external_id)
        db.session().add(known)
    for name, value in variant_columns(told).items():
        setattr(known, name, value)
    known.platform_updated_at = at
    db.session().flush()


def variant_columns(told: VariantSnapshot) -> dict[str, Any]:
    """Say what goes into which column of a variant."""
    return {
        "title": told.title,
        "sku": told.sku,
        "price": told.price,
        "compare_at_price": told.compare_at_price,
        "stock": told.stock,
        "available": told.available,
        "options": dict(told.options),
    }


def _bury(store: Store, external_id: str) -> None:
    row, variation = _find(store.id, external_id), _variation(store.id, external_id)
    if row is not None:
        row.deleted_at = row.deleted_at or clock.now()
        _changed(store, row)
    elif variation is not None:
        db.session().delete(variation)
    db.session().flush()


def _changed(store: Store, row: Product) -> None:
    events.record("product.changed", workspace=store.workspace_id, store=store.id, actor="store", product=row.id)


def _of(row: Product) -> Select[Variant]:
    return select(Variant).where(Variant.product_id == row.id)


def _find(store_id: int, external_id: str) -> Product | None:
    return db.session().scalar(select(Product).where(Product.store_id == store_id, Product.external_id == external_id))


def _variation(store_id: int, external_id: str) -> Variant | None:
    return (
        db.session()
        .scalars(select(Variant).where(Variant.store_id == store_id, Variant.external_id == external_id))
        .first()
    )
