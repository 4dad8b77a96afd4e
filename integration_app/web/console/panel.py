"""The panel beside a conversation: shopper, orders, cart and returns, with what is proved and what is claimed."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, cast

from integration_app import catalogue, orders, shoppers, stores, tickets, triggers
from integration_app.assistant import acts, cards, order_facts
from integration_app.assistant import facts as known
from integration_app.assistant.queries import proved
from integration_app.conversations.models import Conversation as Row
from integration_app.kit import clock
from integration_app.kit.text import web_address
from integration_app.orders import OrderView, action_queries
from integration_app.orders.action_models import OrderAction
from integration_app.orders.action_rules import UNDER_WAY
from integration_app.orders.rules import is_paid
from integration_app.shoppers import Strength
from integration_app.stores import Store, opening_times
from integration_app.tickets import Return
from integration_app.web import texts
from integration_app.web.console import around, doable, inbox
from integration_app.web.console.doable import Rights
from integration_app.web.console.shapes.parts import Money
from integration_app.web.console.shapes.inbox import (
    Cart,
    LookingAt,
    OrderFacts,
    OrderItem,
    ReturnFacts,
    ShopperFacts,
    Station,
    Tracking,
)

SHOWN = 5
_LISTED = 50
_STATES = {
    "requested": "requested",
    "unclear": "requested",
    "open": "approved",
    "declined": "refused",
    "received": "received",
}


@dataclass(frozen=True)
class Linked:
    """An order that belongs to the person: proved here, or only known or claimed to be his."""

    order: OrderView
    proved: bool


def orders_of(row: Row) -> list[Linked]:
    """List the person's orders, newest first: proved in the chat, of his customer record, of the e-mail he gave."""
    shown = proved(row)
    found = {one.public_id: one for one in _proved_rows(row, list(shown))}
    if row.shopper_id:
        people = shoppers.same_person(row.shopper_id, store_id=row.store_id)
        found |= {one.public_id: one for one in orders.of_shopper(row.store_id, people, limit=_LISTED)}
    if row.email:
        found |= {one.public_id: one for one in orders.of_email(row.store_id, row.email, limit=_LISTED)}
    views = orders.views(list(found.values()))
    newest = sorted(views, key=lambda view: view.placed_at or clock.now(), reverse=True)
    return [Linked(view, view.public_id in shown) for view in newest]


def _proved_rows(row: Row, public_ids: Sequence[str]) -> list[Any]:
    named = [orders.by_public_id(row.store_id, public_id) for public_id in public_ids]
    return [one for one in named if one is not None]


def shopper(row: Row, linked: Sequence[Linked]) -> ShopperFacts:
    """Return who writes."""
    person = shoppers.shopper(row.store_id, row.shopper_id) if row.shopper_id else None
    newest = linked[0].order if linked else None
    addresses = {one.order.email for one in linked if one.proved}
    return ShopperFacts(
        id=person.public_id if person else row.public_id,
        name=inbox.name_of(row),
        email=row.email,
        email_proved=row.email is not None and row.email in addresses,
        zone=row.zone,
        place=newest.shipping.city if newest else None,
        country=(person.country if person else None) or (newest.shipping.country if newest else None),
        locale=row.locale,
        value=_value(linked),
        order_count=len(linked),
        page=_page(row),
        online=around.is_online(row),
    )


def _value(linked: Sequence[Linked]) -> Money | None:
    """Add up what was paid and kept, in the newest order's currency."""
    paid = [one.order for one in linked if is_paid(one.order)]
    if not paid:
        return None
    currency = paid[0].currency
    total = sum((one.total - one.refunded for one in paid if one.currency == currency), Decimal(0))
    return Money(amount=total, currency=currency)


def _page(row: Row) -> LookingAt | None:
    if not row.page:
        return None
    return LookingAt(title=row.page_title or row.page, url=row.page, since=row.last_message_at or row.created_at)


def order(store: Store, linked: Linked, may: Rights) -> OrderFacts:
    """Return an order in the reader's language and the store's zone."""
    view = linked.order
    told = order_facts.of(store, view, Strength.CODE)
    reader = known.Reader(locale=texts.locale(), zone=str(opening_times.zone_of(store.timezone)))
    talk = acts.talk_of(known.Facts(now=clock.now(), reader=reader, store=known.StoreFacts(name=store.name)))
    card = cards.order(talk, told)
    return OrderFacts(
        id=view.public_id,
        number=view.number,
        state=card["state"],
        state_label=card["state_label"],
        tone=card["tone"],
        placed_at=told.placed_at,
        total=Money(amount=view.total, currency=view.currency),
        items=[_item(line, view.currency) for line in told.lines],
        stations=[Station(**station) for station in card["stations"]],
        tracking=_tracking(view),
        admin_url=_admin_url(store, view),
        proved=linked.proved,
        can=doable.can(store, view, may),
        actions=doable.open_ones(store, view, may),
    )


