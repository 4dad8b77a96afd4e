"""Products, carts and coupons."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from integration_app.platforms.protocol.orders import LineSnapshot


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
class IssuedCoupon:
    """A code that a shopper can use."""

    code: str
    apply_url: str
    external_id: str | None = None
