"""Codes for one use: made on request or kept ready, looked at in the cart, spent at the checkout."""

import secrets
from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from demo.models import Campaign, Discount

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # without what looks alike
NEVER = datetime(2100, 1, 1, tzinfo=UTC)


class Unusable(Exception):
    """Raised when a code takes nothing off. `reason` is unknown, used or ended."""

    def __init__(self, code: str, reason: str) -> None:
        """Say which code, and why."""
        super().__init__(f"Discount {code} is {reason}")
        self.code, self.reason = code, reason


def issue(session: Session, *, percent: int, ends_at: datetime, key: str, now: datetime) -> Discount:
    """Make a code, or return the one that the same key got before."""
    known = session.scalar(select(Discount).where(Discount.key == key))
    if known:
        return known
    code = "LUMEN-" + "".join(secrets.choice(ALPHABET) for _ in range(10))
    made = Discount(code=code, key=key, percent=percent, ends_at=ends_at, created_at=now)
    session.add(made)
    session.flush()
    return made


def campaign(session: Session, *, key: str, title: str, percent: int, ends_at: datetime | None) -> Campaign:
    """Return the campaign of a key, with these terms."""
    found = session.scalar(select(Campaign).where(Campaign.key == key))
    if found is None:
        found = Campaign(key=key)
        session.add(found)
    found.title, found.percent, found.ends_at = title, percent, ends_at
    session.flush()
    return found


def stock(session: Session, of: Campaign, codes: Iterable[str], now: datetime) -> list[Discount]:
    """Have these codes of a campaign, each made once."""
    return [session.get(Discount, code) or _stocked(session, of, code, now) for code in codes]


def _stocked(session: Session, of: Campaign, code: str, now: datetime) -> Discount:
    made = Discount(code=code, key=f"{of.key}:{code}", percent=of.percent, ends_at=of.ends_at or NEVER, created_at=now)
    made.campaign_id = of.id
    session.add(made)
    return made


def usable(session: Session, code: str, now: datetime) -> Discount:
    """Return a code that still takes something off.

    :raises Unusable: when it is unknown, used or ended.
    """
    found = session.scalar(select(Discount).where(Discount.code == func.upper(code.strip())))
    if found is None:
        raise Unusable(code, "unknown")
    if found.used_at is not None:
        raise Unusable(found.code, "used")
    if found.ends_at <= now:
        raise Unusable(found.code, "ended")
    return found


def spend(session: Session, code: str, order_id: int, now: datetime) -> None:
    """Mark a code as used by an order.

    :raises Unusable: when another order was faster.
    """
    unused = update(Discount).where(Discount.code == code, Discount.used_at.is_(None))
    done = session.execute(unused.values(used_at=now, used_by=order_id))
    if done.rowcount != 1:  # type: ignore[attr-defined]
        raise Unusable(code, "used")
