"""What a site may tell us: the one definition behind the checks, the error messages and the JSON Schema.

Strict, so that a mistake is answered at once and not found weeks later: unknown fields are refused, amounts are
text ("19.90", never 19.9), times carry their zone.
"""

from pydantic import model_validator

from integration_app.platforms.rest.shapes.goods import Product, Variant
from integration_app.platforms.rest.shapes.orders import Order, OrderLine, Parcel, Pieces, Refund, Scan
from integration_app.platforms.rest.shapes.values import (
    IS_ID,
    Email,
    Id,
    Locale,
    Moment,
    Name,
    Phone,
    Shape,
)

__all__ = [
    "IS_ID",
    "KINDS",
    "MOST",
    "Batch",
    "Customer",
    "CustomerWithId",
    "Order",
    "OrderLine",
    "OrderWithId",
    "Parcel",
    "Pieces",
    "Product",
    "ProductWithId",
    "Refund",
    "Scan",
    "Shape",
    "Variant",
]

MOST = 100
"""Things in one batch: as much as one unit of work takes."""


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
