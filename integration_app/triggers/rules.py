"""When the widget may speak, and what a coupon may cost. Decisions only."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_UP, Decimal
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DAY, WEEK = timedelta(days=1), timedelta(days=7)

CODES_A_DAY = 100
"""Codes a day and campaign at most, whatever the merchant sets."""

CODES_AN_ADDRESS = 3
"""Codes a day and network address."""


class Why(StrEnum):
    """Why there is no coupon."""

    OVER = "over"
    EMPTY_CART = "empty_cart"
    DAY_LIMIT = "day_limit"
    ADDRESS_LIMIT = "address_limit"
    BUDGET = "budget"


@dataclass(frozen=True)
class Bounds:
    """What a campaign allows."""

    percent: Decimal
    confirmed: bool
    stopped: bool = False
    ends_at: datetime | None = None
    max_per_order: Decimal | None = None
    budget: Decimal | None = None
    codes_a_day: int = CODES_A_DAY


@dataclass(frozen=True)
class Spent:
    """What was handed out already: codes of the last day, and the budget's part of the last seven days."""

    codes_today: int = 0
    address_today: int = 0
    reserved_this_week: Decimal = Decimal(0)


def is_running(bounds: Bounds, now: datetime) -> bool:
    """Say whether a campaign hands out codes at all: confirmed, not stopped, not over."""
    return bounds.confirmed and not bounds.stopped and (bounds.ends_at is None or now < bounds.ends_at)


def to_reserve(bounds: Bounds, cart_total: Decimal | None) -> Decimal | None:
    """Return what a code may cost the store: percent of the cart, at most the cap. None: nobody can tell."""
    if cart_total is None:
        return bounds.max_per_order
    part = (cart_total * bounds.percent / 100).quantize(Decimal("0.01"), ROUND_UP)
    return part if bounds.max_per_order is None else min(part, bounds.max_per_order)


def refusal(
    bounds: Bounds, spent: Spent, *, items: int | None, cart_total: Decimal | None, now: datetime
) -> Why | None:
    """Say why no code may be made now; None: it may. An unknown cart is refused only where a budget must hold."""
    cost = to_reserve(bounds, cart_total)
    checks = {
        Why.OVER: not is_running(bounds, now),
        Why.EMPTY_CART: items == 0,
        Why.DAY_LIMIT: spent.codes_today >= min(bounds.codes_a_day, CODES_A_DAY),
        Why.ADDRESS_LIMIT: spent.address_today >= CODES_AN_ADDRESS,
        Why.BUDGET: not _fits(bounds.budget, spent.reserved_this_week, cost),
    }
    return next((why for why, holds in checks.items() if holds), None)


def _fits(budget: Decimal | None, reserved: Decimal, cost: Decimal | None) -> bool:
    return budget is None or (cost is not None and reserved + cost <= budget)


def ends_at(now: datetime, *, valid_hours: int, campaign_ends_at: datetime | None) -> datetime:
    """Return when a code made now ends: after its hours, and never after its campaign."""
    end = now + timedelta(hours=valid_hours)
    return end if campaign_ends_at is None else min(end, campaign_ends_at)


def is_night(local_hour: int, *, start: int, end: int) -> bool:
    """Say whether an hour (0 to 23) lies in the night, which may run over midnight."""
    return (local_hour - start) % 24 < (end - start) % 24


def local_hour(now: datetime, zone: str) -> int:
    """Return the hour where the visitor is; in a zone we do not know, UTC's."""
    try:
        return now.astimezone(ZoneInfo(zone)).hour
    except (ZoneInfoNotFoundError, ValueError):
        return now.hour


def codes_key(campaign: str, percent: Decimal, ends_at: datetime | None) -> str:
    """Name a campaign's terms: other terms are another discount in the store."""
    end = f"{ends_at:%y%m%d%H%M}" if ends_at else "open"
    return f"{campaign}-{percent.normalize():f}-{end}"


def code_prefix(store_name: str) -> str:
    """Return how a store's codes begin: its first word's Latin letters, "SHOP" where it has none."""
    words = (re.sub("[^A-Z0-9]", "", word.upper())[:8] for word in store_name.split())
    return next((word for word in words if word), "SHOP")
