"""What may be sent back of an order, and where a return stands. Decisions only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from integration_app.orders.returnable import Answer, LineReturn
from integration_app.orders.view import OrderView, ReturnView

UNDECIDED = frozenset({"requested", "unclear"})
DEAD = frozenset({"declined", "cancelled"})
REASONS = ("damaged", "wrong", "not_as_shown", "changed_mind", "other")


class Window(StrEnum):
    """Whether anything of an order may be sent back."""

    OPEN = "open"
    OVER = "over"
    NOT_DELIVERED = "not_delivered"
    NOT_RETURNABLE = "not_returnable"
    ALREADY = "already"


_WEIGHT = (Answer.NOT_DELIVERED, Answer.OVER, Answer.ALREADY, Answer.NOT_RETURNABLE)
"""Which line's no is told for the whole order: the one that may still change, first."""


@dataclass(frozen=True)
class Verdict:
    """What the rules say about an order: its window, the last day, and pieces that may go back by line."""

    window: Window
    until: date | None
    pieces: Mapping[str, int]


def judge(lines: Iterable[LineReturn]) -> Verdict:
    """Sum the lines' answers up. Where a store has not said how long, what arrived may be asked for."""
    lines = tuple(lines)
    pieces = {line.line_id: line.quantity for line in lines}
    open_ones = [line for line in lines if line.quantity > 0]
    days = [line.until for line in open_ones or lines if line.until is not None]
    if open_ones:
        return Verdict(Window.OPEN, max(days, default=None), pieces)
    told = {line.answer for line in lines}
    answer = next((one for one in _WEIGHT if one in told), Answer.NOT_DELIVERED)
    return Verdict(Window(answer.value), max(days, default=None), pieces)


def fits(wanted: Mapping[str, int], verdict: Verdict) -> bool:
    """Say whether what somebody wants to send back stays within what may go back."""
    return bool(wanted) and all(0 < count <= verdict.pieces.get(id, 0) for id, count in wanted.items())


def with_asked(order: OrderView, asked: Iterable[ReturnView]) -> OrderView:
    """Return the order together with returns that were asked for here and that the store has not told of yet."""
    told = {known.id for known in order.returns}
    return replace(order, returns=(*order.returns, *(one for one in asked if one.id not in told)))


def excluded(names: Iterable[str], exclusions: Iterable[str]) -> bool:
    """Say whether a product's kind or tags are among those that the store does not take back."""
    refused = {name.casefold() for name in exclusions}
    return any(name.casefold() in refused for name in names)


def following(ours: str, stores: str) -> str:
    """Return our return's state after the store told its own; the store's word counts, an end stays an end."""
    return ours if ours == "closed" and stores in UNDECIDED else stores
