"""Carts as the store tells them: the latest state of each."""

from typing import Any

from sqlalchemy import select

from integration_app.kit import db, events
from integration_app.platforms.protocol import CartSnapshot, LineSnapshot
from integration_app.shoppers import erased
from integration_app.stores.models import Store
from integration_app.triggers.models import Cart


def record_cart(store: Store, told: CartSnapshot) -> None:
    """Take over a cart or the checkout it became; the newest counts, and older news only fill what is not known."""
    if _of_erased(store, told):
        return
    db.lock("cart", store.id, told.token)
    row = db.session().scalar(select(Cart).where(Cart.store_id == store.id, Cart.token == told.token))
    if row is None:
        row = Cart(store_id=store.id, token=told.token)
        db.session().add(row)
    if not _is_older(row, told):
        _write(row, told)
    row.email = row.email or told.email
    row.checkout_token = row.checkout_token or told.checkout_token
    row.recovery_url = row.recovery_url or told.recovery_url
    row.completed_at = row.completed_at or told.completed_at
    db.session().flush()
    events.record("cart.changed", workspace=store.workspace_id, store=store.id, actor="shopper", cart=row.id)


def _of_erased(store: Store, told: CartSnapshot) -> bool:
    """Say whether this is late news of somebody who was erased; what he does afterwards counts."""
    at = erased.erased_at(store.id, erased.of_email(told.email)) if told.email else None
    return at is not None and (told.updated_at is None or told.updated_at <= at)


def _is_older(row: Cart, told: CartSnapshot) -> bool:
    known = row.platform_updated_at
    return known is not None and (told.updated_at is None or told.updated_at < known)


def _write(row: Cart, told: CartSnapshot) -> None:
    row.items, row.total, row.currency = told.items, told.total, told.currency or row.currency
    row.lines = [_line(line) for line in told.lines]
    row.email = told.email or row.email
    row.recovery_url = told.recovery_url or row.recovery_url
    row.platform_updated_at = told.updated_at


def _line(line: LineSnapshot) -> dict[str, Any]:
    return {
        "title": line.title,
        "variant": line.variant_title,
        "quantity": line.quantity,
        "price": str(line.price),
        "product_id": line.product_id,
    }
