"""What may go back, and for how much: decided from an order's view and the store's terms."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from decimal import Decimal
from enum import StrEnum

from integration_app.orders.rules import delivered_at, is_sent
from integration_app.orders.view import LineView, OrderView, ParcelView
from integration_app.platforms.protocol import Financial, Progress, ReturnState


class Answer(StrEnum):
    """Whether a line may go back, and why not."""

    OPEN = "open"
    OVER = "over"
    NOT_DELIVERED = "not_delivered"
    NOT_RETURNABLE = "not_returnable"
    ALREADY = "already"
    UNKNOWN = "unknown"
    """The store has not said how long."""


@dataclass(frozen=True)
class ReturnTerms:
    """What the store promises on returns, as far as it concerns one order."""

    days: int | None
    excluded: frozenset[str] = frozenset()
    """Platform ids of products that cannot go back."""
    days_on_the_way: int = 7
    """Counted from dispatch where no carrier tells of the delivery."""


@dataclass(frozen=True)
class LineReturn:
    """The answer for one line. ``quantity`` is what may still go back, ``until`` the last day for it."""

    line_id: str
    answer: Answer
    quantity: int = 0
    until: date | None = None


def may_be_returned(
    order: OrderView, terms: ReturnTerms, now: datetime, *, zone: tzinfo = UTC
) -> tuple[LineReturn, ...]:
    """Say for each line whether it may go back by the store's terms."""
    return tuple(_may_go_back(order, line, terms, now.astimezone(zone).date(), zone) for line in order.lines)


def _may_go_back(order: OrderView, line: LineView, terms: ReturnTerms, today: date, zone: tzinfo) -> LineReturn:
    left = line.quantity - _sent_back(order, line)
    if left <= 0 or order.financial is Financial.REFUNDED:
        return LineReturn(line.id, Answer.ALREADY)
    if line.product_id in terms.excluded:
        return LineReturn(line.id, Answer.NOT_RETURNABLE)
    arrived = None if order.cancelled_at else _arrived(order, line, terms, zone)
    if arrived is None:
        return LineReturn(line.id, Answer.NOT_DELIVERED)
    if terms.days is None:
        return LineReturn(line.id, Answer.UNKNOWN, left)
    until = arrived + timedelta(days=terms.days)
    return LineReturn(line.id, Answer.OPEN if today <= until else Answer.OVER, left if today <= until else 0, until)


def _sent_back(order: OrderView, line: LineView) -> int:
    """Count pieces that went back or are about to; a refund for a return is not counted twice."""
    states = {ReturnState.REQUESTED, ReturnState.OPEN, ReturnState.CLOSED}
    returned = sum(n for found in order.returns if found.state in states for id, n in found.lines if id == line.id)
    refunded = sum(n for refund in order.refunds for id, n in refund.lines if id == line.id)
    return max(returned, refunded)


def _arrived(order: OrderView, line: LineView, terms: ReturnTerms, zone: tzinfo) -> date | None:
    """Return the day on which a line's last piece arrived, or is taken to have where no carrier tells."""
    mine = [p for p in order.parcels if is_sent(p) and (not p.lines or any(id == line.id for id, _ in p.lines))]
    if not mine:
        told = order.closed_at if not order.parcels and order.fulfilment_status == "fulfilled" else None
        return told.astimezone(zone).date() + timedelta(days=terms.days_on_the_way) if told else None
    days = [_arrival(parcel, terms, zone) for parcel in mine]
    return None if None in days else max(day for day in days if day)


def _arrival(parcel: ParcelView, terms: ReturnTerms, zone: tzinfo) -> date | None:
    at = delivered_at(parcel)
    if at is not None:
        return at.astimezone(zone).date()
    if parcel.scans or parcel.progress is not Progress.SHIPPED or parcel.created_at is None:
        return None
    return parcel.created_at.astimezone(zone).date() + timedelta(days=terms.days_on_the_way)


def amount_back(order: OrderView, pieces: Collection[tuple[str, int]]) -> Decimal:
    """Sum what the shopper paid for some pieces, each line's discount shared evenly."""
    lines = {line.id: line for line in order.lines}
    total = Decimal(0)
    for id, quantity in pieces:
        line = lines[id]
        total += line.price * quantity - (line.discount * quantity / line.quantity if line.quantity else 0)
    return total.quantize(Decimal("0.01"))
