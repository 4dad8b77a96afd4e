"""What a merchant can set for one store: typed, complete, with defaults. Stored as JSON in ``stores.settings``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from pydantic import TypeAdapter

from integration_app.kit import languages

LOCALES = languages.SPOKEN
"""What a store may speak."""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

Side = Literal["start", "end"]
Condition = Literal["any", "unused", "original_packaging"]
Payer = Literal["store", "shopper", "store_if_faulty"]


@dataclass(frozen=True)
class Widget:
    """How the widget looks and what it is called."""

    name: str = ""
    """Empty: the store's own name."""
    colour: str = "#1F5C8B"
    side: Side = "end"
    mark: str | None = None
    """A picture as data: address, or one of the store's own."""
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """{locale: {"launcher" | "greeting" | "placeholder": text}}, only what differs from the catalogue."""


@dataclass(frozen=True)
class Span:
    """Part of a day, "HH:MM" in the store's zone; "24:00" ends a day."""

    start: str
    end: str


@dataclass(frozen=True)
class Holiday:
    """A day with hours of its own; without spans it is closed."""

    date: date
    name: str = ""
    spans: tuple[Span, ...] = ()


_OFFICE = (Span("09:00", "18:00"),)


@dataclass(frozen=True)
class Hours:
    """When people answer."""

    zone: str = ""
    """Empty: the store's own zone."""
    week: Mapping[str, tuple[Span, ...]] = field(
        default_factory=lambda: {day: _OFFICE if day in WEEKDAYS[:5] else () for day in WEEKDAYS}
    )
    holidays: tuple[Holiday, ...] = ()


@dataclass(frozen=True)
class ReturnRules:
    """What the store promises on returns. Without a window the store has not said, and the bot says so."""

    window_days: int | None = None
    condition: Condition = "unused"
    who_pays: Payer = "store_if_faulty"
    exclusions: tuple[str, ...] = ()
    """Tags or kinds of product that cannot be sent back."""
    refund_days: int | None = None
    decides_within_hours: int | None = None


@dataclass(frozen=True)
class Assistant:
    """What the bot is called and what it may promise."""

    name: str = ""
    """Empty: the widget's name."""
    return_rules: ReturnRules = field(default_factory=ReturnRules)


@dataclass(frozen=True)
class Night:
    """Whole hours, at the visitor's, in which the widget never speaks first."""

    start: int = 22
    end: int = 8


@dataclass(frozen=True)
class Email:
    """How the store's mail is signed."""

    sender_name: str = ""
    """Empty: the widget's name."""


@dataclass(frozen=True)
class Privacy:
    """How requests about people's data are worked on."""

    wait_for_disputes: bool = True
    """Whether an open request about money holds an erasure up: the chat may be needed as evidence."""
    keep_exports_days: int = 14


ActionKind = Literal["cancel", "refund", "address", "invoice", "note"]


@dataclass(frozen=True)
class Actions:
    """What people may do to an order in the store from here, and how much agents may give back alone."""

    allowed: tuple[ActionKind, ...] = ("note",)
    agents_refund_up_to: Decimal = Decimal(0)
    """In the store's currency; above it, and in every other currency, a manager has to agree."""


@dataclass(frozen=True)
class Tracking:
    """Who is asked where parcels are, where the platform does not tell. The key is a credential, not a setting."""

    service: Literal["none", "17track", "aftership"] = "none"
    always: bool = False
    """Also where the platform brings carriers' events by itself."""


@dataclass(frozen=True)
class Settings:
    """Everything set for one store."""

    widget: Widget = field(default_factory=Widget)
    hours: Hours = field(default_factory=Hours)
    languages: tuple[str, ...] = LOCALES
    """The first is the store's own."""
    assistant: Assistant = field(default_factory=Assistant)
    night: Night = field(default_factory=Night)
    email: Email = field(default_factory=Email)
    privacy: Privacy = field(default_factory=Privacy)
    tracking: Tracking = field(default_factory=Tracking)
    actions: Actions = field(default_factory=Actions)
    history_days: int = 365
    """How far back orders are read when the store is connected; Shopify grants 60 days without more rights."""


_adapter: TypeAdapter[Settings] = TypeAdapter(Settings)


def read(stored: Mapping[str, Any]) -> Settings:
    """Return settings with defaults for what is not stored. :raises pydantic.ValidationError: if they are none."""
    return _adapter.validate_python(dict(stored))


def write(settings: Settings) -> dict[str, Any]:
    """Return settings as JSON."""
    dumped: dict[str, Any] = _adapter.dump_python(settings, mode="json")
    return dumped
