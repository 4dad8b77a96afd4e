"""What follows in the assistant: answers to shoppers, news of their orders, and mail about their returns."""

from integration_app import conversations, orders, stores, tickets
from integration_app.assistant import (
    action_news,
    cards,
    gather,
    mails,
    memory,
    news,
    replying,
    return_facts,
    return_news,
    starters,
)
from integration_app.assistant import rescue as unanswered
from integration_app.assistant.phrases import say
from integration_app.conversations import view
from integration_app.conversations.models import Conversation
from integration_app.kit import db, events
from integration_app.kit.events import Event
from integration_app.orders.action_queries import action_by_id

ROUNDS = 6
"""How often an answer starts again because the shopper goes on writing."""


class StillWriting(Exception):
    """The shopper wrote faster than could be answered; the answer is tried again."""


def answer(event: Event) -> None:
    """Answer everything that a shopper wrote since the last answer, with one reply or by handing over.

    Runs at least once for each message; whatever kills it, the next run goes on from the rows. :raises
    StillWriting: if new messages kept coming.
    """
    _answer(event["conversation"])


def _answer(conversation: int) -> None:
    if not replying.take(conversation):
        return
    covered = False
    try:
        covered = any(replying.one_round(conversation) for _ in range(ROUNDS))
    finally:
        if not covered:
            replying.let_go(conversation)
    if not covered:
        raise StillWriting


def rescue() -> int:
    """Give to people what the bot failed to answer, one unit each. For the clock."""
    with db.unit(read_only=True):
        waiting = unanswered.owed()
    for conversation in waiting:
        with db.unit():
            unanswered.hand_over(conversation)
    return len(waiting)


def help_out() -> int:
    """Tell what is surely known where an agent has become late, without taking the case. For the clock."""
    with db.unit(read_only=True):
        waiting = unanswered.held_up()
    for conversation in waiting:
        _answer(conversation)
    return len(waiting)


def tell_about_order(event: Event) -> None:
    """Bring news of an order into the open chats of who proved it, each state once."""
    with db.unit():
        for conversation in news.listeners(event.store or 0, event["order"]):
            news.tell(conversation, event["order"], refund=event.kind == "order.refunded")
        events.settle()


def tell_about_action(event: Event) -> None:
    """Tell the buyer what our people did to his order in the store."""
    with db.unit():
        action = action_by_id(event["action"])
        action_news.tell(action, orders.by_id(action.order_id), stores.by_id(action.store_id))
        events.settle()


def confirm_return(event: Event) -> None:
    """Confirm a return that was asked for, by mail to the order's own address."""
    _tell_about_return(event, mails.confirm_return)


def tell_return_decided(event: Event) -> None:
    """Tell what was decided on a return: to the order's own address, and in the chat where it was asked for."""
    _tell_about_return(event, mails.tell_decision, return_news.tell)


def _tell_about_return(event: Event, mail: mails.ReturnMail, chat: mails.ReturnMail | None = None) -> None:
    with db.unit():
        events.settle()
        asked = tickets.return_by_id(event["return"])
        order, store = orders.by_id(asked.order_id), stores.by_id(asked.store_id)
        promised = stores.chosen(store).assistant.return_rules
        told = return_facts.of(asked, order.number, order.public_id, promised)
        facts = gather.facts_of_order(order, store, asked.conversation_id)
        if order.email:
            mail(order, store, asked, told, facts)
        if chat:
            chat(order, store, asked, told, facts)


def tell_who_joined(event: Event) -> None:
    """Say in one quiet line which person has the chat now."""
    with db.unit():
        conversation = conversations.by_id(event["conversation"])
        name = view.first_name(stores.agent_by_id(event["agent"]).name)
        _quiet_line(conversation, event, "joined", say(conversation.locale, "person.joined", name=name))
        events.settle()


def take_back(event: Event) -> None:
    """Say in one quiet line that the bot answers again, and begin with a clear head."""
    with db.unit():
        conversation = conversations.by_id(event["conversation"])
        _quiet_line(conversation, event, "returned", say(conversation.locale, "person.returned"))
        remembered = memory.given_back(memory.load(conversations.memory(conversation)))
        conversations.remember(conversation, memory.dump(remembered))
        events.settle()


def _quiet_line(conversation: Conversation, event: Event, state: str, text: str) -> None:
    conversations.send(
        conversation,
        author=conversations.SYSTEM,
        text=text,
        cards=[cards.handover(state, text)],
        locale=conversation.locale,
        client_id=f"{event.kind}:{event.id}",
    )


def add_starters(event: Event) -> None:
    """Give a new store articles to begin with, as drafts."""
    with db.unit():
        starters.add_starter_articles(stores.by_id(event.store or 0), live=False)
        events.settle()
