"""Orders with their parcels and refunds."""

from typing import Annotated

from pydantic import AfterValidator, Field

from integration_app.platforms.protocol import Financial, Progress
from integration_app.platforms.rest.shapes.values import (
    Amount,
    Count,
    Country,
    Currency,
    Email,
    Id,
    Line,
    Link,
    Locale,
    Moment,
    Name,
    Phone,
    Shape,
    Tidy,
    storable,
)


class Address(Shape):
    """Where an order goes."""

    name: Line | None = None
    line1: Line | None = None
    line2: Line | None = None
    postcode: Annotated[str, Field(max_length=32), AfterValidator(storable)] | None = None
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

    number: Annotated[str, Tidy, Field(max_length=64), AfterValidator(storable)]
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