def _item(line: known.LineFacts, currency: str) -> OrderItem:
    price = line.price.amount if line.price else Decimal(0)
    return OrderItem(
        title=line.title,
        variant=line.variant or None,
        quantity=line.quantity,
        price=Money(amount=price, currency=currency),
        picture=line.picture,
    )


def _tracking(view: OrderView) -> list[Tracking]:
    numbers = [one for parcel in view.parcels if not parcel.cancelled for one in parcel.tracking]
    return [
        Tracking(company=one.company or "", number=one.number, url=web_address(one.url))
        for one in numbers
        if one.number
    ]


def _admin_url(store: Store, view: OrderView) -> str | None:
    if store.platform == "shopify":
        return f"https://{store.shop_domain}/admin/orders/{view.external_id}"
    if store.platform == "woocommerce":
        return f"{store.address}/wp-admin/post.php?post={view.external_id}&action=edit"
    return None


def cart(row: Row, store: Store) -> Cart | None:
    """Return what lies in the shopper's cart, where the store told it."""
    found = triggers.cart(store.id, row.cart_token) if row.cart_token else None
    if found is None or found.completed_at is not None or not found.items:
        return None
    currency = found.currency or store.currency
    pictures = catalogue.pictures(store.id, [str(line.get("product_id")) for line in found.lines])
    return Cart(
        items=[_line(line, currency, pictures.get(str(line.get("product_id")))) for line in found.lines],
        total=Money(amount=found.total or Decimal(0), currency=currency),
        seen_at=found.platform_updated_at or row.created_at,
    )


def returns(row: Row, store: Store, may: Rights) -> list[ReturnFacts]:
    """Return the returns that were asked for in this conversation."""
    return [a_return(one, store, may) for one in tickets.of_conversation(row.store_id, row.id)]


def a_return(asked: Return, store: Store, may: Rights) -> ReturnFacts:
    """Return one in the reader's language."""
    view = orders.full_order(asked.order_id)
    state = "refunded" if asked.refunded_at else _STATES.get(asked.state, "closed")
    products = {line.id: line.product_id or "" for line in view.lines}
    pictures = catalogue.pictures(store.id, list(products.values()))
    items = [_line(line, asked.currency, pictures.get(products.get(str(line["id"]), ""))) for line in asked.lines]
    refund = action_queries.refund_of(store.id, asked.id)
    kept_by_store = tickets.is_kept_by_store(asked, store)
    return ReturnFacts(
        id=asked.public_id,
        reference=asked.reference,
        order_number=view.number,
        state=cast(Any, state),
        state_label=texts.say(f"return.{state}"),
        reason=texts.say(f"reason.{asked.reason}", default=asked.reason),
        note=tickets.note_of(asked) or None,
        items=items,
        amount=Money(amount=asked.amount, currency=asked.currency),
        hint=_hint(store),
        decidable=state == "requested" and asked.decision is None,
        kept_by_store=kept_by_store,
        sending=asked.decision is not None,
        store_said=asked.store_said,
        steps=[] if kept_by_store else _steps(asked, may, refund),
        refund=doable.facts(refund, view.number, may) if refund else None,
    )


def _steps(asked: Return, may: Rights, refund: OrderAction | None) -> list[Literal["receive", "refund", "close"]]:
    """Say what comes next; money that is on its way is waited for."""
    if asked.state == "open":
        return ["receive"]
    if asked.state != "received" or (refund is not None and refund.state in UNDER_WAY):
        return []
    return ["refund", "close"] if "refund" in may.may else ["close"]


def _line(line: dict[str, Any], currency: str, picture: str | None) -> OrderItem:
    price = Money(amount=Decimal(str(line.get("price") or 0)), currency=currency)
    variant = str(line["variant"]) if line.get("variant") else None
    quantity = int(line["quantity"])
    return OrderItem(title=str(line["title"]), variant=variant, quantity=quantity, price=price, picture=picture)


def _hint(store: Store) -> str | None:
    """Say the store's rule in one line; nothing where it has not said."""
    rules = stores.chosen(store).assistant.return_rules
    if rules.window_days is None:
        return None
    condition, pays = texts.say(f"condition.{rules.condition}"), texts.say(f"pays.{rules.who_pays}")
    return texts.say("return.hint", days=rules.window_days, condition=condition, pays=pays)
