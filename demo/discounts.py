"""Codes for one use: made on request, looked at in the cart, spent at the checkout."""

import secrets
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from demo.models import Discount

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # without what looks alike


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
