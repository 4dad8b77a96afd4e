"""An order as everybody reads it: plain values, taken from the mirror at one moment."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from integration_app.orders import carriers
from integration_app.platforms.protocol import AddressSnapshot, Financial, Progress, ReturnState, TrackingSnapshot


@dataclass(frozen=True)
class LineView:
    """One line. ``id`` is the platform's own; ``price`` is for one piece, ``discount`` for the whole line."""

    id: str
    title: str
    quantity: int
    price: Decimal
    variant: str | None = None
    sku: str | None = None
    discount: Decimal = Decimal(0)
    product_id: str | None = None
    variant_id: str | None = None


@dataclass(frozen=True)
class ScanView:
    """One thing that a carrier told about a parcel."""

    id: str
    parcel_id: str
    progress: Progress
    happened_at: datetime
    message: str | None = None
    city: str | None = None
    country: str | None = None
    estimated_delivery_at: datetime | None = None


@dataclass(frozen=True)
class ParcelView:
    """One parcel with its scans, oldest first. Without ``lines`` the store did not say what is in it."""

    id: str
    progress: Progress
    """As the store last said it; ``rules.progress_of`` weighs it against the scans."""
    tracking: tuple[TrackingSnapshot, ...] = ()
    lines: tuple[tuple[str, int], ...] = ()
    """(line id, quantity)"""
    scans: tuple[ScanView, ...] = ()
    cancelled: bool = False
    created_at: datetime | None = None
    updated_at: datetime | None = None
    estimated_delivery_at: datetime | None = None
    delivered_at: datetime | None = None
    row_id: int = 0

    @property
    def carrier(self) -> str | None:
        """Return the carrier's name as the store wrote it."""
        return self.tracking[0].company if self.tracking else None

    @property
    def number(self) -> str | None:
        """Return the first tracking number."""
        return self.tracking[0].number if self.tracking else None

    @property
    def url(self) -> str | None:
        """Return where the carrier shows the parcel: as the store told it, else the carrier's own page."""
        if not self.tracking:
            return None
        first = self.tracking[0]
        return first.url or carriers.link(first.company, first.number)


@dataclass(frozen=True)
class RefundView:
    """Money that went back."""

    id: str
    amount: Decimal
    currency: str
    at: datetime | None = None
    reason: str | None = None
    lines: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class ReturnView:
    """A return as the store tracks it."""

    id: str
    state: ReturnState
    name: str | None = None
    lines: tuple[tuple[str, int], ...] = ()
    updated_at: datetime | None = None
    row_id: int = 0


@dataclass(frozen=True)
class OrderView:
    """One order with everything that belongs to it."""

    id: int
    public_id: str
    store_id: int
    external_id: str
    number: str
    financial: Financial
    currency: str
    total: Decimal
    refunded: Decimal = Decimal(0)
    subtotal: Decimal | None = None
    shipping_cost: Decimal | None = None
    shopper_id: int | None = None
    email: str | None = None
    phone: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    shipping: AddressSnapshot = field(default_factory=AddressSnapshot)
    fulfilment_status: str | None = None
    on_hold: bool = False
    discount_codes: tuple[str, ...] = ()
    locale: str | None = None
    cart_token: str | None = None
    checkout_token: str | None = None
    attributes: dict[str, str] = field(default_factory=dict)
    status_url: str | None = None
    payment_method: str | None = None
    cancel_reason: str | None = None
    placed_at: datetime | None = None
    cancelled_at: datetime | None = None
    closed_at: datetime | None = None
    deleted_at: datetime | None = None
    updated_at: datetime | None = None
    """By the platform's clock."""
    lines: tuple[LineView, ...] = ()
    parcels: tuple[ParcelView, ...] = ()
    refunds: tuple[RefundView, ...] = ()
    returns: tuple[ReturnView, ...] = ()

    @property
    def name(self) -> str | None:
        """Return the buyer's name, or else the receiver's."""
        own = " ".join(part for part in (self.first_name, self.last_name) if part)
        return own or self.shipping.name
