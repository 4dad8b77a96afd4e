"""News of an order for the chats of those who proved it."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from sqlalchemy import or_, select

from integration_app import conversations, orders, routing, stores
from integration_app.assistant import acts, cards, gather, handing, memory, order_facts, people
from integration_app.assistant.answers import money_back
from integration_app.assistant.answers.orders import explain
from integration_app.assistant.facts import OrderFacts, OrderState, Reader
from integration_app.conversations.models import Conversation
from integration_app.kit import clock, db
from integration_app.orders import action_queries
from integration_app.shoppers import Strength
from integration_app.shoppers.models import Proof

LISTENS = timedelta(days=30)
"""How long after a proof its chat gets news; once the proof has lapsed they stay masked until it is renewed."""


_NEEDS_PERSON = frozenset({OrderState.LOST, OrderState.RETURNING})
"""What a colleague has to settle, as the news says."""

_SAYS_MONEY = frozenset({OrderState.CANCELLED, OrderState.REFUNDED})
"""What tells of the money by itself."""


def listeners(store_id: int, order_id: int) -> list[Conversation]:
    """List the open chats in which somebody proved an order, or is signed in as who placed it.

    And those in which our people did something to it: there it comes masked as long as nothing is proved.
    """
    order = orders.by_id(order_id)
    his = Proof.order_id == order_id
    if order.shopper_id is not None:
        his = or_(his, Proof.shopper_id == order.shopper_id)
    proved = select(Proof.conversation_id).where(
        Proof.store_id == store_id, his, Proof.proved_at > clock.now() - LISTENS
    )
    acted = action_queries.conversations_acted_in(store_id, order_id, since=clock.now() - LISTENS)
    open_ones = select(Conversation).where(
        Conversation.store_id == store_id,
        or_(Conversation.id.in_(proved), Conversation.id.in_(acted)),
        Conversation.holder != "closed",
        Conversation.forgotten_at.is_(None),
    )
    return list(db.session().scalars(open_ones.order_by(Conversation.id)))


def tell(conversation: Conversation, order_id: int, *, refund: bool = False) -> None:
    """Say where the order is now, or which money went back, in the shopper's language and clock; each once a chat."""
    store = stores.by_id(conversation.store_id)
    it = order_facts.of(store, orders.full_order(order_id), Strength.PAIR)
    if refund and action_queries.refunds_a_return(store.id, order_id, _newest(it), conversation_id=conversation.id):
        return  # told with the return
    remembered = memory.load(conversations.memory(conversation))
    facts = gather.facts(conversation, gather.silence(conversation), remembered, device=None)
    talk = acts.talk_of(replace(facts, orders=(it,)))
    money = money_back.refunded(talk, it) if refund and it.state not in _SAYS_MONEY else None
    posted = conversations.send(
        conversation,
        author=conversations.BOT,
        text=money or explain(talk, it),
        cards=[cards.order(talk, it)],
        locale=talk.locale,
        about_order=it.id,
        client_id=f"news:{it.id}:money:{len(it.refunds)}" if money else _once(it),
    )
    if posted.new and it.state in _NEEDS_PERSON:
        team = Reader(locale=store.locale, zone=store.timezone)
        known = people.summary(talk)
        told = handing.summary_for(known, people.NEEDS_PERSON, talk.facts, team)
        routing.hand_over(conversation, reason=people.NEEDS_PERSON, summary=told, tier="B")


def _newest(it: OrderFacts) -> Decimal:
    return max(it.refunds, key=lambda refund: refund.at).amount.amount if it.refunds else Decimal(0)


def _once(it: OrderFacts) -> str:
    """Name a piece of news so that it is told once: the state, and how many parcels are that far."""
    there = sum(parcel.state is it.state for parcel in it.parcels)
    return f"news:{it.id}:{it.state.value}:{there}"
