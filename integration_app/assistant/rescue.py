"""Chats in which the bot owes an answer that never came: something failed for good, and a person must see it."""

from datetime import timedelta

from sqlalchemy import select

from integration_app import conversations, routing, stores
from integration_app.assistant import acts, gather, handing, memory, people
from integration_app.assistant.facts import Reader
from integration_app.conversations.models import Conversation
from integration_app.kit import clock, db
from integration_app.stores.models import Store

OVERDUE = timedelta(minutes=10)
"""Longer than any retry that may still succeed while the workers run."""

JUST = timedelta(minutes=2)
"""Two turns of the clock: a late answer is tried about twice, not for ever."""

FORGOTTEN = timedelta(days=2)
FAILED = "no_answer"
MOST = 100


def owed() -> list[int]:
    """List conversations of installed stores whose last words found no answer for too long."""
    now = clock.now()
    installed = select(Store.id).where(Store.uninstalled_at.is_(None))
    waiting = (
        select(Conversation.id)
        .where(Conversation.store_id.in_(installed), Conversation.holder == "bot")
        .where(Conversation.shopper_seq > Conversation.answered_seq)
        .where(Conversation.last_message_at.between(now - FORGOTTEN, now - OVERDUE))
        .order_by(Conversation.last_message_at)
        .limit(MOST)
    )
    return list(db.session().scalars(waiting))


def held_up() -> list[int]:
    """List conversations whose agent just became late with an answer: what is surely known can be told meanwhile."""
    now = clock.now()
    installed = select(Store.id).where(Store.uninstalled_at.is_(None))
    late = (
        select(Conversation.id)
        .where(Conversation.store_id.in_(installed), Conversation.holder == "agent")
        .where(Conversation.shopper_seq > Conversation.answered_seq)
        .where(Conversation.due_at.between(now - JUST, now))
        .limit(MOST)
    )
    return list(db.session().scalars(late))


def hand_over(conversation_id: int) -> None:
    """Tell the shopper that a person looks at it, and put the chat into the queue."""
    conversation = conversations.by_id(conversation_id)
    if conversation.holder != "bot" or conversation.shopper_seq <= conversation.answered_seq:
        return
    store = stores.by_id(conversation.store_id)
    facts = gather.facts(
        conversation, gather.silence(conversation), memory.load(conversations.memory(conversation)), device=None
    )
    talk = acts.talk_of(facts)
    summary = people.summary(talk)
    reader = Reader(locale=store.locale, zone=store.timezone)
    told = handing.summary_for(summary, FAILED, facts, reader)
    routing.hand_over(conversation, reason=FAILED, summary=told, tier=routing.tier(summary.wants))
    conversations.send(
        conversation,
        author=conversations.BOT,
        text=talk.say("person.handed"),
        locale=talk.locale,
        answers_seq=conversation.shopper_seq,
    )
