"""The shop itself: what it is called, where it sends, how it is paid, what it promises."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal


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
    hosts: tuple[str, ...] = ()
    """Every host that shows the storefront, where the platform says so: ("x.myshopify.com", "shop.example")."""


@dataclass(frozen=True)
class ShippingRateSnapshot:
    """One way to send to a zone."""

    name: str
    price: Decimal | None
    """In the shop's currency; None where the platform computes it at the checkout."""
    free_from: Decimal | None = None
    """Order value from which it costs nothing."""


@dataclass(frozen=True)
class ShippingZoneSnapshot:
    """Countries that cost the same to send to."""

    external_id: str
    name: str
    countries: tuple[str, ...]
    """ISO 3166 alpha-2; ("*",) is the rest of the world."""
    rates: tuple[ShippingRateSnapshot, ...] = ()


@dataclass(frozen=True)
class PolicySnapshot:
    """A policy page in the shop's own words."""

    kind: str
    """"returns", "shipping", "privacy", "terms", "contact" or "other"."""
    title: str
    text: str
    """Plain text."""
    url: str | None = None
    updated_at: datetime | None = None


@dataclass(frozen=True)
class TermsSnapshot:
    """What shoppers ask about the shop as a whole. ``None`` in a tuple field means "not told", not "empty"."""

    zones: tuple[ShippingZoneSnapshot, ...] | None = None
    payment_methods: tuple[str, ...] | None = None
    """As shoppers know them: "Visa", "PayPal", "Bank transfer"."""
    policies: tuple[PolicySnapshot, ...] | None = None
    currencies: tuple[str, ...] | None = None
