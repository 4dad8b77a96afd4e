"""Gather what is known before the assistant decides: queries in, plain facts out."""

from collections.abc import Sequence
from datetime import datetime

from integration_app import channels, conversations, orders, routing, stores
from integration_app.assistant import countries, order_facts, product_facts, queries, shipping_facts
from integration_app.assistant.facts import (
    ArticleHit,
    ConversationFacts,
    Facts,
    Holder,
    OrderFacts,
    Reader,
    ReturnRules,
    StoreFacts,
)
from integration_app.assistant.memory import Memory
from integration_app.assistant.understand import Understanding
from integration_app.conversations.models import Conversation
from integration_app.kit import clock
from integration_app.kit.languages import base
from integration_app.orders.models import Order
from integration_app.stores import hours, opening_times, terms
from integration_app.stores.models import Store

WORDS = 6
"""The shopper's last messages that go into a summary."""


def facts(conversation: Conversation, heard: Understanding, memory: Memory, *, device: str | None) -> Facts:
    """Gather everything that may matter for these words in this conversation, inside the open unit.

    ``device``: where the words were said; orders are open that were proved there (None: anywhere).
    """
    store = stores.by_id(conversation.store_id)
    now = clock.now()
    return Facts(
        now=now,
        reader=reader(conversation, heard),
        store=store_facts(store, now, heard.names()),
        conversation=_conversation(conversation, memory, now),
        orders=_orders(conversation, store, device),
        products=product_facts.asked_for(
            store, conversation, heard, memory.awaiting.product if memory.awaiting else None
        ),
        articles=_articles(store, heard),
        shipping=shipping_facts.of(store),
    )


def silence(conversation: Conversation) -> Understanding:
    """Return the understanding of nothing said, where the assistant speaks of itself."""
    return Understanding("", base(conversation.locale))


def facts_of_order(order: Order, store: Store, conversation_id: int | None) -> Facts:
    """Gather what a mail about an order may say: in its chat's language and clock, else in the order's own."""
    now = clock.now()
    conversation = conversations.by_id(conversation_id) if conversation_id else None
    locale = conversation.locale if conversation else order.locale or store.locale
    zone = conversation.zone if conversation else store.timezone
    return Facts(now=now, reader=Reader(locale, zone), store=store_facts(store, now, ("return",)))


def reader(conversation: Conversation, heard: Understanding) -> Reader:
    """Say who reads the answer: the conversation's locale where it is the language of the message."""
    same = not heard.language or base(conversation.locale) == base(heard.language)
    locale = conversation.locale if same else heard.language
    return Reader(locale=locale, zone=conversation.zone, country=countries.of_zone(conversation.zone))


def store_facts(store: Store, now: datetime, wants: Sequence[str]) -> StoreFacts:
    """Say who answers in the store now, by when, and what it promises on returns."""
    opening, said = opening_times.of(store), terms.terms(store.id)
    open_now = hours.open_now(opening, now)
    return StoreFacts(
        name=store.name,
        open_now=open_now,
        closes_at=hours.closes_at(opening, now),
        opens_at=None if open_now else hours.next_opening(opening, now),
        answer_by=routing.answer_by(routing.tier(wants), opening, now),
        can_send_mail=channels.email_ready(),
        returns=_return_rules(store),
        payment_methods=tuple(said.payment_methods or ()) if said else (),
        currencies=tuple(said.currencies or ()) if said else (),
    )


def _return_rules(store: Store) -> ReturnRules:
    said = stores.chosen(store).assistant.return_rules
    pays = {"store": False, "shopper": True, "store_if_faulty": True}[said.who_pays]
    return ReturnRules(
        days=said.window_days,
        unused_only=said.condition != "any",
        shopper_pays=pays if said.window_days else None,
        damaged_is_free=said.who_pays != "shopper",
        refund_days=said.refund_days,
        decides_within_hours=said.decides_within_hours,
    )


def _conversation(conversation: Conversation, memory: Memory, now: datetime) -> ConversationFacts:
    before = conversations.thread(conversation, after=max(0, conversation.answered_seq - 4 * WORDS))
    said = [t.body.text for t in before if t.author == conversations.SHOPPER and t.body.text and not t.body.act]
    window_says_it = conversation.channel == "web"  # the chat's window stands open with notice and greeting
    return ConversationFacts(
        holder=Holder(conversation.holder),
        agent_present=routing.is_here(conversation.agent_id),
        agent_late=routing.is_late(conversation.due_at, conversation.waiting_since, now),
        said_bot=memory.said_bot or window_says_it,
        greeted=memory.greeted or window_says_it,
        not_understood=memory.not_understood,
        awaiting=memory.awaiting,
        about_order=memory.about_order,
        words=tuple(said)[-WORDS:],
        tried=memory.tried,
        shopper_name=conversation.name,
        email=conversation.email,
        offline_sent=memory.offline_sent,
        person_declined=memory.person_declined,
    )


def _orders(conversation: Conversation, store: Store, device: str | None) -> tuple[OrderFacts, ...]:
    proved = queries.open_orders(conversation, device=device)
    views = orders.views([row for row, _ in proved])
    return tuple(order_facts.of(store, view, strength) for view, (_, strength) in zip(views, proved, strict=True))


def _articles(store: Store, heard: Understanding) -> tuple[ArticleHit, ...]:
    if not heard.text.strip():
        return ()
    return queries.index(store.id, heard.language).search(heard.text, wishes=heard.names())
