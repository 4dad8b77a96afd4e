"""Triggers, campaigns and coupons looked up; each within its store."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, func, select

from integration_app.kit import clock, db
from integration_app.kit.errors import NotFound
from integration_app.triggers import rules
from integration_app.triggers.models import Campaign, Cart, Coupon, Firing, Trigger
from integration_app.triggers.rules import Bounds, Spent


@dataclass(frozen=True)
class Week:
    """What a trigger did in the last seven days; ``at_most``: what its codes may have cost."""

    fired: int
    taken: int
    at_most: Decimal


@dataclass(frozen=True)
class Issued:
    """What a campaign handed out."""

    today: int
    week: int
    redeemed: int
    reserved: Decimal


def triggers_of(store_id: int) -> Sequence[Trigger]:
    """List a store's triggers in the merchant's order."""
    kept = select(Trigger).where(Trigger.store_id == store_id, Trigger.deleted_at.is_(None))
    return db.session().scalars(kept.order_by(Trigger.position, Trigger.id)).all()


def trigger(store_id: int, public_id: str) -> Trigger:
    """Return one of the store's triggers. :raises NotFound: if it has none of that name."""
    named = select(Trigger).where(Trigger.store_id == store_id, Trigger.public_id == public_id)
    found = db.session().scalar(named.where(Trigger.deleted_at.is_(None)))
    if found is None:
        raise NotFound("There is no such trigger.")
    return found


def campaigns_of(store_id: int) -> Sequence[Campaign]:
    """List a store's campaigns, oldest first."""
    kept = select(Campaign).where(Campaign.store_id == store_id, Campaign.deleted_at.is_(None))
    return db.session().scalars(kept.order_by(Campaign.id)).all()


def campaign(store_id: int, public_id: str) -> Campaign:
    """Return one of the store's campaigns. :raises NotFound: if it has none of that name."""
    named = select(Campaign).where(Campaign.store_id == store_id, Campaign.public_id == public_id)
    found = db.session().scalar(named.where(Campaign.deleted_at.is_(None)))
    if found is None:
        raise NotFound("There is no such campaign.")
    return found


def unconfirmed(store_ids: Sequence[int]) -> int:
    """Count the campaigns of these stores that wait for the merchant's word."""
    waiting = select(func.count()).select_from(Campaign).where(Campaign.store_id.in_(store_ids))
    return int(db.session().scalar(waiting.where(Campaign.confirmed_at.is_(None), Campaign.deleted_at.is_(None))) or 0)


def cart(store_id: int, token: str) -> Cart | None:
    """Return a cart as the store last told it."""
    return db.session().scalar(select(Cart).where(Cart.store_id == store_id, Cart.token == token))


def firing(store_id: int, public_id: str) -> Firing:
    """Return one of the store's firings. :raises NotFound: if it has none of that name."""
    found = db.session().scalar(select(Firing).where(Firing.store_id == store_id, Firing.public_id == public_id))
    if found is None:
        raise NotFound("This offer is not known here.")
    return found


def of_visit(store_id: int, visit: str) -> Firing | None:
    """Return what was said first in a visit."""
    return db.session().scalar(select(Firing).where(Firing.store_id == store_id, Firing.visit == visit))


def coupon_by_id(coupon_id: int) -> Coupon:
    """Return a coupon by its row id, as events carry it."""
    return db.session().get_one(Coupon, coupon_id)


def coupons_of(conversation_id: int) -> Sequence[Coupon]:
    """List the coupons of a conversation, newest first."""
    given = select(Coupon).where(Coupon.conversation_id == conversation_id)
    return db.session().scalars(given.order_by(Coupon.id.desc())).all()


def bounds(campaign: Campaign) -> Bounds:
    """Return what a campaign allows."""
    return Bounds(
        percent=campaign.percent,
        confirmed=campaign.confirmed_at is not None,
        stopped=campaign.stopped_at is not None or campaign.deleted_at is not None,
        ends_at=campaign.ends_at,
        max_per_order=campaign.max_per_order,
        budget=campaign.budget,
        codes_a_day=campaign.codes_a_day,
    )


def spent(campaign: Campaign, *, address_hash: str | None) -> Spent:
    """Count what a campaign has handed out, and how much of it to one address."""
    today = clock.now() - rules.DAY
    mine = (Coupon.campaign_id == campaign.id, Coupon.failed_at.is_(None), Coupon.reserved_at > today)
    near = select(func.count()).select_from(Coupon).join(Firing, Firing.id == Coupon.firing_id)
    to_address = near.where(
        Coupon.store_id == campaign.store_id,
        Coupon.failed_at.is_(None),
        Coupon.reserved_at > today,
        Firing.address_hash == address_hash,
    )
    return Spent(
        codes_today=_count(*mine),
        address_today=int(db.session().scalar(to_address) or 0) if address_hash else 0,
        reserved_this_week=_reserved(campaign.id, clock.now() - rules.WEEK),
    )


def issued(campaign: Campaign) -> Issued:
    """Count what a campaign handed out, for the merchant."""
    mine = (Coupon.campaign_id == campaign.id, Coupon.failed_at.is_(None))
    now = clock.now()
    return Issued(
        today=_count(*mine, Coupon.reserved_at > now - rules.DAY),
        week=_count(*mine, Coupon.reserved_at > now - rules.WEEK),
        redeemed=_count(*mine, Coupon.used_at.is_not(None)),
        reserved=_reserved(campaign.id, now - rules.WEEK),
    )


def week(trigger: Trigger) -> Week:
    """Count what a trigger did in the last seven days."""
    since = clock.now() - timedelta(days=7)
    fired = select(func.count(), func.count(Firing.taken_at)).where(
        Firing.trigger_id == trigger.id, Firing.fired_at > since
    )
    count, taken = db.session().execute(fired).one()
    cost = select(func.coalesce(func.sum(Coupon.reserved), 0)).join(Firing, Firing.id == Coupon.firing_id)
    held = cost.where(Firing.trigger_id == trigger.id, Coupon.reserved_at > since, *_HELD)
    return Week(count, taken, Decimal(db.session().scalar(held) or 0))


_HELD = (Coupon.failed_at.is_(None), Coupon.released_at.is_(None))


def _count(*which: ColumnElement[bool]) -> int:
    return int(db.session().scalar(select(func.count()).select_from(Coupon).where(*which)) or 0)


def _reserved(campaign_id: int, since: datetime) -> Decimal:
    total: Any = select(func.coalesce(func.sum(Coupon.reserved), 0))
    held = total.where(Coupon.campaign_id == campaign_id, Coupon.reserved_at > since, *_HELD)
    return Decimal(db.session().scalar(held) or 0)
