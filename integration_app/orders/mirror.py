"""Writing the mirror's rows: what of a snapshot goes into which column. When it counts is decided in operations."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import TypeVar, cast

from sqlalchemy import select, update

from integration_app.kit import clock, db
from integration_app.orders.changes import order_digest, parcel_digest
from integration_app.orders.models import Fulfilment, Order, OrderLine, Refund, StoreReturn, TrackingEvent
from integration_app.platforms.protocol import (
    FulfilmentSnapshot,
    LineSnapshot,
    OrderSnapshot,
    RefundSnapshot,
    ReturnSnapshot,
    TrackingEventSnapshot,
)

_PARTS = (Fulfilment, TrackingEvent, Refund, StoreReturn)
_Row = TypeVar("_Row", Order, Fulfilment, TrackingEvent, Refund, StoreReturn)


def find(model: type[_Row], store_id: int, external_id: str) -> _Row | None:
    """Return a row of the mirror by the platform's id."""
    return db.session().scalar(select(model).where(model.store_id == store_id, model.external_id == external_id))


def new_order(store_id: int, told: OrderSnapshot) -> Order:
    """Add an order's row and give it the parts that came before it."""
    row = Order(store_id=store_id, external_id=told.external_id)
    write_order(row, told)
    db.session().add(row)
    db.session().flush()
    for part in _PARTS:
        waiting = (part.store_id == store_id, part.order_external_id == told.external_id, part.order_id.is_(None))
        db.session().execute(update(part).where(*waiting).values(order_id=row.id))
    return row


def write_order(row: Order, told: OrderSnapshot) -> None:
    """Take over an order's own columns."""
    row.number, row.email, row.phone = told.number, _folded(told.email), told.phone
    row.financial, row.fulfilment_status, row.on_hold = told.financial.value, told.fulfilment_status, told.on_hold
    row.currency, row.total, row.subtotal = told.currency, told.total, told.subtotal
    row.shipping_cost, row.refunded = told.shipping_cost, told.refunded
    row.discount_codes = list(told.discount_codes)
    row.shipping = asdict(told.shipping) if told.shipping else {}
    row.locale, row.status_url, row.payment_method = told.locale, told.status_url, told.payment_method
    row.cart_token, row.checkout_token = told.cart_token, told.checkout_token
    row.attributes = dict(told.attributes)
    row.created_at, row.closed_at = told.created_at, told.closed_at
    row.cancelled_at, row.cancel_reason = told.cancelled_at, told.cancel_reason
    row.platform_updated_at, row.digest = told.updated_at, order_digest(told)
    row.mirrored_at = clock.now()


def write_lines(order: Order, told: Sequence[LineSnapshot]) -> None:
    """Make an order's lines exactly these."""
    known = {line.external_id: line for line in _lines(order)}
    for position, line in enumerate({line.external_id: line for line in told}.values()):
        row = known.pop(line.external_id, None)
        if row is None:
            row = OrderLine(store_id=order.store_id, order_id=order.id, external_id=line.external_id)
            db.session().add(row)
        row.position, row.title, row.variant_title, row.sku = position, line.title, line.variant_title, line.sku
        row.quantity, row.price, row.discount = line.quantity, line.price, line.discount
        row.product_external_id, row.variant_external_id = line.product_id, line.variant_id
    for gone in known.values():
        db.session().delete(gone)


def _lines(order: Order) -> Iterable[OrderLine]:
    return db.session().scalars(select(OrderLine).where(OrderLine.order_id == order.id))


def new_parcel(store_id: int, order: Order | None, told: FulfilmentSnapshot) -> Fulfilment:
    """Add a parcel's row, and give it the scans that came without an order."""
    row = Fulfilment(store_id=store_id, external_id=told.external_id, order_external_id=told.order_id)
    row.order_id = order.id if order else None
    write_parcel(row, told)
    db.session().add(row)
    mine = (TrackingEvent.store_id == store_id, TrackingEvent.fulfilment_external_id == told.external_id)
    homeless = update(TrackingEvent).where(*mine, TrackingEvent.order_external_id == "")
    db.session().execute(homeless.values(order_external_id=told.order_id, order_id=row.order_id))
    return row


def write_parcel(row: Fulfilment, told: FulfilmentSnapshot) -> None:
    """Take over a parcel's own columns."""
    row.progress, row.cancelled = told.progress.value, told.cancelled
    row.tracking = [asdict(one) for one in told.tracking]
    row.lines = _pairs(told.lines)
    row.created_at, row.delivered_at = told.created_at, told.delivered_at
    row.estimated_delivery_at = told.estimated_delivery_at
    row.platform_updated_at, row.digest = told.updated_at, parcel_digest(told)


def write_scan(store_id: int, order: Order | None, told: TrackingEventSnapshot) -> None:
    """Add a scan, or take over its columns: a scan is known by its own id and does not change."""
    row = find(TrackingEvent, store_id, told.external_id)
    if row is None:
        row = TrackingEvent(store_id=store_id, external_id=told.external_id)
        row.order_external_id, row.order_id = told.order_id or "", order.id if order else None
        db.session().add(row)
    row.fulfilment_external_id, row.progress = told.fulfilment_id, told.progress.value
    row.message, row.city, row.country = told.message, told.city, told.country
    row.happened_at, row.estimated_delivery_at = told.happened_at, told.estimated_delivery_at


def write_refund(store_id: int, order: Order | None, told: RefundSnapshot) -> None:
    """Add a refund, or take over its columns."""
    row = find(Refund, store_id, told.external_id)
    if row is None:
        row = Refund(store_id=store_id, external_id=told.external_id, order_external_id=told.order_id)
        row.order_id = order.id if order else None
        db.session().add(row)
    row.amount, row.currency, row.reason = told.amount, told.currency, told.reason
    row.lines, row.created_at = _pairs(told.lines), told.created_at or row.created_at


def write_return(store_id: int, order: Order | None, told: ReturnSnapshot) -> None:
    """Add a return, or take over what is told of it; close and cancel tell hardly more than the state."""
    row = find(StoreReturn, store_id, told.external_id)
    if row is None:
        row = StoreReturn(store_id=store_id, external_id=told.external_id, order_external_id=told.order_id, lines=[])
        row.order_id = order.id if order else None
        db.session().add(row)
    row.state, row.name = told.state.value, told.name or row.name
    row.lines = _pairs(told.lines) or row.lines
    row.platform_updated_at = told.updated_at or row.platform_updated_at


def keep_only(
    model: type[Fulfilment] | type[Refund] | type[StoreReturn],
    order: Order,
    ids: Iterable[str],
    *,
    until: datetime | None = None,
) -> None:
    """Delete an order's parts that are not among these, but none that is newer than ``until``."""
    db.session().flush()
    mine = select(model).where(model.order_id == order.id, model.external_id.not_in(list(ids)))
    for part in cast(Iterable[Fulfilment | Refund | StoreReturn], db.session().scalars(mine).all()):
        told_at = part.created_at if isinstance(part, Refund) else part.platform_updated_at
        if not (until and told_at and told_at > until):
            db.session().delete(part)
    db.session().flush()


def _pairs(lines: Sequence[tuple[str, int]]) -> list[list[str | int]]:
    return [[line, quantity] for line, quantity in lines]


def _folded(email: str | None) -> str | None:
    return email.casefold() if email else None
