"""Orders as a site tells them."""

from collections.abc import Sequence
from decimal import Decimal

from integration_app.platforms.fields import Payload
from integration_app.platforms.protocol import (
    AddressSnapshot,
    FulfilmentSnapshot,
    LineSnapshot,
    OrderSnapshot,
    PersonSnapshot,
    RefundSnapshot,
    TrackingEventSnapshot,
    TrackingSnapshot,
)
from integration_app.platforms.rest import shapes
from integration_app.platforms.rest.read.shape import amount, as_shape


def order(payload: Payload) -> OrderSnapshot:
    """Read an order with its id. :raises Unreadable: for another shape."""
    told = as_shape(shapes.OrderWithId, payload)
    parcels = tuple(_parcel(one, told.id) for one in told.parcels)
    refunds = tuple(_refund(one, told) for one in told.refunds)
    return OrderSnapshot(
        external_id=told.id,
        number=told.number.lstrip("#"),
        financial=told.financial,
        currency=told.currency,
        total=Decimal(told.total),
        created_at=told.created_at,
        updated_at=told.updated_at,
        person=_buyer(told),
        email=told.email,
        phone=told.phone,
        shipping=AddressSnapshot(**told.shipping_address.model_dump()) if told.shipping_address else None,
        lines=tuple(_line(one) for one in told.lines),
        fulfilments=parcels,
        refunds=refunds,
        refunded=sum((one.amount for one in refunds), Decimal(0)),
        subtotal=amount(told.subtotal),
        shipping_cost=amount(told.shipping_cost),
        discount_codes=told.discount_codes,
        fulfilment_status=_fulfilment(told),
        on_hold=told.on_hold,
        cancelled_at=told.cancelled_at,
        cancel_reason=told.cancel_reason,
        closed_at=told.closed_at,
        locale=told.locale,
        status_url=told.status_url,
        payment_method=told.payment_method,
        complete=True,
    )


def _buyer(told: shapes.OrderWithId) -> PersonSnapshot | None:
    if told.customer_id is None and told.email is None:
        return None
    first, _, last = ((told.shipping_address and told.shipping_address.name) or "").rpartition(" ")
    return PersonSnapshot(
        external_id=told.customer_id,
        email=told.email,
        phone=told.phone,
        first_name=first[:120] or None,
        last_name=last[:120] or None,
        locale=told.locale,
        updated_at=told.updated_at,
    )


def _line(told: shapes.OrderLine) -> LineSnapshot:
    return LineSnapshot(
        external_id=told.id,
        title=told.title,
        quantity=told.quantity,
        price=Decimal(told.price),
        variant_title=told.variant_title,
        sku=told.sku,
        product_id=told.product_id,
        variant_id=told.variant_id,
        discount=Decimal(told.discount),
    )


def _parcel(told: shapes.Parcel, order_id: str) -> FulfilmentSnapshot:
    return FulfilmentSnapshot(
        external_id=told.id,
        order_id=order_id,
        progress=told.status,
        created_at=told.created_at,
        updated_at=told.updated_at,
        tracking=tuple(TrackingSnapshot(one.company, one.number, one.url) for one in told.tracking),
        lines=_pieces(told.lines),
        events=tuple(_scan(one, told.id, order_id) for one in told.scans),
        estimated_delivery_at=told.estimated_delivery_at,
        delivered_at=told.delivered_at,
        cancelled=told.cancelled,
    )


def _scan(told: shapes.Scan, parcel_id: str, order_id: str) -> TrackingEventSnapshot:
    return TrackingEventSnapshot(
        external_id=told.id,
        fulfilment_id=parcel_id,
        order_id=order_id,
        progress=told.status,
        happened_at=told.happened_at,
        message=told.message,
        city=told.city,
        country=told.country,
        estimated_delivery_at=told.estimated_delivery_at,
    )


def _refund(told: shapes.Refund, of: shapes.OrderWithId) -> RefundSnapshot:
    return RefundSnapshot(
        external_id=told.id,
        order_id=of.id,
        amount=Decimal(told.amount),
        currency=of.currency,
        created_at=told.created_at,
        reason=told.reason,
        lines=_pieces(told.lines),
    )


def _pieces(told: Sequence[shapes.Pieces]) -> tuple[tuple[str, int], ...]:
    return tuple((one.line_id, one.quantity) for one in told)


def _fulfilment(told: shapes.Order) -> str:
    """Compare what left with what was ordered; a parcel that names no lines carries all of them."""
    left = [parcel for parcel in told.parcels if not parcel.cancelled]
    if not left:
        return "unfulfilled"
    sent = sum(piece.quantity for parcel in left for piece in parcel.lines)
    ordered = sum(line.quantity for line in told.lines)
    return "fulfilled" if sent >= ordered or any(not parcel.lines for parcel in left) else "partial"
