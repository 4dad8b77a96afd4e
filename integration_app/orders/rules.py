"""Where an order is and when it should come: decided from its view alone."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum

from integration_app.orders.view import LineView, OrderView, ParcelView
from integration_app.platforms.protocol import Financial, Progress, ReturnState


class Stage(StrEnum):
    """Where an order stands as a whole."""

    UNPAID = "unpaid"
    PAID = "paid"
    PACKED = "packed"
    PARTLY_SHIPPED = "partly_shipped"
    SHIPPED = "shipped"
    IN_TRANSIT = "in_transit"
    IN_CUSTOMS = "in_customs"
    OUT_FOR_DELIVERY = "out_for_delivery"
    ATTEMPTED = "attempted"
    READY_FOR_PICKUP = "ready_for_pickup"
    DELIVERED = "delivered"
    DELAYED = "delayed"
    LOST = "lost"
    CANCELLED = "cancelled"
    REFUNDED = "refunded"
    PARTLY_REFUNDED = "partly_refunded"
    RETURN_OPEN = "return_open"


_NOT_SENT = frozenset({Progress.PENDING, Progress.LABEL_PRINTED, Progress.CANCELLED})
_SAYS_LITTLE = frozenset({Progress.PENDING, Progress.LABEL_PRINTED, Progress.SHIPPED})
_PLACE = {progress: place for place, progress in enumerate(Progress)} | {Progress.DELAYED: 4.5}
"""Which of two scans of the same second counts: the further one. Being late is said on the way, not at the door."""

_STAGES = {
    Progress.PENDING: Stage.PACKED,
    Progress.LABEL_PRINTED: Stage.PACKED,
    Progress.SHIPPED: Stage.SHIPPED,
    Progress.IN_TRANSIT: Stage.IN_TRANSIT,
    Progress.IN_CUSTOMS: Stage.IN_CUSTOMS,
    Progress.OUT_FOR_DELIVERY: Stage.OUT_FOR_DELIVERY,
    Progress.ATTEMPTED: Stage.ATTEMPTED,
    Progress.READY_FOR_PICKUP: Stage.READY_FOR_PICKUP,
    Progress.DELIVERED: Stage.DELIVERED,
    Progress.DELAYED: Stage.DELAYED,
    Progress.FAILED: Stage.LOST,
}

_SILENT_AFTER = {Progress.IN_CUSTOMS: timedelta(days=10), Progress.READY_FOR_PICKUP: timedelta(days=14)}
_SILENT = timedelta(days=5)
"""How long a carrier may say nothing before we stop calling it normal; customs and pick-up points take longer."""


@dataclass(frozen=True)
class Window:
    """Days between which something is expected, both inclusive, at the place it goes to."""

    first: date
    last: date


@dataclass(frozen=True)
class Whereabouts:
    """The answer to "where is it"."""

    stage: Stage
    expected: Window | None = None
    overdue: bool = False
    """The expected days are over and it has not arrived."""
    stale: bool = False
    """The carrier has said nothing for longer than is normal."""
    parcels: tuple[tuple[str, Stage], ...] = ()
    """(parcel id, stage)"""


def is_paid(order: OrderView) -> bool:
    """Say whether the money came in at some time."""
    return order.financial in {Financial.PAID, Financial.PARTIALLY_REFUNDED, Financial.REFUNDED}


def is_sent(parcel: ParcelView) -> bool:
    """Say whether a parcel left the store."""
    return not parcel.cancelled and progress_of(parcel) not in _NOT_SENT


def progress_of(parcel: ParcelView) -> Progress:
    """Weigh the store's word against the carrier's scans: the newest that says something counts."""
    if parcel.cancelled:
        return Progress.CANCELLED
    said = [(scan.happened_at, _PLACE[scan.progress], scan.progress) for scan in parcel.scans]
    if parcel.progress not in _SAYS_LITTLE and parcel.updated_at is not None:
        said.append((parcel.updated_at, _PLACE[parcel.progress], parcel.progress))
    newest = max(said)[2] if said else parcel.progress
    return parcel.progress if newest in _SAYS_LITTLE and _PLACE[parcel.progress] > _PLACE[newest] else newest


def delivered_at(parcel: ParcelView) -> datetime | None:
    """Return when a parcel arrived; None while it has not."""
    if progress_of(parcel) is not Progress.DELIVERED:
        return None
    scanned = [scan.happened_at for scan in parcel.scans if scan.progress is Progress.DELIVERED]
    return min(scanned) if scanned else parcel.delivered_at or parcel.updated_at


def sent_whole(order: OrderView) -> bool:
    """Say whether everything that is still to be sent has left the store."""
    live = [parcel for parcel in order.parcels if not parcel.cancelled]
    if not live:
        return order.fulfilment_status == "fulfilled"
    sent = [parcel for parcel in live if is_sent(parcel)]
    if any(not parcel.lines for parcel in sent):
        return order.fulfilment_status != "partial" or len(sent) == len(live)
    return bool(sent) and all(_open_quantity(order, line, sent) <= 0 for line in order.lines)


def _open_quantity(order: OrderView, line: LineView, sent: Collection[ParcelView]) -> int:
    gone = sum(quantity for parcel in sent for id, quantity in parcel.lines if id == line.id)
    dropped = sum(quantity for refund in order.refunds for id, quantity in refund.lines if id == line.id)
    return line.quantity - gone - (dropped if gone == 0 else 0)


def where_is_it(
    order: OrderView, now: datetime, *, usual_days: tuple[int, int] | None = None, zone: tzinfo = UTC
) -> Whereabouts:
    """Say where an order is and when it should arrive.

    ``usual_days`` are working days from dispatch to door, from the shipping zone; ``zone`` is the store's, in which
    carriers' days are meant.
    """
    live = [parcel for parcel in order.parcels if not parcel.cancelled]
    parcels = tuple((parcel.id, _STAGES[progress_of(parcel)]) for parcel in live)
    stage = _stage(order, live)
    if stage in {Stage.CANCELLED, Stage.REFUNDED, Stage.RETURN_OPEN, Stage.UNPAID}:
        return Whereabouts(stage, parcels=parcels)
    under_way = [parcel for parcel in live if progress_of(parcel) is not Progress.DELIVERED]
    expected = _expected(under_way, usual_days, zone)
    overdue = bool(under_way and expected and expected.last < now.astimezone(zone).date())
    return Whereabouts(stage, expected, overdue, any(is_stale(parcel, now) for parcel in under_way), parcels)


def is_stale(parcel: ParcelView, now: datetime) -> bool:
    """Say whether a parcel under way has been silent for longer than is normal."""
    progress = progress_of(parcel)
    heard = parcel.scans[-1].happened_at if parcel.scans else parcel.created_at
    if heard is None or progress in _NOT_SENT or progress in {Progress.DELIVERED, Progress.FAILED}:
        return False
    return now - heard > _SILENT_AFTER.get(progress, _SILENT)


def _stage(order: OrderView, live: list[ParcelView]) -> Stage:
    if order.cancelled_at or order.deleted_at or order.financial is Financial.VOIDED:
        return Stage.CANCELLED
    if order.financial is Financial.REFUNDED or (order.total > 0 and order.refunded >= order.total):
        return Stage.REFUNDED
    if any(found.state in {ReturnState.REQUESTED, ReturnState.OPEN} for found in order.returns):
        return Stage.RETURN_OPEN
    sent = _sent_stage(order, live)
    if sent is Stage.DELIVERED and order.refunded > 0:
        return Stage.PARTLY_REFUNDED
    return sent or _before_dispatch(order, live)


def _sent_stage(order: OrderView, live: list[ParcelView]) -> Stage | None:
    """Return the stage of what was sent: trouble first, then the parcel that is least far."""
    stages = [_STAGES[progress_of(parcel)] for parcel in live if is_sent(parcel)]
    if not stages:
        return Stage.SHIPPED if not live and order.fulfilment_status == "fulfilled" else None
    for trouble in (Stage.LOST, Stage.DELAYED):
        if trouble in stages:
            return trouble
    if not sent_whole(order):
        return Stage.PARTLY_SHIPPED
    return min(stages, key=list(Stage).index)


def _before_dispatch(order: OrderView, live: list[ParcelView]) -> Stage:
    if order.financial in {Financial.PENDING, Financial.FAILED}:
        return Stage.UNPAID
    return Stage.PACKED if live else Stage.PAID


def _expected(parcels: list[ParcelView], usual_days: tuple[int, int] | None, zone: tzinfo) -> Window | None:
    """Return the days for what is still under way: the carrier's own, else the shipping zone's usual ones."""
    told = [day for parcel in parcels if (day := _told_day(parcel, zone))]
    if told:
        return Window(min(told), max(told))
    sent = [parcel.created_at for parcel in parcels if parcel.created_at and is_sent(parcel)]
    if not sent or usual_days is None:
        return None
    start = max(sent).astimezone(zone).date()
    return Window(working_days_after(start, usual_days[0]), working_days_after(start, usual_days[1]))


def _told_day(parcel: ParcelView, zone: tzinfo) -> date | None:
    scanned = [scan.estimated_delivery_at for scan in parcel.scans if scan.estimated_delivery_at]
    told = scanned[-1] if scanned else parcel.estimated_delivery_at
    return told.astimezone(zone).date() if told else None


def working_days_after(start: date, days: int) -> date:
    """Count working days (Monday to Friday) from a day on."""
    day = start
    while days > 0:
        day += timedelta(days=1)
        days -= day.weekday() < 5
    return day
