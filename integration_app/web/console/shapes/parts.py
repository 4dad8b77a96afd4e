"""What the shapes of the console's API are made of."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, WithJsonSchema


class Shape(BaseModel):
    """A JSON object of the API: no unknown fields, and ``null`` is written out."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Nothing(Shape):
    """An empty body."""


Iso = datetime
"""In UTC: "2026-11-21T08:26:00Z"."""


def _cents(amount: Decimal) -> str:
    """Write an amount with at least two places: 89.00, 0.125."""
    plain = amount.normalize()
    return format(plain if -int(plain.as_tuple().exponent) > 2 else amount.quantize(Decimal("0.01")), "f")


Amount = Annotated[
    Decimal,
    Field(max_digits=18, decimal_places=4),
    PlainSerializer(_cents, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "examples": ["89.00"]}),
]


class Money(Shape):
    """An amount as a decimal string, and its currency."""

    amount: Amount
    currency: str


def money_of(amount: Decimal | None, currency: str) -> Money | None:
    """Return an amount with its currency, or nothing."""
    return None if amount is None else Money(amount=amount, currency=currency)


class AgentBrief(Shape):
    """A colleague by name."""

    id: str
    name: str


class Actor(Shape):
    """Who did something; named for agents only."""

    kind: Literal["shopper", "bot", "agent", "store", "system"]
    name: str | None
