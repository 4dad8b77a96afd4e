"""When a request is due, and what may hold an erasure up. Decisions only."""

from dataclasses import dataclass
from datetime import datetime, timedelta

DEADLINE = timedelta(days=30)
"""GDPR gives a month (Art. 12); Shopify wants compliance topics acted on within 30 days."""

DISPUTE = timedelta(days=180)
"""How long a payment provider may open a dispute (PayPal: 180 days); no hold for that reason lasts longer."""

LOOK_AGAIN = timedelta(days=1)
"""How often a held erasure is looked at: the dispute may be over sooner."""

AFTER_LEAVING = timedelta(days=30)
"""A store that left is erased by then, also where its platform never asks for it (Shopify's API licence 6.2.3)."""

DISPUTE_REASON = "dispute"


@dataclass(frozen=True)
class Hold:
    """Why an erasure waits, and until when at the longest."""

    until: datetime
    because: str


def hold(
    now: datetime, *, asked_until: datetime | None, asked_because: str | None, disputes: list[datetime]
) -> Hold | None:
    """Say what holds an erasure up now: the owner's word first, else the youngest open dispute.

    ``disputes`` are the moments in which refund or dispute requests that are still open were made.
    """
    if asked_until and asked_until > now and asked_because != DISPUTE_REASON:
        return Hold(asked_until, asked_because or "")
    ends = max((at + DISPUTE for at in disputes), default=now)
    return Hold(ends, DISPUTE_REASON) if ends > now else None


def next_look(held: Hold, now: datetime) -> datetime:
    """Say when a held erasure is looked at again."""
    return min(held.until, now + LOOK_AGAIN)
