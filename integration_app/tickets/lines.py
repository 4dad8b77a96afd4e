"""An order's lines as returns see them: what arrived when, what went back already, what is not taken back."""

from collections import Counter
from collections.abc import Iterable, Set
from datetime import datetime

from integration_app.orders.view import OrderView, ParcelView
from integration_app.platforms.protocol import Progress, ReturnState
from integration_app.tickets.models import Return
from integration_app.tickets.rules import DEAD, Line

_NOT_COMING = {ReturnState.DECLINED, ReturnState.CANCELLED}


def of_order(order: OrderView, asked: Iterable[Return], *, excluded: Set[str] = frozenset()) -> tuple[Line, ...]:
    """Return the order's lines; `asked` are our own returns of it, `excluded` ids of products never taken back."""
    arrived, when = _arrived(order)
    gone = _gone(order, asked)
    return tuple(
        Line(
            id=line.id,
            bought=line.quantity,
            arrived=min(arrived[line.id], line.quantity),
            delivered_at=when.get(line.id),
            gone=gone[line.id],
            price=line.price - line.discount / max(line.quantity, 1),
            excluded=line.product_id in excluded,
        )
        for line in order.lines
    )


def _arrived(order: OrderView) -> tuple[Counter[str], dict[str, datetime]]:
    count: Counter[str] = Counter()
    when: dict[str, datetime] = {}
    everything = tuple((line.id, line.quantity) for line in order.lines)
    for parcel in order.parcels:
        at = delivered_at(parcel)
        if at is None:
            continue
        for line, quantity in parcel.lines or everything:
            count[line] += quantity
            when[line] = max(at, when.get(line, at))
    return count, when


def delivered_at(parcel: ParcelView) -> datetime | None:
    """Return when a parcel was delivered, by the store's word or the carrier's last scan."""
    if parcel.cancelled:
        return None
    scans = [scan.happened_at for scan in parcel.scans if scan.progress is Progress.DELIVERED]
    if parcel.delivered_at or scans:
        return parcel.delivered_at or max(scans)
    return parcel.updated_at if parcel.progress is Progress.DELIVERED else None


def _gone(order: OrderView, asked: Iterable[Return]) -> Counter[str]:
    """Count refunded pieces and those in a return; a piece that is in both is gone once."""
    refunded: Counter[str] = Counter()
    returned: Counter[str] = Counter()
    for refund in order.refunds:
        refunded.update(dict(refund.lines))
    for known in order.returns:
        if known.state not in _NOT_COMING:
            returned.update(dict(known.lines))
    told = {known.id for known in order.returns}
    for ours in asked:
        if ours.external_id not in told and ours.state not in DEAD:
            returned.update({str(line["id"]): int(line["quantity"]) for line in ours.lines})
    return refunded | returned
