"""Who gets a conversation, and by when he should have answered. Decisions only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from integration_app.stores import hours
from integration_app.stores.settings import Hours

STALE = timedelta(seconds=60)
"""A console beats every 20 seconds; three missed beats mean that nobody sits there."""

FULL = 8
"""Open conversations that one person can hold well at a time."""

FIRST_RESPONSE: Mapping[str, timedelta] = {
    "A": timedelta(minutes=3),
    "B": timedelta(minutes=3),
    "C": timedelta(minutes=3),
}
"""Opening time within which a waiting shopper is answered live, by tier."""

BY_MAIL: Mapping[str, timedelta] = {"A": timedelta(hours=2), "B": timedelta(hours=3), "C": timedelta(hours=4)}
"""Opening time within which a request that was left is answered."""

_TIERS = {
    "refund_status": "A",
    "return": "A",
    "complaint": "A",
    "order_status": "B",
    "delivery_time": "B",
    "order_change": "B",
}
_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_PRIORITY = {"angry": 2, "wish": 1}


@dataclass(frozen=True)
class Candidate:
    """An agent who is there: how many conversations he holds, and when he got the last one."""

    agent_id: int
    load: int
    last_given_at: datetime | None = None


def is_here(state: str, seen_at: datetime, now: datetime) -> bool:
    """Say whether an agent sits at the console and takes conversations."""
    return state == "here" and now - seen_at < STALE


def pick(candidates: Iterable[Candidate]) -> int | None:
    """Choose who gets the next conversation: the least loaded, then whoever waited longest; None if all are full."""
    free = [one for one in candidates if one.load < FULL]
    if not free:
        return None
    return min(
        free, key=lambda one: (one.load, one.last_given_at.timestamp() if one.last_given_at else 0, one.agent_id)
    ).agent_id


def tier(wants: Iterable[str]) -> str:
    """Sort a request: "A" refund or dispute, "B" delivery, "C" anything else; the gravest wish counts."""
    return min((_TIERS.get(want, "C") for want in wants), default="C")


def priority(reason: str) -> int:
    """Weigh why it was handed over: anger first."""
    return _PRIORITY.get(reason, 0)


def due_at(tier: str, opening: Hours, now: datetime) -> datetime | None:
    """Return by when a person should have answered in the chat."""
    return hours.add_open_time(opening, now, FIRST_RESPONSE.get(tier, FIRST_RESPONSE["C"]))


def answer_by(tier: str, opening: Hours, now: datetime) -> datetime | None:
    """Return by when a request that was left is answered by mail."""
    return hours.add_open_time(opening, now, BY_MAIL.get(tier, BY_MAIL["C"]))


def is_late(due_at: datetime | None, waiting_since: datetime | None, now: datetime) -> bool:
    """Say whether a shopper waits longer than he should."""
    return waiting_since is not None and due_at is not None and due_at < now
