"""The assistant's mails to shoppers, filled in their language and clock."""

from collections.abc import Callable
from datetime import timedelta

from integration_app.assistant import acts, dates
from integration_app.assistant.answers import money_back
from integration_app.assistant.facts import Facts, ReturnFacts
from integration_app.assistant.return_news import word_of
from integration_app.conversations import origins, outgoing
from integration_app.conversations.models import Conversation
from integration_app.kit import limits
from integration_app.kit.text import fold_email
from integration_app.orders.models import Order
from integration_app.stores.models import Store
from integration_app.tickets.models import Return

DAY = timedelta(days=1)
CONFIRMED_A_MAILBOX, CONFIRMED_A_LINE = 3, 10
"""Confirmations a day to one address, and wanted from one line."""

ReturnMail = Callable[[Order, Store, Return, ReturnFacts, Facts], None]
"""Writes one mail about a return to the order's own address."""


def confirm_request(conversation: Conversation, store: Store, facts: Facts, words: str) -> None:
    """Confirm a request that was left: in the shopper's words, with what is known and when somebody answers.

    A few times a day only: the address is what somebody typed, and must not become a way to write to others.
    """
    if not _may_confirm(conversation):
        return
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


def _may_confirm(conversation: Conversation) -> bool:
    mailbox, line = fold_email(conversation.email or ""), limits.network(origins.address_of(conversation))
    counted = [("request.mailbox", mailbox, CONFIRMED_A_MAILBOX), ("request.line", line, CONFIRMED_A_LINE)]
    if any(who and limits.reached(name, who, limit=limit, window=DAY) for name, who, limit in counted):
        return False
    for name, who, _ in counted:
        limits.hit(name, who)
    return True


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
            "next": word_of(asked),
        },
        dedupe_key=f"return_decided:{asked.id}:{asked.state}",
        sender=store.name,
    )
