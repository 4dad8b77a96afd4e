"""Writing the mirror's rows: what of a snapshot goes into which column. When it counts is decided in operations."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, TypeVar, cast

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
    _write(row, order_columns(told))


def order_columns(told: OrderSnapshot) -> dict[str, Any]:
    """Say what of a snapshot goes into which column of an order."""
    return {
        "number": told.number,
        "email": _folded(told.email),
        "phone": told.phone,
        "financial": told.financial.value,
        "fulfilment_status": told.fulfilment_status,
        "on_hold": told.on_hold,
        "currency": told.currency,
        "total": told.total,
        "subtotal": told.subtotal,
        "shipping_cost": told.shipping_cost,
        "refunded": told.refunded,
        "discount_codes": list(told.discount_codes),
        "shipping": dict(vars(told.shipping)) if told.shipping else {},
        "locale": told.locale,
        "status_url": told.status_url,
        "payment_method": told.payment_method,
        "cart_token": told.cart_token,
        "checkout_token": told.checkout_token,
        "attributes": dict(told.attributes),
        "created_at": told.created_at,
        "closed_at": told.closed_at,
        "cancelled_at": told.cancelled_at,
        "cancel_reason": told.cancel_reason,
        "platform_updated_at": told.updated_at,
        "digest": order_digest(told),
        "mirrored_at": clock.now(),
    }


def write_lines(order: Order, told: Sequence[LineSnapshot]) -> None:
    """Make an order's lines exactly these."""
    known = {line.external_id: line for line in _lines(order)}
    for position, line in enumerate({line.external_id: line for line in told}.values()):
        row = known.pop(line.external_id, None)
        if row is None:
            row = OrderLine(store_id=order.store_id, order_id=order.id, external_id=line.external_id)
            db.session().add(row)
        _write(row, line_columns(position, line))
    for gone in known.values():
        db.session().delete(gone)


def line_columns(position: int, told: LineSnapshot) -> dict[str, Any]:
    """Say what goes into which column of a line."""
    return {
        "position": position,
        "title": told.title,
        "variant_title": told.variant_title,
        "sku": told.sku,
        "quantity": told.quantity,
        "price": told.price,
        "discount": told.discount,
        "product_external_id": told.product_id,
        "variant_external_id": told.variant_id,
    }


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
    _write(row, parcel_columns(told))


def parcel_columns(told: FulfilmentSnapshot) -> dict[str, Any]:
    """Say what goes into which column of a parcel."""
    return {
        "progress": told.progress.value,
        "cancelled": told.cancelled,
        "tracking": [dict(vars(one)) for one in told.tracking],
        "lines": pairs(told.lines),
        "created_at": told.created_at,
        "delivered_at": told.delivered_at,
        "estimated_delivery_at": told.estimated_delivery_at,
        "platform_updated_at": told.updated_at,
        "digest": parcel_digest(told),
    }


def write_scan(store_id: int, order: Order | None, told: TrackingEventSnapshot) -> None:
    """Add a scan, or take over its columns: a scan is known by its own id and does not change."""
    row = find(TrackingEvent, store_id, told.external_id)
    if row is None:
        row = TrackingEvent(store_id=store_id, external_id=told.external_id)
        row.order_external_id, row.order_id = told.order_id or "", order.id if order else None
        db.session().add(row)
    _write(row, scan_columns(told))


def scan_columns(told: TrackingEventSnapshot) -> dict[str, Any]:
    """Say what goes into which column of a scan."""
    return {
        "fulfilment_external_id": told.fulfilment_id,
        "progress": told.progress.value,
        "message": told.message,
        "city": told.city,
        "country": told.country,
        "happened_at": told.happened_at,
        "estimated_delivery_at": told.estimated_delivery_at,
    }


def write_refund(store_id: int, order: Order | None, told: RefundSnapshot) -> None:
    """Add a refund, or take over its columns."""
    row = find(Refund, store_id, told.external_id)
    if row is None:
        row = Refund(store_id=store_id, external_id=told.external_id, order_external_id=told.order_id)
        row.order_id = order.id if order else None
        db.session().add(row)
    _write(row, refund_columns(told) | {"created_at": told.created_at or row.created_at})


def refund_columns(told: RefundSnapshot) -> dict[str, Any]:
    """Say what goes into which column of a refund."""
    return {
        "amount": told.amount,
        "currency": told.currency,
        "reason": told.reason,
        "lines": pairs(told.lines),
        "created_at": told.created_at,
    }


def write_return(store_id: int, order: Order | None, told: ReturnSnapshot) -> None:
    """Add a return, or take over what is told of it; close and cancel tell hardly more than the state."""
    row = find(StoreReturn, store_id, told.external_id)
    if row is None:
        row = StoreReturn(store_id=store_id, external_id=told.external_id, order_external_id=told.order_id, lines=[])
        row.order_id = order.id if order else None
        db.session().add(row)
    row.state, row.name = told.state.value, told.name or row.name
    row.lines = pairs(told.lines) or row.lines
    row.platform_updated_at = told.updated_at or row.platform_updated_at


def return_columns(told: ReturnSnapshot) -> dict[str, Any]:
    """Say what goes into which column of a return."""
    return {
        "state": told.state.value,
        "name": told.name,
        "lines": pairs(told.lines),
        "platform_updated_at": told.updated_at,
    }


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


def _write(row: db.Base, columns: dict[str, Any]) -> None:
    for name, value in columns.items():
        setattr(row, name, value)


def pairs(lines: Sequence[tuple[str, int]]) -> list[list[str | int]]:
    """Return (line id, quantity) pairs as they stand in a JSON column."""
    return [[line, quantity] for line, quantity in lines]


def _folded(email: str | None) -> str | None:
    return email.casefold() if email else None
