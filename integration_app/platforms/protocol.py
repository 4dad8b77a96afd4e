"""What every shop system can tell and do, in plain values.

A platform's adapter turns its own shapes into these and these into its own; nothing above it knows which
platform a store runs on. Ids are the platform's, as text: exact, whatever their size.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Protocol


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
class PersonSnapshot:
    """A customer as the platform knows him."""

    external_id: str | None
    email: str | None = None
    phone: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    locale: str | None = None
    accepts_marketing: bool | None = None
    updated_at: datetime | None = None


@dataclass(frozen=True)
class AddressSnapshot:
    """Where it goes."""

    name: str | None = None
    line1: str | None = None
    line2: str | None = None
    postcode: str | None = None
    city: str | None = None
    region: str | None = None
    country: str | None = None
    """ISO 3166 alpha-2."""
    phone: str | None = None


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


@dataclass(frozen=True)
class VariantSnapshot:
    """One thing that can be bought."""

    external_id: str
    title: str
    price: Decimal | None
    sku: str | None = None
    stock: int | None = None
    """None: not counted by the store."""
    available: bool = True
    options: dict[str, str] = field(default_factory=dict)
    compare_at_price: Decimal | None = None


@dataclass(frozen=True)
class ProductSnapshot:
    """A product with its variants."""

    external_id: str
    title: str
    description: str = ""
    """Plain text."""
    handle: str | None = None
    url: str | None = None
    picture: str | None = None
    vendor: str | None = None
    kind: str | None = None
    tags: tuple[str, ...] = ()
    variants: tuple[VariantSnapshot, ...] | None = None
    """None: not told."""
    published: bool = True
    updated_at: datetime | None = None
    material: str | None = None
    attributes: dict[str, str] = field(default_factory=dict)
    parent_id: str | None = None
    """Set where the payload is a single variation of another product (WooCommerce)."""


@dataclass(frozen=True)
class CartSnapshot:
    """A cart or an unfinished checkout."""

    token: str
    items: int
    updated_at: datetime | None
    total: Decimal | None = None
    currency: str | None = None
    lines: tuple[LineSnapshot, ...] = ()
    email: str | None = None
    phone: str | None = None
    checkout_token: str | None = None
    recovery_url: str | None = None
    completed_at: datetime | None = None
    locale: str | None = None
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class CouponSnapshot:
    """A discount code in the store."""

    external_id: str
    code: str
    percent: Decimal | None = None
    used: int | None = None
    ends_at: datetime | None = None


@dataclass(frozen=True)
class ShopSnapshot:
    """The shop itself."""

    name: str
    domain: str
    currency: str
    locale: str
    timezone: str
    email: str | None = None
    country: str | None = None
    currencies: tuple[str, ...] = ()


@dataclass(frozen=True)
class IssuedCoupon:
    """A code that a shopper can use."""

    code: str
    apply_url: str
    external_id: str | None = None


class Platform(Protocol):
    """What an adapter offers. Every method calls the outside: never inside a unit of work.

    All raise :class:`~integration_app.kit.errors.ProviderError`.
    """

    def shop(self) -> ShopSnapshot:
        """Return the shop's own data."""

    def order(self, external_id: str) -> OrderSnapshot | None:
        """Return one order with parcels, scans, refunds and returns; None if the store has none."""

    def orders(self, *, updated_since: datetime | None = None) -> Iterator[OrderSnapshot]:
        """Yield orders changed since, oldest change first."""

    def product(self, external_id: str) -> ProductSnapshot | None:
        """Return one product; None if the store has none."""

    def products(self, *, updated_since: datetime | None = None) -> Iterator[ProductSnapshot]:
        """Yield products changed since."""

    def issue_coupon(self, *, percent: Decimal, ends_at: datetime, key: str, email: str | None = None) -> IssuedCoupon:
        """Make one single-use code; the same key gives the same code."""

    def request_return(
        self, *, order_id: str, lines: tuple[tuple[str, int], ...], reason: str, note: str, key: str
    ) -> ReturnSnapshot:
        """Ask the store for a return; the same key asks once."""
