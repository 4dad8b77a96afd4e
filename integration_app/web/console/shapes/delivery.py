"""Where a store sends, how long that takes, who pays duty; how it is paid and what it promises."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from integration_app.web.console.shapes.parts import Iso, Money, Shape
from integration_app.web.console.shapes.settings import Country

Days = Annotated[int, Field(ge=0, le=365)]
DutyPayer = Literal["shop", "shopper"]


class Lane(Shape):
    """Working days on the way and who pays duty; empty where nobody has said."""

    days_min: Days | None
    days_max: Days | None
    duty: DutyPayer | None

    @model_validator(mode="after")
    def in_order(self) -> "Lane":
        """Refuse days that end before they begin, or of which only one is told."""
        if (self.days_min is None) != (self.days_max is None):
            raise ValueError("Fill in both days, or neither.")
        if self.days_min is not None and self.days_max is not None and self.days_max < self.days_min:
            raise ValueError("The longest time is shorter than the shortest.")
        return self


class CountryLane(Shape):
    """A country of a zone in which it is otherwise."""

    country: Country
    lane: Lane


class Rate(Shape):
    """One way to send, as the store offers it; without a price it is worked out at the checkout."""

    name: str
    price: Money | None
    free_from: Money | None


class DeliveryZone(Shape):
    """Countries that cost the same to send to."""

    id: int
    name: str
    countries: list[str]
    """ISO codes; "*" is the rest of the world."""
    rates: list[Rate]
    lane: Lane
    differing: list[CountryLane]


class Policy(Shape):
    """A policy page in the shop's own words."""

    kind: Literal["returns", "shipping", "privacy", "terms", "contact", "other"]
    title: str
    text: str
    url: str | None


class Delivery(Shape):
    """Everything on the page."""

    from_store: bool
    """Whether the zones are the store's own; without, they are the merchant's, edited with the assistant."""
    zones: list[DeliveryZone]
    payment_methods: list[str] | None
    """None: the store does not say."""
    currencies: list[str] | None
    policies: list[Policy]
    read_at: Iso | None


class ZoneDraft(Shape):
    """What a manager fills in for a zone."""

    id: int
    lane: Lane
    differing: list[CountryLane] = Field(max_length=250)


class DeliveryDraft(Shape):
    """What a manager fills in."""

    zones: list[ZoneDraft] = Field(max_length=500)
