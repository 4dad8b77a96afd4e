"""News of an order for the chats of those who proved it."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import or_, select

from integration_app import conversations, orders, routing, stores
from integration_app.assistant import acts, cards, gather, handing, memory, order_facts, people
from integration_app.assistant.answers.orders import explain
from integration_app.assistant.facts import OrderFacts, OrderState, Reader
from integration_app.conversations.models import Conversation
from integration_app.kit import clock, db
from integration_app.shoppers import Strength
from integration_app.shoppers.models import Proof

LISTENS = timedelta(days=30)
"""How long after a proof its chat gets news; once the proof has lapsed they stay masked until it is renewed."""


_NEEDS_PERSON = frozenset({OrderState.LOST, OrderState.RETURNING})
"""What a colleague has to settle, as the news says."""


def listeners(store_id: int, order_id: int) -> list[Conversation]:
    """List the open chats in which somebody proved an order, or is signed in as who placed it."""
    order = orders.by_id(order_id)
    his = Proof.order_id == order_id
    if order.shopper_id is not None:
        his = or_(his, Proof.shopper_id == order.shopper_id)
    proved = select(Proof.conversation_id).where(
        Proof.store_id == store_id, his, Proof.proved_at > clock.now() - LISTENS
    )
    open_ones = select(Conversation).where(
        Conversation.store_id == store_id,
        Conversation.id.in_(proved),
        Conversation.holder != "closed",
        Conversation.forgotten_at.is_(None),
    )
    return list(db.session().scalars(open_ones.order_by(Conversation.id)))


def tell(conversation: Conversation, order_id: int) -> None:
    """Say where the order is now, in the shopper's language and clock; each state is told once a chat."""
    store = stores.by_id(conversation.store_id)
    it = order_facts.of(store, orders.full_order(order_id), Strength.PAIR)
    remembered = memory.load(conversations.memory(conversation))
    facts = gather.facts(conversation, gather.silence(conversation), remembered, device=None)
    talk = acts.talk_of(replace(facts, orders=(it,)))
    posted = conversations.send(
        conversation,
        author=conversations.BOT,
        text=explain(talk, it),
        cards=[cards.order(talk, it)],
        locale=talk.locale,
        about_order=it.id,
        client_id=_once(it),
    )
    if posted.new and it.state in _NEEDS_PERSON:
        team = Reader(locale=store.locale, zone=store.timezone)
        known = people.summary(talk)
        told = handing.summary_for(known, people.NEEDS_PERSON, talk.facts, team)
        routing.hand_over(conversation, reason=people.NEEDS_PERSON, summary=told, tier="B")


def _once(it: OrderFacts) -> str:
    """Name a piece of news so that it is told once: the state, and how many parcels are that far."""
    there = sum(parcel.state is it.state for parcel in it.parcels)
    return f"news:{it.id}:{it.state.value}:{there}"
