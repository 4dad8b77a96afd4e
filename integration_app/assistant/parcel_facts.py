"""Parcels as the assistant speaks of them: the newest scan, and when the parcel should arrive."""

from collections.abc import Mapping
from datetime import date, datetime, tzinfo

from integration_app.assistant.facts import OrderState, ParcelFacts
from integration_app.orders import rules
from integration_app.orders.rules import Whereabouts
from integration_app.orders.view import OrderView, ParcelView
from integration_app.platforms.protocol import Progress

_STATES: Mapping[Progress, OrderState] = {
    Progress.PENDING: OrderState.PACKED,
    Progress.LABEL_PRINTED: OrderState.PACKED,
    Progress.SHIPPED: OrderState.ON_ITS_WAY,
    Progress.IN_TRANSIT: OrderState.ON_ITS_WAY,
    Progress.IN_CUSTOMS: OrderState.CUSTOMS,
    Progress.OUT_FOR_DELIVERY: OrderState.NEAR,
    Progress.ATTEMPTED: OrderState.DELAYED,
    Progress.READY_FOR_PICKUP: OrderState.PICKUP,
    Progress.DELIVERED: OrderState.DELIVERED,
    Progress.DELAYED: OrderState.DELAYED,
    Progress.FAILED: OrderState.LOST,
    Progress.CANCELLED: OrderState.CANCELLED,
}
_LEFT = frozenset(Progress) - {Progress.PENDING, Progress.LABEL_PRINTED, Progress.CANCELLED}


_STORES_WORD = frozenset({Progress.PENDING, Progress.LABEL_PRINTED, Progress.SHIPPED})
"""What a store says by itself; anything further it has from the carrier."""


def of(
    order: OrderView, parcel: ParcelView, where: Whereabouts, zone: tzinfo, usual_days: tuple[int, int] | None = None
) -> ParcelFacts:
    """Return one parcel. Days are meant in the store's zone, as carriers' are; ``usual_days`` are the lane's."""
    seen = next((scan for scan in reversed(parcel.scans) if scan.city), None)
    arrived = rules.delivered_at(parcel)
    expected = where.expected if arrived is None and rules.is_sent(parcel) else None
    first = _first_told(parcel, zone)
    titles = {line.id: line.title for line in order.lines}
    return ParcelFacts(
        state=_STATES[rules.progress_of(parcel)],
        carrier=parcel.carrier,
        tracking_number=parcel.number,
        tracking_url=parcel.url,
        shipped_at=_shipped_at(parcel),
        last_place=seen.city if seen else None,
        last_at=seen.happened_at if seen else None,
        destination=order.shipping.city,
        expected_from=expected.first if expected else None,
        expected_until=expected.last if expected else None,
        first_expected_until=first if expected and first and first < expected.last else None,
        delivered_at=arrived,
        pickup_point=_pickup_point(parcel),
        titles=tuple(titles[id] for id, _ in parcel.lines if id in titles) or tuple(titles.values()),
        scanned=bool(parcel.scans) or parcel.progress not in _STORES_WORD,
        usual_days=None if _named_a_day(parcel) or expected is None else usual_days,
    )


def _shipped_at(parcel: ParcelView) -> datetime | None:
    scans = [scan.happened_at for scan in parcel.scans if scan.progress in _LEFT]
    return min(scans, default=parcel.created_at) if rules.is_sent(parcel) else None


def _first_told(parcel: ParcelView, zone: tzinfo) -> date | None:
    """Return the day that the carrier named first; a later one means a delay."""
    told = [scan.estimated_delivery_at for scan in parcel.scans if scan.estimated_delivery_at]
    return told[0].astimezone(zone).date() if told else None


def _named_a_day(parcel: ParcelView) -> bool:
    """Say whether the carrier said when it comes."""
    return parcel.estimated_delivery_at is not None or any(scan.estimated_delivery_at for scan in parcel.scans)


def _pickup_point(parcel: ParcelView) -> str | None:
    waiting = [scan for scan in parcel.scans if scan.progress is Progress.READY_FOR_PICKUP]
    return waiting[-1].city if waiting else None
