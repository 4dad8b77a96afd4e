"""What a site may tell us: the one definition behind the checks, the error messages and the JSON Schema.

Strict, so that a mistake is answered at once and not found weeks later: unknown fields are refused, amounts are
text ("19.90", never 19.9), times carry their zone.
"""

import re
from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from integration_app.platforms.protocol import Financial, Progress

MOST = 100
"""Things in one batch: as much as one unit of work takes."""


def _storable(value: str) -> str:
    if "\0" in value:
        raise ValueError("holds a NUL, which no database takes")
    return value


def _of_our_days(value: datetime) -> datetime:
    if not datetime(1990, 1, 1, tzinfo=UTC) < value < datetime(2200, 1, 1, tzinfo=UTC):
        raise ValueError("is no time of our days")
    return value


IS_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_tidy = StringConstraints(strip_whitespace=True, min_length=1)
Id = Annotated[str, Field(pattern=f"^{IS_ID.pattern}$", description="The site's own id, as text.")]
Name = Annotated[str, _tidy, Field(max_length=120), AfterValidator(_storable)]
Line = Annotated[str, _tidy, Field(max_length=255), AfterValidator(_storable)]
Link = Annotated[str, Field(pattern=r"^https?://[^\s\x00]+$", max_length=2000)]
Long = Annotated[str, Field(max_length=20_000), AfterValidator(_storable)]
Amount = Annotated[str, Field(pattern=r"^\d{1,12}(\.\d{1,4})?$", description="As text: 19.90 in quotes.")]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$", description="ISO 4217: EUR.")]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$", description="ISO 3166 alpha-2: FR.")]
Email = Annotated[str, Field(pattern=r"^[^@\s\x00]+@[^@\s\x00]+$", max_length=255)]
Phone = Annotated[str, Field(pattern=r"^[^\x00]*\d[^\x00]*$", max_length=32)]
Locale = Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})?$", description="de, pt-BR.")]
Count = Annotated[int, Field(ge=0, le=1_000_000)]
Moment = Annotated[
    AwareDatetime, AfterValidator(_of_our_days), Field(description="With its zone: 2026-11-21T08:26:00Z.")
]


class Shape(BaseModel):
    """Base of all: nothing unknown, nothing bent into shape."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Address(Shape):
    """Where an order goes."""

    name: Line | None = None
    line1: Line | None = None
    line2: Line | None = None
    postcode: Annotated[str, Field(max_length=32), AfterValidator(_storable)] | None = None
    city: Line | None = None
    region: Line | None = None
    country: Country | None = None
    phone: Phone | None = None


class OrderLine(Shape):
    """One line of an order."""

    id: Id
    title: Line
    quantity: Count
    price: Amount
    """Of one piece, in the order's currency, as the shopper saw it."""
    discount: Amount = "0"
    """Of the whole line."""
    variant_title: Line | None = None
    sku: Name | None = None
    product_id: Id | None = None
    variant_id: Id | None = None


class Pieces(Shape):
    """How many of an order's line."""

    line_id: Id
    quantity: Count


class Tracking(Shape):
    """A parcel's number with its carrier."""

    company: Name | None = None
    number: Name | None = None
    url: Link | None = None


class Scan(Shape):
    """Something that a carrier saw."""

    id: Id
    status: Progress
    happened_at: Moment
    message: Line | None = None
    city: Line | None = None
    country: Country | None = None
    estimated_delivery_at: Moment | None = None


class Parcel(Shape):
    """One parcel of an order."""

    id: Id
    status: Progress
    created_at: Moment | None = None
    updated_at: Moment
    tracking: Annotated[tuple[Tracking, ...], Field(max_length=20)] = ()
    lines: Annotated[tuple[Pieces, ...], Field(max_length=500)] = ()
    scans: Annotated[tuple[Scan, ...], Field(max_length=200)] = ()
    estimated_delivery_at: Moment | None = None
    delivered_at: Moment | None = None
    cancelled: bool = False


class Refund(Shape):
    """Money given back."""

    id: Id
    amount: Amount
    created_at: Moment
    reason: Line | None = None
    lines: Annotated[tuple[Pieces, ...], Field(max_length=500)] = ()


class Order(Shape):
    """An order as it stands now: always whole, with every parcel and refund it has."""

    number: Annotated[str, _tidy, Field(max_length=64), AfterValidator(_storable)]
    """As the shopper reads it, with or without "#"."""
    financial: Financial
    currency: Currency
    total: Amount
    created_at: Moment
    updated_at: Moment
    """When it changed last: of two tellings the later one counts."""
    email: Email | None = None
    phone: Phone | None = None
    customer_id: Id | None = None
    locale: Locale | None = None
    shipping_address: Address | None = None
    lines: Annotated[tuple[OrderLine, ...], Field(max_length=500)] = ()
    parcels: Annotated[tuple[Parcel, ...], Field(max_length=100)] = ()
    refunds: Annotated[tuple[Refund, ...], Field(max_length=100)] = ()
    subtotal: Amount | None = None
    shipping_cost: Amount | None = None
    discount_codes: Annotated[tuple[Name, ...], Field(max_length=50)] = ()
    payment_method: Name | None = None
    status_url: Link | None = None
    on_hold: bool = False
    cancelled_at: Moment | None = None
    cancel_reason: Line | None = None
    closed_at: Moment | None = None


class Variant(Shape):
    """One thing that can be bought."""

    id: Id
    title: Annotated[str, Field(max_length=255), AfterValidator(_storable)] = ""
    price: Amount
    compare_at_price: Amount | None = None
    sku: Name | None = None
    stock: Annotated[int, Field(ge=-1_000_000_000, le=1_000_000_000)] | None = None
    """None: not counted."""
    available: bool = True
    options: dict[Name, Line] = {}


class Product(Shape):
    """A product with all its variants."""

    title: Line
    updated_at: Moment
    variants: Annotated[tuple[Variant, ...], Field(min_length=1, max_length=500)]
    description: Long = ""
    """Plain text or HTML; only the words are kept."""
    url: Link | None = None
    picture: Link | None = None
    vendor: Line | None = None
    kind: Line | None = None
    material: Line | None = None
    tags: Annotated[tuple[Name, ...], Field(max_length=100)] = ()
    attributes: dict[Name, Line] = {}
    published: bool = True


class Customer(Shape):
    """Somebody with an account on the site."""

    updated_at: Moment
    email: Email | None = None
    phone: Phone | None = None
    first_name: Name | None = None
    last_name: Name | None = None
    locale: Locale | None = None
    accepts_marketing: bool | None = None


class OrderWithId(Order):
    """An order in a batch."""

    id: Id


class ProductWithId(Product):
    """A product in a batch."""

    id: Id


class CustomerWithId(Customer):
    """A customer in a batch."""

    id: Id


class Batch(Shape):
    """Up to a hundred things at once: all are taken, or none."""

    orders: tuple[OrderWithId, ...] = ()
    products: tuple[ProductWithId, ...] = ()
    customers: tuple[CustomerWithId, ...] = ()

    @model_validator(mode="after")
    def _not_too_many(self) -> "Batch":
        if len(self.orders) + len(self.products) + len(self.customers) > MOST:
            raise ValueError(f"holds more than {MOST} things; send several batches")
        return self


KINDS: dict[str, type[Shape]] = {"orders": Order, "products": Product, "customers": Customer}
"""What stands at PUT /door/<store>/<kind>/<id>."""
