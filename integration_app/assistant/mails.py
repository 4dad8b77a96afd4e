"""The assistant's mails to shoppers, filled in their language and clock."""

from collections.abc import Callable

from integration_app import tickets
from integration_app.assistant import acts, dates
from integration_app.assistant.answers import money_back
from integration_app.assistant.facts import Facts, ReturnFacts
from integration_app.conversations import outgoing
from integration_app.conversations.models import Conversation
from integration_app.orders.models import Order
from integration_app.stores.models import Store
from integration_app.tickets.models import Return

ReturnMail = Callable[[Order, Store, Return, ReturnFacts, Facts], None]
"""Writes one mail about a return to the order's own address."""


def confirm_request(conversation: Conversation, store: Store, facts: Facts, words: str) -> None:
    """Confirm a request that was left: in the shopper's words, with what is known and when somebody answers."""
    talk = acts.talk_of(facts)
    by, known = facts.store.answer_by, acts.known_for_mail(facts)
    outgoing.want(
        outgoing.REQUEST,
        workspace=store.workspace_id,
        store=store.id,
        to=conversation.email or "",
        locale=talk.locale,
        values={
            "reference": conversation.reference or "",
            "request": words,
            "known": "" if known == talk.say("offline.known_nothing") else known,
            "answer_by": talk.your_time(by) if by else "",
        },
        dedupe_key=f"request:{conversation.id}:{conversation.shopper_seq}",
        sender=store.name,
        conversation=conversation,
    )


def confirm_return(order: Order, store: Store, asked: Return, told: ReturnFacts, facts: Facts) -> None:
    """Confirm a return to the order's own address: what goes back, what it is worth, what happens next."""
    talk = acts.talk_of(facts)
    amount = f"{talk.say('card.gets_back')}: {dates.money(told.amount, talk.locale)}" if told.amount else ""
    outgoing.want(
        outgoing.RETURN,
        workspace=store.workspace_id,
        store=store.id,
        to=order.email or "",
        locale=talk.locale,
        values={
            "reference": told.reference,
            "number": order.number,
            "items": talk.joined([f"{line['quantity']} × {line['title']}" for line in asked.lines]),
            "sum": amount,
            "next": money_back.what_next(talk, told),
        },
        dedupe_key=f"return:{asked.id}",
        sender=store.name,
    )


def tell_decision(order: Order, store: Store, asked: Return, told: ReturnFacts, facts: Facts) -> None:
    """Write what was decided on a return."""
    talk = acts.talk_of(facts)
    outgoing.want(
        outgoing.RETURN_DECIDED,
        workspace=store.workspace_id,
        store=store.id,
        to=order.email or "",
        locale=talk.locale,
        values={
            "reference": told.reference,
            "state": talk.say(f"about_return.{told.state}"),
            "answer": money_back.where_return_stands(talk, told),
            "next": tickets.answer_of(asked),
        },
        dedupe_key=f"return_decided:{asked.id}:{asked.state}",
        sender=store.name,
    )
