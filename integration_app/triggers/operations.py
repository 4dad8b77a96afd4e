"""The widget speaks first: once a visit, in the shopper's language, and never in his night."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from integration_app import conversations, stores
from integration_app.conversations.models import Conversation
from integration_app.kit import clock, crypto, db, events, limits
from integration_app.kit.errors import Refusal
from integration_app.stores.models import Store
from integration_app.triggers import queries, rules, texts
from integration_app.triggers.models import Campaign, Firing, Trigger


class NotNow(Refusal):
    """The widget has spoken in this visit, or this is not the time."""

    code, status = "not_now", 409


@dataclass(frozen=True)
class CartSeen:
    """What the page knows of the cart."""

    token: str | None
    items: int
    total: Decimal | None
    currency: str | None


@dataclass(frozen=True)
class Visitor:
    """Who is spoken to, and where."""

    visit: str
    page: str
    zone: str
    locale: str
    cart: CartSeen | None = None
    address: str = ""
    user_agent: str = ""


@dataclass(frozen=True)
class Fired:
    """A trigger that spoke. The secret opens its conversation, and is told once, to who opened it."""

    firing: Firing
    conversation: Conversation
    secret: str | None


def fire(store: Store, trigger_id: str, visitor: Visitor, *, conversation: Conversation | None = None) -> Fired:
    """Have a trigger speak to a visitor, in his conversation or a new one; the same visit and trigger give the same.

    :raises NotFound: for a trigger that is not the store's. :raises NotNow: in the night, twice in a visit, asleep.
    """
    trigger = queries.trigger(store.id, trigger_id)
    db.lock("visit", store.id, visitor.visit)
    earlier = queries.of_visit(store.id, visitor.visit)
    if earlier is not None and earlier.trigger_id == trigger.id and earlier.conversation_id is not None:
        return Fired(earlier, conversations.by_id(earlier.conversation_id), None)
    campaign = campaign_of(trigger)
    if earlier is not None or _sleeps(trigger, campaign) or _disturbs(store, trigger, visitor):
        raise NotNow
    secret = None
    if conversation is None:
        opened = _open(store, visitor)
        conversation, secret = opened.conversation, opened.secret
    firing = _note(store, trigger, campaign, visitor, conversation)
    _speak(trigger, campaign, firing, conversation)
    events.record(
        "trigger.fired",
        workspace=store.workspace_id,
        store=store.id,
        actor="bot",
        firing=firing.id,
        trigger=trigger.id,
        conversation=conversation.id,
    )
    return Fired(firing, conversation, secret)


def dismiss(store: Store, firing_id: str) -> None:
    """Note that the visitor does not want it. :raises NotFound: if nothing of that name was said."""
    firing = queries.firing(store.id, firing_id)
    firing.dismissed_at = firing.dismissed_at or clock.now()


def campaign_of(trigger: Trigger) -> Campaign | None:
    """Return the campaign whose coupon a trigger offers."""
    return db.session().get(Campaign, trigger.campaign_id) if trigger.campaign_id else None


def _sleeps(trigger: Trigger, campaign: Campaign | None) -> bool:
    """A trigger with a coupon that the merchant has not confirmed says nothing yet."""
    return not trigger.live or (campaign is not None and campaign.confirmed_at is None)


def _disturbs(store: Store, trigger: Trigger, visitor: Visitor) -> bool:
    night = stores.chosen(store).night
    hour = rules.local_hour(clock.now(), visitor.zone)
    return not trigger.night and rules.is_night(hour, start=night.start, end=night.end)


def _open(store: Store, visitor: Visitor) -> conversations.Opened:
    cart_token = visitor.cart.token if visitor.cart else None
    return conversations.open(
        store,
        locale=visitor.locale,
        zone=visitor.zone,
        page=visitor.page,
        cart_token=cart_token,
        address=visitor.address,
        user_agent=visitor.user_agent,
    )


def _note(
    store: Store, trigger: Trigger, campaign: Campaign | None, visitor: Visitor, conversation: Conversation
) -> Firing:
    cart = visitor.cart
    running = campaign is not None and rules.is_running(queries.bounds(campaign), clock.now())
    firing = Firing(
        store_id=store.id,
        trigger_id=trigger.id,
        visit=visitor.visit,
        address_hash=_address_hash(visitor.address) if visitor.address else None,
        conversation_id=conversation.id,
        page=visitor.page[:2000],
        cart_token=cart.token if cart else None,
        cart_items=cart.items if cart else None,
        cart_total=cart.total if cart and cart.currency == store.currency else None,
        with_coupon=running and not (cart is not None and cart.items == 0),
        fired_at=clock.now(),
    )
    db.session().add(firing)
    db.session().flush()
    return firing


def _address_hash(address: str) -> str:
    return crypto.lookup_hash("coupon.address", limits.network(address))


def _speak(trigger: Trigger, campaign: Campaign | None, firing: Firing, conversation: Conversation) -> None:
    said = worded(trigger, campaign, conversation.locale)
    text = said["text"] if firing.with_coupon else said["empty_text"]
    choices: list[dict[str, Any]] = []
    if firing.with_coupon:
        choices = [{"label": said["take"], "act": {"type": "coupon", "firing": firing.public_id}}]
    conversations.send(
        conversation,
        author=conversations.BOT,
        text=text,
        choices=choices,
        locale=conversation.locale,
        client_id=f"firing:{firing.public_id}",
    )


def worded(trigger: Trigger, campaign: Campaign | None, locale: str, *, product: str | None = None) -> dict[str, str]:
    """Return a trigger's texts in a language, filled in."""
    values = {
        "percent": texts.percent(campaign.percent, locale) if campaign else "",
        "product": product or texts.say("this_product", locale),
    }
    said = texts.chosen(trigger.kind, trigger.texts, locale)
    if campaign is None and trigger.texts.get(locale, {}).get("text") is None:
        said["text"] = said["empty_text"]
    return {key: _filled(text, values) for key, text in said.items()}


def _filled(text: str, values: dict[str, str]) -> str:
    """Fill in by hand: the merchant's own braces are no format of ours."""
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    return text
