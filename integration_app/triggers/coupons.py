"""Coupons: reserved within their bounds, made by the store, told to the shopper, perhaps used, at last released."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select, update

from integration_app import conversations, stores
from integration_app.conversations.models import Conversation
from integration_app.kit import clock, db, events
from integration_app.kit.errors import Refusal
from integration_app.platforms.protocol import IssuedCoupon
from integration_app.triggers import queries, rules, stock, texts
from integration_app.triggers.models import Campaign, Coupon, Firing, Trigger
from integration_app.triggers.rules import Why


class NoCoupon(Refusal):
    """There is no coupon to be had."""

    code, status = "no_coupon", 409

    def __init__(self, why: Why) -> None:
        super().__init__(f"No coupon: {why}.")
        self.why = why

    def told(self, locale: str) -> str:
        """Say why in the shopper's language."""
        return texts.say(f"why.{self.why}", locale)


def take_coupon(conversation: Conversation, firing_id: str) -> Coupon:
    """Reserve a coupon for a shopper who took an offer, with a code from the stock; taken twice it is the same one.

    Where the stock is empty the store is asked for a code. The campaign's row is locked, so that limits and
    budget hold against others at the same moment.
    :raises NotFound: for an offer that was not made here. :raises NoCoupon: with the reason, where a bound is reached.
    """
    firing = queries.firing(conversation.store_id, firing_id)
    if firing.conversation_id != conversation.id:
        raise NoCoupon(Why.OVER)
    campaign = _locked(firing)
    known = _known(conversation, firing)
    if known is not None and known.failed_at is None:
        return known
    if campaign is None:
        raise NoCoupon(Why.OVER)
    items, total = _cart(firing)
    bounds, now = queries.bounds(campaign), clock.now()
    spent = queries.spent(campaign, address_hash=firing.address_hash)
    why = rules.refusal(bounds, spent, items=items, cart_total=total, now=now)
    if why is not None:
        raise NoCoupon(why)
    firing.taken_at = now
    coupon = known or Coupon(store_id=firing.store_id, firing_id=firing.id, conversation_id=conversation.id)
    _reserve(coupon, campaign, rules.to_reserve(bounds, total) or Decimal(0))
    made = stock.take(campaign, coupon)
    if made is not None:
        issue(coupon, made)
    return coupon


def has_code(conversation: Conversation, firing_id: str) -> bool:
    """Say whether an offer was taken and its code is out. :raises NotFound: for an offer that was not made here."""
    known = _known(conversation, queries.firing(conversation.store_id, firing_id))
    return known is not None and known.issued_at is not None


def issue(coupon: Coupon, made: IssuedCoupon) -> None:
    """Write down the code that the store made."""
    if coupon.issued_at is None:
        coupon.code, coupon.apply_url, coupon.external_id = made.code, made.apply_url, made.external_id
        coupon.issued_at = clock.now()
        _record("coupon.issued", coupon, "store")


def fail(coupon: Coupon) -> None:
    """Note that the store made no code; its part of the budget is free again."""
    if coupon.issued_at is None and coupon.failed_at is None:
        coupon.failed_at = clock.now()
        _record("coupon.failed", coupon, "store")


def use(store_id: int, codes: Sequence[str], *, order_id: int) -> None:
    """Note that an order was placed with these codes, where they are ours."""
    upper = [code.upper() for code in codes]
    ours = select(Coupon).where(Coupon.store_id == store_id, Coupon.used_at.is_(None))
    for coupon in db.session().scalars(ours.where(func.upper(Coupon.code).in_(upper))):
        coupon.used_at = clock.now()
        _record("coupon.used", coupon, "shopper", order=order_id)


def release_expired(limit: int = 100) -> int:
    """Free the budget of codes that ended unused, inside the open unit; return how many."""
    now = clock.now()
    over = (Coupon.ends_at < now, Coupon.used_at.is_(None), Coupon.released_at.is_(None))
    ended = select(Coupon.id).where(*over).limit(limit).scalar_subquery()
    free = update(Coupon).where(Coupon.id.in_(ended), Coupon.released_at.is_(None)).values(released_at=now)
    return db.connection().execute(free).rowcount


