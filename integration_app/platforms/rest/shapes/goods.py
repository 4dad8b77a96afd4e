"""Products with their variants."""

from typing import Annotated

from pydantic import AfterValidator, Field

from integration_app.platforms.rest.shapes.values import Amount, Id, Line, Link, Long, Moment, Name, Shape, storable


class Variant(Shape):
    """One thing that can be bought."""

    id: Id
    title: Annotated[str, Field(max_length=255), AfterValidator(storable)] = ""
    price: Amount
    compare_at_price: Amount | None = None
    sku: Name | None = None
    stock: Annotated[int, Field(ge=-1_000_000_000, le=1_000_000_000)] | None = None
    """None: not counted."""
    available: bool = True
    options: dict[Name, Line] = Field(default_factory=dict)


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
    attributes: dict[Name, Line] = Field(default_factory=dict)
    published: bool = True
