"""A stock of codes for each running campaign, so that no shopper waits for the store.

Filled by a worker, emptied one by one by compare-and-set, taken back when a campaign changes or a code ends unused.
"""

import secrets
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import ColumnElement, delete, func, or_, select, update

from integration_app.kit import clock, db, events
from integration_app.platforms.protocol import CodeCampaign, IssuedCoupon, MadeCodes
from integration_app.stores import queries as stores
from integration_app.stores.models import Store
from integration_app.triggers import queries, rules
from integration_app.triggers.code_models import ReadyCode
from integration_app.triggers.models import Campaign, Coupon

KEPT_READY, REFILL_BELOW = 25, 10
ASK_AGAIN = timedelta(minutes=10)
"""After so long a batch that the store has not answered is asked for anew; the same codes, so none is made twice."""
BLOCKED = timedelta(hours=6)
"""How long a store that makes no codes ahead is left alone."""
AT_ONCE = 100
ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Without what looks alike; ten of them are 8 · 10^14 codes."""


def take(campaign: Campaign, coupon: Coupon) -> IssuedCoupon | None:
    """Give a ready code to a coupon; None where there is none. No code goes to two: whoever sets it first has it."""
    free = select(ReadyCode).where(ReadyCode.campaign_id == campaign.id, *_READY).order_by(ReadyCode.id).limit(1)
    while (row := db.session().scalars(free.with_for_update(skip_locked=True)).first()) is not None:
        mine = update(ReadyCode).where(ReadyCode.id == row.id, *_READY).values(coupon_id=coupon.id)
        if db.connection().execute(mine).rowcount == 1:
            return _issued(row)
        db.session().expire(row)
    return None


def ready(campaign: Campaign) -> int:
    """Count the codes that can be handed out at once."""
    return _count(campaign.id, *_READY)


def plan(limit: int = 20) -> int:
    """Ask for codes where a running campaign has too few, inside the open unit; return for how many campaigns."""
    now = clock.now()
    awake = or_(Campaign.codes_blocked_until.is_(None), Campaign.codes_blocked_until < now)
    installed = select(Store.id).where(Store.uninstalled_at.is_(None))
    running = select(Campaign).where(
        Campaign.store_id.in_(installed),
        Campaign.confirmed_at.is_not(None),
        Campaign.stopped_at.is_(None),
        Campaign.deleted_at.is_(None),
        awake,
    )
    few = func.coalesce(_counted(ReadyCode.withdrawn_at.is_(None), ReadyCode.coupon_id.is_(None)), 0) < REFILL_BELOW
    late = func.coalesce(_counted(*_PENDING, ReadyCode.planned_at < now - ASK_AGAIN), 0) > 0
    low = running.where(or_(few, late)).order_by(Campaign.id).limit(limit).execution_options(every_store=True)
    found = [one for one in db.session().scalars(low) if rules.is_running(queries.bounds(one), now)]
    for campaign in found:
        _plan(campaign)
    return len(found)


def wanted(campaign: Campaign) -> tuple[CodeCampaign, tuple[str, ...]]:
    """Return a campaign as the store shall know it, and the codes that it has not confirmed."""
    codes = db.session().scalars(
        select(ReadyCode.code).where(ReadyCode.campaign_id == campaign.id, *_PENDING).order_by(ReadyCode.id)
    )
    terms = CodeCampaign(_key(campaign), campaign.name, campaign.percent, campaign.ends_at, campaign.codes_external_id)
    return terms, tuple(codes)


def add(campaign: Campaign, asked: CodeCampaign, told: MadeCodes) -> None:
    """Write down the codes that the store made; what was withdrawn meanwhile is taken back."""
    if asked.key == _key(campaign):
        campaign.codes_external_id, campaign.codes_problem = told.campaign_id, None
    withdrawn = False
    for made in told.codes:
        mine = (ReadyCode.campaign_id == campaign.id, ReadyCode.code == made.code)
        values = {"made_at": clock.now(), "apply_url": made.apply_url, "external_id": made.external_id}
        written = update(ReadyCode).where(*mine).values(**values).returning(ReadyCode.withdrawn_at)
        withdrawn |= db.connection().execute(written).scalar() is not None
    if withdrawn:
        _want_ended(stores.by_id(campaign.store_id))


def give_up(campaign: Campaign, words: str) -> None:
    """Note that the store makes no codes ahead; one is made when a shopper asks, as without a stock."""
    db.connection().execute(delete(ReadyCode).where(ReadyCode.campaign_id == campaign.id, *_PENDING))
    campaign.codes_blocked_until, campaign.codes_problem = clock.now() + BLOCKED, words[:500] or None


def withdraw(campaign: Campaign) -> None:
    """Take back what nobody has: the campaign is over, or its terms are others now."""
    mine = (ReadyCode.campaign_id == campaign.id, ReadyCode.coupon_id.is_(None), ReadyCode.withdrawn_at.is_(None))
    db.connection().execute(update(ReadyCode).where(*mine).values(withdrawn_at=clock.now()))
    campaign.codes_external_id = campaign.codes_blocked_until = campaign.codes_problem = None
    _want_ended(stores.by_id(campaign.store_id))


def withdraw_expired() -> int:
    """Take back codes that ended unused, and those of campaigns that are over; return of how many stores."""
    now = clock.now()
    unused = select(Coupon.id).where(Coupon.ends_at < now, Coupon.used_at.is_(None))
    over = select(Campaign.id).where(Campaign.ends_at < now)
    free = (ReadyCode.coupon_id.is_(None), ReadyCode.campaign_id.in_(over))
    ended = update(ReadyCode).where(
        ReadyCode.withdrawn_at.is_(None), or_(ReadyCode.coupon_id.in_(unused), free[0] & free[1])
    )
    touched = ended.values(withdrawn_at=now).returning(ReadyCode.store_id)
    found = set(db.connection().execute(touched, execution_options={"every_store": True}).scalars())
    for store in sorted(found):
        _want_ended(stores.by_id(store))
    return len(found)


def to_end(store_id: int) -> Sequence[ReadyCode]:
    """List codes that the store has and shall not have any more."""
    over = select(ReadyCode).where(ReadyCode.store_id == store_id, ReadyCode.withdrawn_at.is_not(None))
    kept = over.where(ReadyCode.ended_at.is_(None), ReadyCode.made_at.is_not(None))
    return db.session().scalars(kept.order_by(ReadyCode.id).limit(AT_ONCE)).all()


def end(rows: Sequence[ReadyCode]) -> None:
    """Note that the store has taken codes back."""
    ids = [row.id for row in rows]
    db.connection().execute(update(ReadyCode).where(ReadyCode.id.in_(ids)).values(ended_at=clock.now()))


def lose(store_id: int, external_id: str) -> None:
    """Note that a code was deleted in the store before anybody had it."""
    gone = (ReadyCode.store_id == store_id, ReadyCode.external_id == external_id, ReadyCode.coupon_id.is_(None))
    now = clock.now()
    db.connection().execute(update(ReadyCode).where(*gone).values(withdrawn_at=now, ended_at=now))


def of_coupon(coupon: Coupon) -> ReadyCode | None:
    """Return the ready code that a coupon took."""
    return db.session().scalar(select(ReadyCode).where(ReadyCode.coupon_id == coupon.id))


def note_bound(row: ReadyCode) -> None:
    """Note that the store knows whose a code is, or will never."""
    db.connection().execute(update(ReadyCode).where(ReadyCode.id == row.id).values(bound_at=clock.now()))


def as_issued(rows: Sequence[ReadyCode]) -> tuple[IssuedCoupon, ...]:
    """Return codes as the platform knows them."""
    return tuple(_issued(row) for row in rows)


_UNTAKEN = (ReadyCode.coupon_id.is_(None), ReadyCode.withdrawn_at.is_(None))
_READY = (ReadyCode.made_at.is_not(None), *_UNTAKEN)
_PENDING = (ReadyCode.made_at.is_(None), *_UNTAKEN)


def _key(campaign: Campaign) -> str:
    return rules.codes_key(campaign.public_id, campaign.percent, campaign.ends_at)


def _plan(campaign: Campaign) -> None:
    now = clock.now()
    mine = (ReadyCode.campaign_id == campaign.id, *_PENDING)
    db.connection().execute(update(ReadyCode).where(*mine).values(planned_at=now))
    store = stores.by_id(campaign.store_id)
    for _ in range(KEPT_READY - _count(campaign.id, *_UNTAKEN)):
        code = f"{rules.code_prefix(store.name)}-{''.join(secrets.choice(ALPHABET) for _ in range(10))}"
        db.session().add(ReadyCode(store_id=store.id, campaign_id=campaign.id, code=code, planned_at=now))
    db.session().flush()
    ids = {"workspace": store.workspace_id, "store": store.id, "campaign": campaign.id}
    events.record("codes.wanted", actor="system", **ids)


def _want_ended(store: Store) -> None:
    events.record("codes.withdrawn", workspace=store.workspace_id, store=store.id)


def _issued(row: ReadyCode) -> IssuedCoupon:
    return IssuedCoupon(row.code, row.apply_url or "", row.external_id)


def _count(campaign_id: int, *which: ColumnElement[bool]) -> int:
    counted = select(func.count()).select_from(ReadyCode).where(ReadyCode.campaign_id == campaign_id, *which)
    return int(db.session().scalar(counted) or 0)


def _counted(*which: ColumnElement[bool]) -> ColumnElement[int]:
    counted = select(func.count()).select_from(ReadyCode)
    return counted.where(ReadyCode.campaign_id == Campaign.id, *which).correlate(Campaign).scalar_subquery()
