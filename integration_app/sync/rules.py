"""How far back, how often and in which order a store is read; plain values in, plain values out."""

from collections.abc import Sequence
from datetime import datetime, timedelta

BACKFILL, RECONCILE, DAILY = "backfill", "reconcile", "daily"
KINDS = (BACKFILL, RECONCILE, DAILY)
SHOP, TERMS, PRODUCTS, ORDERS = "shop", "terms", "products", "orders"
STAGES = {
    BACKFILL: (SHOP, TERMS, PRODUCTS, ORDERS),
    RECONCILE: (PRODUCTS, ORDERS),
    DAILY: (SHOP, TERMS, PRODUCTS, ORDERS),
}
EVERY = {RECONCILE: timedelta(minutes=10), DAILY: timedelta(days=1)}

SIGN_IN = "sign_in"
"""The problem of a store that takes our tokens no more, or never gave any."""

OVERLAP = timedelta(minutes=15)
"""How much further back than the last look each look begins: a store's clock and its search index run late."""

UNDER_WAY = timedelta(minutes=2)
"""A change so young is no fault of the mirror's: its webhook may still be coming."""

NEWS = timedelta(days=2)
"""What happened longer ago and was missed is taken over without telling the shopper."""

GRANTED = timedelta(days=60)
"""What Shopify shows of orders without ``read_all_orders``."""

A_DAY = timedelta(days=1)

LONGEST_PAUSE = timedelta(minutes=10)
AFTER_REFUSAL = timedelta(hours=1)
"""A refusal is not repeated at once, but somebody may have given the right meanwhile."""


def granted(platform: str, scopes: Sequence[str], days: int, now: datetime) -> datetime:
    """Return from when on orders are read: the merchant's days, or what the platform grants."""
    wanted = timedelta(days=days)
    if platform == "shopify" and "read_all_orders" not in scopes:
        wanted = min(wanted, GRANTED)
    return now - wanted


def next_stage(kind: str, stage: str | None) -> str | None:
    """Return what is read after a stage, the first one after none; None at the end."""
    stages = STAGES[kind]
    if stage is None:
        return stages[0]
    at = stages.index(stage) + 1
    return stages[at] if at < len(stages) else None


def next_look(kind: str, store_id: int, now: datetime) -> datetime:
    """Return when a look comes again. Stores drift apart, so that not all are read in the same second."""
    every = EVERY[kind]
    return now + every - every * ((store_id * 7919) % 100) / 1000


def pause(attempts: int) -> timedelta:
    """Return how long to wait after so many failures in a row."""
    return min(timedelta(seconds=float(2 ** min(attempts, 10))), LONGEST_PAUSE)
