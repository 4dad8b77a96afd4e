"""A site's own words as snapshots. They were checked at the door, so that little can be wrong here."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TypeVar

from pydantic import ValidationError

from integration_app.platforms import fields
from integration_app.platforms.fields import Payload, Unreadable
from integration_app.platforms.protocol import (
    AddressSnapshot,
    FulfilmentSnapshot,
    LineSnapshot,
    OrderSnapshot,
    PersonSnapshot,
    ProductSnapshot,
    RefundSnapshot,
    TrackingEventSnapshot,
    TrackingSnapshot,
    VariantSnapshot,
)
from integration_app.platforms.rest import shapes

_Shape = TypeVar("_Shape", bound=shapes.Shape)


def order(payload: Payload) -> OrderSnapshot:
    """Read an order with its id. :raises Unreadable: for another shape."""
    told = _as(shapes.OrderWithId, payload)
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
        subtotal=_amount(told.subtotal),
        shipping_cost=_amount(told.shipping_cost),
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


def product(payload: Payload) -> ProductSnapshot:
    """Read a product with its id. :raises Unreadable: for another shape."""
    told = _as(shapes.ProductWithId, payload)
    return ProductSnapshot(
        external_id=told.id,
        title=told.title,
        description=fields.plain(told.description),
        url=told.url,
        picture=told.picture,
        vendor=told.vendor,
        kind=told.kind,
        tags=told.tags,
        variants=tuple(_variant(one) for one in told.variants),
        published=told.published,
        updated_at=told.updated_at,
        material=told.material,
        attributes=dict(told.attributes),
    )


def customer(payload: Payload) -> PersonSnapshot:
    """Read a customer with his id. :raises Unreadable: for another shape."""
    told = _as(shapes.CustomerWithId, payload)
    return PersonSnapshot(external_id=told.id, **told.model_dump(exclude={"id"}))


def gone(payload: Payload) -> str:
    """Read the id of what was deleted. :raises Unreadable: without one."""
    return fields.needed_id(payload, gid="")


def _as(shape: type[_Shape], payload: Payload) -> _Shape:
    """Check once more: what waits in the inbox may be older than today's shapes."""
    try:
        return shape.model_validate(payload, strict=False)
    except ValidationError as error:
        raise Unreadable("This has not the shape of the door.") from error


def _amount(told: str | None) -> Decimal | None:
    return None if told is None else Decimal(told)


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


def _variant(told: shapes.Variant) -> VariantSnapshot:
    return VariantSnapshot(
        external_id=told.id,
        title=told.title,
        price=Decimal(told.price),
        sku=told.sku,
        stock=told.stock,
        available=told.available,
        options=dict(told.options),
        compare_at_price=_amount(told.compare_at_price),
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
