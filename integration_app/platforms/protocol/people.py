"""Customers and where their parcels go."""

from dataclasses import dataclass
from datetime import datetime


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
