"""What may be sent back, and until when: the store's return rules applied to one order. Decisions only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from zoneinfo import ZoneInfo

UNDECIDED = frozenset({"requested", "unclear"})
DEAD = frozenset({"declined", "cancelled"})
REASONS = ("damaged", "wrong", "not_as_shown", "changed_mind", "other")


class Window(StrEnum):
    """Whether the time for sending back is open."""

    OPEN = "open"
    OVER = "over"
    NOT_DELIVERED = "not_delivered"
    NOT_RETURNABLE = "not_returnable"
    ALREADY = "already"


@dataclass(frozen=True)
class Line:
    """One order line as returns see it.

    `arrived` counts the pieces that were delivered, the last of them at `delivered_at`; `gone` those that are
    refunded or on their way back already.
    """

    id: str
    bought: int
    arrived: int = 0
    delivered_at: datetime | None = None
    gone: int = 0
    price: Decimal = Decimal(0)
    excluded: bool = False
    """Of a kind that the store does not take back."""


@dataclass(frozen=True)
class Verdict:
    """What the rules say about an order: its window, the last day, and pieces that may go back by line."""

    window: Window
    until: date | None
    pieces: Mapping[str, int]


def last_day(delivered_at: datetime, days: int, zone: str) -> date:
    """Return the last day on which it may be sent back: so many days after delivery, at the store's place."""
    return delivered_at.astimezone(ZoneInfo(zone)).date() + timedelta(days=days)


def judge(lines: Iterable[Line], *, days: int | None, zone: str, now: datetime) -> Verdict:
    """Apply the store's rules to an order's lines.

    `days` None means that the store has not said a window: whatever was delivered may be asked for, and a
    person decides.
    """
    lines = tuple(lines)
    today = now.astimezone(ZoneInfo(zone)).date()
    ends = {x.id: last_day(x.delivered_at, days, zone) for x in lines if x.delivered_at and days is not None}
    pieces = {line.id: _pieces(line, ends.get(line.id), today) for line in lines}
    until = max((ends[id] for id, count in pieces.items() if count and id in ends), default=None)
    if any(pieces.values()):
        return Verdict(Window.OPEN, until, pieces)
    return Verdict(_why_not(lines), max(ends.values(), default=None), pieces)


def _pieces(line: Line, end: date | None, today: date) -> int:
    if line.excluded or line.delivered_at is None or (end is not None and today > end):
        return 0
    return max(0, line.arrived - line.gone)


def _why_not(lines: tuple[Line, ...]) -> Window:
    if lines and all(line.excluded for line in lines):
        return Window.NOT_RETURNABLE
    takable = [line for line in lines if not line.excluded]
    if takable and all(line.gone >= line.bought for line in takable):
        return Window.ALREADY
    if not any(line.delivered_at for line in takable):
        return Window.NOT_DELIVERED
    return Window.OVER


def fits(wanted: Mapping[str, int], verdict: Verdict) -> bool:
    """Say whether what somebody wants to send back stays within what may go back."""
    return bool(wanted) and all(0 < count <= verdict.pieces.get(id, 0) for id, count in wanted.items())


def amount(wanted: Mapping[str, int], lines: Iterable[Line]) -> Decimal:
    """Return what the things cost, in the order's currency; the store decides what it pays back."""
    return sum((line.price * wanted.get(line.id, 0) for line in lines), Decimal(0))


def excluded(names: Iterable[str], exclusions: Iterable[str]) -> bool:
    """Say whether a product's kind or tags are among those that the store does not take back."""
    refused = {name.casefold() for name in exclusions}
    return any(name.casefold() in refused for name in names)


def following(ours: str, stores: str) -> str:
    """Return our return's state after the store told its own; the store's word counts, an end stays an end."""
    return ours if ours == "closed" and stores in UNDECIDED else stores