def card(coupon: Coupon, conversation: Conversation) -> dict[str, Any]:
    """Return the card of an issued code, in the shopper's language and clock."""
    locale = conversation.locale
    return {
        "type": "coupon",
        "code": coupon.code,
        "text": texts.say("card", locale, percent=texts.percent(coupon.percent, locale)),
        "ends": texts.until(coupon.ends_at, now=clock.now(), zone=conversation.zone, locale=locale),
        "ends_at": coupon.ends_at.isoformat().replace("+00:00", "Z"),
        "apply_url": coupon.apply_url,
        "apply_label": texts.say("apply", locale),
    }


def _known(conversation: Conversation, firing: Firing) -> Coupon | None:
    """Return the coupon of this offer, or one of this talk that still holds."""
    of_firing = db.session().scalar(select(Coupon).where(Coupon.firing_id == firing.id))
    if of_firing is not None:
        return of_firing
    now = clock.now()
    for coupon in queries.coupons_of(conversation.id):
        if coupon.failed_at is None and coupon.used_at is None and coupon.ends_at > now:
            return coupon
    return None


def _locked(firing: Firing) -> Campaign | None:
    offered = (
        select(Campaign)
        .join(Trigger, Trigger.campaign_id == Campaign.id)
        .where(Trigger.id == firing.trigger_id, Campaign.store_id == firing.store_id)
    )
    return db.session().scalar(offered.with_for_update(of=Campaign))


def _cart(firing: Firing) -> tuple[int | None, Decimal | None]:
    """Return items and total in the store's currency: by the store's own word where it told, else by the page's."""
    cart = queries.cart(firing.store_id, firing.cart_token) if firing.cart_token else None
    if cart is None:
        return firing.cart_items, firing.cart_total
    same_currency = cart.currency == stores.by_id(firing.store_id).currency
    return cart.items, cart.total if same_currency else None


def _reserve(coupon: Coupon, campaign: Campaign, reserved: Decimal) -> None:
    """Write a coupon down, or try again with one that the store could not make before."""
    now = clock.now()
    coupon.campaign_id, coupon.percent, coupon.reserved = campaign.id, campaign.percent, reserved
    coupon.reserved_at, coupon.failed_at = now, None
    coupon.ends_at = rules.ends_at(now, valid_hours=campaign.valid_hours, campaign_ends_at=campaign.ends_at)
    db.session().add(coupon)
    db.session().flush()
    _record("coupon.reserved", coupon, "shopper")


def hand_out(coupon: Coupon) -> None:
    """Give the shopper his code."""
    conversation = conversations.by_id(coupon.conversation_id or 0)
    _tell(conversation, coupon, texts.say("given", conversation.locale), cards=[card(coupon, conversation)])


def apologise(coupon: Coupon) -> None:
    """Tell the shopper that there is no code, and what he can do."""
    conversation = conversations.by_id(coupon.conversation_id or 0)
    _tell(conversation, coupon, texts.say("failed", conversation.locale), cards=[])


def _tell(conversation: Conversation, coupon: Coupon, text: str, *, cards: list[dict[str, Any]]) -> None:
    """Send once: the client id stands for this coupon, and for which try at it."""
    conversations.send(
        conversation,
        author=conversations.BOT,
        text=text,
        cards=cards,
        locale=conversation.locale,
        client_id=f"coupon:{coupon.public_id}:{coupon.reserved_at:%y%m%d%H%M%S%f}",
    )


def _record(kind: str, coupon: Coupon, actor: str, **ids: int) -> None:
    store = stores.by_id(coupon.store_id)
    named = {"conversation": coupon.conversation_id} if coupon.conversation_id else {}
    events.record(kind, workspace=store.workspace_id, store=store.id, actor=actor, coupon=coupon.id, **named, **ids)
