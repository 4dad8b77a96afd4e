"""Rules of the mirror: which of two tellings counts, and what an observer would call the difference."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, is_dataclass, replace
from datetime import datetime
from decimal import Decimal
from enum import Enum, auto
from typing import Any

from integration_app.orders.rules import is_paid, is_sent, progress_of, sent_whole
from integration_app.orders.view import OrderView, ParcelView
from integration_app.platforms.protocol import Financial, FulfilmentSnapshot, OrderSnapshot, Progress


class Verdict(Enum):
    """How something told stands to what the mirror knows."""

    NEW = auto()
    NEWER = auto()
    SAME = auto()
    OLDER = auto()
    TIE = auto()
    """The same time, other content: only the store can say which."""
    DATELESS = auto()
    """No time was told: only the store can say whether it is news."""


def weigh(known_at: datetime | None, known_digest: str | None, told_at: datetime | None, told_digest: str) -> Verdict:
    """Weigh a telling against the mirror by the platform's own clock."""
    if told_digest == known_digest and told_at == known_at:
        return Verdict.SAME
    if told_at is None:
        return Verdict.DATELESS
    if known_at is None or told_at > known_at:
        return Verdict.NEWER
    return Verdict.TIE if told_at == known_at else Verdict.OLDER


def order_digest(told: OrderSnapshot) -> str:
    """Name an order's own content. Parts with a time of their own are left out unless the order speaks for them.

    So is the status page's address: it carries a key that a platform may make anew each time it is asked.
    """
    left_out = {"person": None, "returns": None, "status_url": None}
    return _digest(vars(told) | left_out | ({} if told.complete else {"fulfilments": None, "refunds": None}))


def parcel_digest(told: FulfilmentSnapshot) -> str:
    """Name a parcel's own content, without its scans."""
    return _digest(vars(told) | {"events": ()})


def _digest(content: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, default=_plain, sort_keys=True).encode()).hexdigest()


def _plain(value: object) -> object:
    """Write a snapshot as its fields, without the copies that ``asdict`` makes: it took half of a back-fill's time."""
    return vars(value) if is_dataclass(value) else str(value)


_FINANCIAL = {state: place for place, state in enumerate(Financial)}
_FULFILMENT = {None: 0, "unfulfilled": 1, "partial": 2, "fulfilled": 3}
_PROGRESS = {state: place for place, state in enumerate(Progress)}


def contents(order: OrderView) -> OrderView:
    """Return what an order says to whoever reads it, without what depends on the way that it came."""
    return replace(
        order,
        parcels=tuple(replace(parcel, updated_at=None) for parcel in order.parcels),
        returns=tuple(replace(found, updated_at=None) for found in order.returns),
        updated_at=None,
        locale=None,
        status_url=None,
        cart_token=None,
        checkout_token=None,
        payment_method=None,
        attributes={},
    )


def order_standing(
    *, cancelled: bool, refunded: Decimal, financial: str, fulfilment_status: str | None, digest: str | None
) -> tuple[bool, Decimal, int, int, str]:
    """Rank an order's content by how much has happened to it: what counts in a tie until the store has answered."""
    how_paid, how_sent = _FINANCIAL[Financial(financial)], _FULFILMENT.get(fulfilment_status, 0)
    return cancelled, refunded, how_paid, how_sent, digest or ""


def parcel_standing(progress: str, digest: str | None) -> tuple[int, str]:
    """Rank a parcel's content in the same way."""
    return _PROGRESS[Progress(progress)], digest or ""


@dataclass(frozen=True)
class Change:
    """One thing that happened to an order, by the name of its event."""

    kind: str
    parcel: int | None = None
    """Row id."""
    store_return: int | None = None
    """Row id."""


_MOVES = {
    Progress.IN_TRANSIT: "order.parcel_moved",
    Progress.IN_CUSTOMS: "order.parcel_moved",
    Progress.ATTEMPTED: "order.parcel_moved",
    Progress.READY_FOR_PICKUP: "order.parcel_moved",
    Progress.OUT_FOR_DELIVERY: "order.out_for_delivery",
    Progress.DELIVERED: "order.delivered",
    Progress.DELAYED: "order.delayed",
    Progress.FAILED: "order.lost",
}


def what_changed(old: OrderView | None, new: OrderView) -> list[Change]:
    """List what happened between two states of an order, each thing once, in the order a reader expects."""
    changes = [] if old else [Change("order.created")]
    if is_paid(new) and not (old and is_paid(old)):
        changes.append(Change("order.paid"))
    changes.extend(_of_parcels(old, new))
    if new.cancelled_at and not (old and old.cancelled_at):
        changes.append(Change("order.cancelled"))
    if new.refunded > (old.refunded if old else 0):
        changes.append(Change("order.refunded"))
    changes.extend(_of_returns(old, new))
    return changes


def _of_parcels(old: OrderView | None, new: OrderView) -> Iterator[Change]:
    known = {parcel.id: parcel for parcel in old.parcels} if old else {}
    whole = sent_whole(new)
    if whole and not (old and sent_whole(old)):
        fresh = [parcel.row_id for parcel in new.parcels if _just_sent(known.get(parcel.id), parcel)]
        yield Change("order.shipped", fresh[-1] if fresh else None)
    for parcel in new.parcels:
        before = known.get(parcel.id)
        if not whole and _just_sent(before, parcel):
            yield Change("order.partly_shipped", parcel.row_id)
        state = progress_of(parcel)
        if state in _MOVES and (before is None or progress_of(before) is not state or _moved_on(before, parcel)):
            yield Change(_MOVES[state], parcel.row_id)


def _just_sent(before: ParcelView | None, parcel: ParcelView) -> bool:
    return is_sent(parcel) and not (before and is_sent(before))


def _moved_on(before: ParcelView, after: ParcelView) -> bool:
    """Say whether a parcel in the same state was seen somewhere else; said once for what ends the way."""
    if not after.scans or progress_of(after) in {Progress.DELIVERED, Progress.FAILED, Progress.DELAYED}:
        return False
    newest = after.scans[-1]
    if newest.progress is not progress_of(after):
        return False
    return not before.scans or (before.scans[-1].id != newest.id and before.scans[-1].city != newest.city)


def _of_returns(old: OrderView | None, new: OrderView) -> Iterator[Change]:
    known = {found.id: found.state for found in old.returns} if old else {}
    for found in new.returns:
        if known.get(found.id) is not found.state:
            yield Change("store_return.changed", store_return=found.row_id)
