"""Orders, their parcels, refunds and returns, as a platform tells them."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from integration_app.platforms.protocol.people import AddressSnapshot, PersonSnapshot


class Financial(StrEnum):
    """Where the money stands."""

    PENDING = "pending"
    AUTHORIZED = "authorized"
    PARTIALLY_PAID = "partially_paid"
    PAID = "paid"
    PARTIALLY_REFUNDED = "partially_refunded"
    REFUNDED = "refunded"
    VOIDED = "voided"
    FAILED = "failed"


class Progress(StrEnum):
    """Where one parcel stands; the order of the words is the usual way."""

    PENDING = "pending"
    LABEL_PRINTED = "label_printed"
    SHIPPED = "shipped"
    IN_TRANSIT = "in_transit"
    IN_CUSTOMS = "in_customs"
    OUT_FOR_DELIVERY = "out_for_delivery"
    ATTEMPTED = "attempted"
    READY_FOR_PICKUP = "ready_for_pickup"
    DELIVERED = "delivered"
    DELAYED = "delayed"
    FAILED = "failed"
    CANCELLED = "cancelled"


class ReturnState(StrEnum):
    """Where a return stands."""

    REQUESTED = "requested"
    OPEN = "open"
    DECLINED = "declined"
    CANCELLED = "cancelled"
    CLOSED = "closed"


@dataclass(frozen=True)
class LineSnapshot:
    """One line of an order."""

    external_id: str
    title: str
    quantity: int
    price: Decimal
    """Price of one, in the order's currency."""
    variant_title: str | None = None
    sku: str | None = None
    product_id: str | None = None
    variant_id: str | None = None
    discount: Decimal = Decimal(0)


@dataclass(frozen=True)
class TrackingEventSnapshot:
    """One scan of a parcel."""

    external_id: str
    fulfilment_id: str
    order_id: str | None
    progress: Progress
    happened_at: datetime
    message: str | None = None
    city: str | None = None
    country: str | None = None
    estimated_delivery_at: datetime | None = None


@dataclass(frozen=True)
class TrackingSnapshot:
    """A parcel's number."""

    company: str | None
    number: str | None
    url: str | None = None


@dataclass(frozen=True)
class FulfilmentSnapshot:
    """One parcel."""

    external_id: str
    order_id: str
    progress: Progress
    created_at: datetime | None
    updated_at: datetime | None
    tracking: tuple[TrackingSnapshot, ...] = ()
    lines: tuple[tuple[str, int], ...] = ()
    """(line id, quantity)"""
    events: tuple[TrackingEventSnapshot, ...] = ()
    estimated_delivery_at: datetime | None = None
    delivered_at: datetime | None = None
    cancelled: bool = False


@dataclass(frozen=True)
class RefundSnapshot:
    """Money given back."""

    external_id: str
    order_id: str
    amount: Decimal
    currency: str
    created_at: datetime | None
    reason: str | None = None
    lines: tuple[tuple[str, int], ...] = ()
    by_hand: bool = False
    """The platform only notes it: somebody has to send the money (bank transfer, cash on delivery)."""


@dataclass(frozen=True)
class ReturnSnapshot:
    """A return as the platform tracks it."""

    external_id: str
    order_id: str
    state: ReturnState
    name: str | None = None
    lines: tuple[tuple[str, int], ...] = ()
    reason: str | None = None
    note: str | None = None
    updated_at: datetime | None = None


@dataclass(frozen=True)
class OrderSnapshot:
    """An order at one moment. ``None`` in a tuple field means "not told", not "empty"."""

    external_id: str
    number: str
    """As the shopper reads it, without "#"."""
    financial: Financial
    currency: str
    total: Decimal
    created_at: datetime | None
    updated_at: datetime | None
    person: PersonSnapshot | None = None
    email: str | None = None
    phone: str | None = None
    shipping: AddressSnapshot | None = None
    lines: tuple[LineSnapshot, ...] = ()
    fulfilments: tuple[FulfilmentSnapshot, ...] | None = None
    refunds: tuple[RefundSnapshot, ...] | None = None
    returns: tuple[ReturnSnapshot, ...] | None = None
    refunded: Decimal = Decimal(0)
    subtotal: Decimal | None = None
    shipping_cost: Decimal | None = None
    discount_codes: tuple[str, ...] = ()
    fulfilment_status: str | None = None
    """"unfulfilled", "partial", "fulfilled"; None where the platform does not say."""
    on_hold: bool = False
    cancelled_at: datetime | None = None
    cancel_reason: str | None = None
    closed_at: datetime | None = None
    locale: str | None = None
    cart_token: str | None = None
    checkout_token: str | None = None
    attributes: dict[str, str] = field(default_factory=dict)
    """Note attributes; the chat's own key links an order to its chat."""
    status_url: str | None = None
    payment_method: str | None = None
    deleted: bool = False
    """In the platform's bin."""
    complete: bool = False
    """The parcels and refunds told are all there are: one that is missing is gone."""
