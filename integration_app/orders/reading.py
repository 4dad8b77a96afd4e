"""Orders read whole, with everything that belongs to them."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, TypeVar

from sqlalchemy import select

from integration_app.kit import db
from integration_app.orders.models import Fulfilment, Order, OrderLine, Refund, StoreReturn, TrackingEvent
from integration_app.orders.view import LineView, OrderView, ParcelView, RefundView, ReturnView, ScanView
from integration_app.platforms.protocol import AddressSnapshot, Financial, Progress, ReturnState, TrackingSnapshot
from integration_app.shoppers.models import Shopper

_Part = TypeVar("_Part", OrderLine, Fulfilment, TrackingEvent, Refund, StoreReturn)


def full_order(order_id: int) -> OrderView:
    """Return one order with lines, parcels, scans, refunds and returns."""
    return views([db.session().get_one(Order, order_id)])[0]


def views(rows: Sequence[Order]) -> list[OrderView]:
    """Return several orders whole, with one query a table."""
    if not rows:
        return []
    ids = [row.id for row in rows]
    lines = _parts(OrderLine, ids, OrderLine.position, OrderLine.id)
    parcels = _parts(Fulfilment, ids, Fulfilment.external_id)
    scans = _parts(TrackingEvent, ids, TrackingEvent.happened_at, TrackingEvent.external_id)
    refunds = _parts(Refund, ids, Refund.external_id)
    returns = _parts(StoreReturn, ids, StoreReturn.external_id)
    people = _people(rows)
    return [
        _view(
            row,
            people.get(row.shopper_id or 0),
            lines=tuple(_line(line) for line in lines[row.id]),
            parcels=tuple(_parcel(parcel, scans[row.id]) for parcel in sorted(parcels[row.id], key=_first_sent)),
            refunds=tuple(_refund(refund) for refund in refunds[row.id]),
            returns=tuple(_return(found) for found in returns[row.id]),
        )
        for row in rows
    ]


def _parts(model: type[_Part], order_ids: list[int], *order: Any) -> dict[int, list[_Part]]:
    found: dict[int, list[_Part]] = defaultdict(list)
    for row in db.session().scalars(select(model).where(model.order_id.in_(order_ids)).order_by(*order)):
        found[row.order_id or 0].append(row)
    return found


def _people(rows: Sequence[Order]) -> dict[int, Shopper]:
    ids = [row.shopper_id for row in rows if row.shopper_id is not None]
    return {row.id: row for row in db.session().scalars(select(Shopper).where(Shopper.id.in_(ids)))}


def _first_sent(row: Fulfilment) -> tuple[bool, float, str]:
    sent = row.created_at
    return (sent is None, sent.timestamp() if sent else 0.0, row.external_id)


def _view(row: Order, person: Shopper | None, *, refunds: tuple[RefundView, ...], **parts: Any) -> OrderView:
    return OrderView(
        id=row.id,
        public_id=row.public_id,
        store_id=row.store_id,
        external_id=row.external_id,
        number=row.number,
        financial=Financial(row.financial),
        currency=row.currency,
        total=row.total,
        refunded=max(row.refunded, sum((found.amount for found in refunds), Decimal(0))),
        subtotal=row.subtotal,
        shipping_cost=row.shipping_cost,
        shopper_id=row.shopper_id,
        email=row.email,
        phone=row.phone,
        first_name=person.first_name if person else None,
        last_name=person.last_name if person else None,
        shipping=AddressSnapshot(**row.shipping),
        fulfilment_status=row.fulfilment_status,
        on_hold=row.on_hold,
        discount_codes=tuple(row.discount_codes),
        locale=row.locale,
        cart_token=row.cart_token,
        checkout_token=row.checkout_token,
        attributes=dict(row.attributes),
        status_url=row.status_url,
        payment_method=row.payment_method,
        cancel_reason=row.cancel_reason,
        placed_at=row.created_at,
        cancelled_at=row.cancelled_at,
        closed_at=row.closed_at,
        deleted_at=row.deleted_at,
        updated_at=row.platform_updated_at,
        refunds=refunds,
        **parts,
    )


def _line(row: OrderLine) -> LineView:
    return LineView(
        id=row.external_id,
        title=row.title,
        quantity=row.quantity,
        price=row.price,
        variant=row.variant_title,
        sku=row.sku,
        discount=row.discount,
        product_id=row.product_external_id,
        variant_id=row.variant_external_id,
    )


def _parcel(row: Fulfilment, scans: list[TrackingEvent]) -> ParcelView:
    return ParcelView(
        id=row.external_id,
        progress=Progress(row.progress),
        tracking=tuple(TrackingSnapshot(**found) for found in row.tracking),
        lines=pairs(row.lines),
        scans=tuple(_scan(scan) for scan in scans if scan.fulfilment_external_id == row.external_id),
        cancelled=row.cancelled,
        created_at=row.created_at,
        updated_at=row.platform_updated_at,
        estimated_delivery_at=row.estimated_delivery_at,
        delivered_at=row.delivered_at,
        row_id=row.id,
    )


def _scan(row: TrackingEvent) -> ScanView:
    return ScanView(
        id=row.external_id,
        parcel_id=row.fulfilment_external_id,
        progress=Progress(row.progress),
        happened_at=row.happened_at,
        message=row.message,
        city=row.city,
        country=row.country,
        estimated_delivery_at=row.estimated_delivery_at,
    )


def _refund(row: Refund) -> RefundView:
    return RefundView(row.external_id, row.amount, row.currency, row.created_at, row.reason, pairs(row.lines))


def _return(row: StoreReturn) -> ReturnView:
    return ReturnView(
        row.external_id, ReturnState(row.state), row.name, pairs(row.lines), row.platform_updated_at, row.id
    )


def pairs(stored: list[list[str | int]]) -> tuple[tuple[str, int], ...]:
    """Read (line id, quantity) pairs as they stand in a JSON column."""
    return tuple((str(line), int(quantity)) for line, quantity in stored)
