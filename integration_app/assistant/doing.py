"""What a decision does beside speaking: hand over, take a request down, open a return, reserve a coupon."""

from dataclasses import dataclass, replace
from typing import Any

from integration_app import conversations, orders, routing, shoppers, stores, tickets, triggers
from integration_app.assistant import acts, handing, mails, people, queries, return_facts
from integration_app.assistant.decide import decide
from integration_app.assistant.decisions import (
    HandOver,
    LeaveRequest,
    Nothing,
    OfflineForm,
    OpenReturn,
    Reply,
    Saying,
)
from integration_app.assistant.facts import Awaiting, AwaitingKind, Facts, Reader
from integration_app.assistant.understand import resume
from integration_app.conversations.models import Conversation
from integration_app.kit.errors import NotFound
from integration_app.kit.text import mask_email
from integration_app.shoppers import Right
from integration_app.stores.models import Store


@dataclass(frozen=True)
class Task:
    """Where and for which messages a decision is carried out."""

    conversation: Conversation
    store: Store
    facts: Facts
    seq: int
    """The last of the shopper's messages that it covers."""
    key: str
    """Names this batch of messages, the same at every attempt."""
    device: str
    """Where the last of them was said."""
    firings: tuple[str, ...] = ()
    """Offers of a coupon that the shopper took."""


def take_coupon(task: Task, firing: str) -> Reply | None:
    """Reserve the coupon that was offered; a message of its own brings its code. Repeat one that is out already."""
    try:
        again = triggers.has_code(task.conversation, firing)
        coupon = triggers.take_coupon(task.conversation, firing)
    except triggers.NoCoupon as refusal:
        return Reply(refusal.told(task.conversation.locale), task.conversation.locale, kinds=("coupon",))
    except NotFound:
        return None
    if not again:
        return None
    card = triggers.card(coupon, task.conversation)
    return Reply(str(card["text"]), task.conversation.locale, (card,), kinds=("coupon",))


def hand_over(task: Task, decision: HandOver) -> Saying:
    """Put the conversation into the queue with what the next person needs to know."""
    tier = routing.tier(decision.summary.wants)
    routing.hand_over(task.conversation, reason=decision.reason, summary=_summary(task, decision), tier=tier)
    return decision


def offer_form(task: Task, decision: OfflineForm) -> Saying:
    """Keep the summary at hand: the request that follows goes to the team with it."""
    conversations.summarise(task.conversation, _summary(task, decision))
    reference = routing.refer(task.conversation)
    cards = tuple({**card, "reference": reference} if card["type"] == "offline" else card for card in decision.cards)
    return replace(decision, cards=cards)


def leave_request(task: Task, decision: LeaveRequest) -> Saying:
    """Take the request down, queue it for the morning, and confirm it here and by mail."""
    conversation = task.conversation
    words = decision.words or " / ".join(task.facts.conversation.words) or "…"
    known = replace(task.facts.conversation, email=decision.email, words=(words,))
    facts = replace(task.facts, conversation=known)
    conversations.know(conversation, email=decision.email)
    tier = routing.tier(known.awaiting.intents if known.awaiting else ())
    tickets.ticket_of(task.store.id, conversation.id) or tickets.open(
        task.store,
        request=words,
        tier=tier,
        reference=routing.refer(conversation),
        conversation_id=conversation.id,
        order_id=_order_row(task, known.about_order),
        answer_by=facts.store.answer_by,
    )
    told = people.summary(acts.talk_of(facts))
    summary = handing.summary_for(told, people.WISH, facts, _team(task))
    routing.hand_over(conversation, reason=people.WISH, summary=summary, tier=tier)
    mails.confirm_request(conversation, task.store, facts, words)
    return acts.request_left(facts, routing.refer(conversation), words, mask_email(decision.email))


def open_return(task: Task, decision: OpenReturn) -> Saying:
    """Open a return for an order that is proved now; else say what the rules say, or ask for the proof again."""
    open_now = queries.open_orders(task.conversation, device=task.device)
    proved = {row.public_id: (row, strength) for row, strength in open_now}
    row, strength = proved.get(decision.order_id, (None, shoppers.Strength.NONE))
    if row is None or not shoppers.opens(strength, Right.ASK_RETURN):
        return _again(task, None)
    try:
        asked = tickets.open_return(
            task.store,
            orders.full_order(row.id),
            items={item.id: item.quantity for item in decision.items},
            reason=decision.reason,
            note=decision.note,
            request_key=task.key,
            conversation_id=task.conversation.id,
        )
    except tickets.NotReturnable:
        return _again(task, decision.order_id)
    facts = return_facts.of(asked, row.number, row.public_id, stores.chosen(task.store).assistant.return_rules)
    contact = mask_email(row.email) if row.email else ""
    return replace(acts.return_opened(task.facts, facts, contact), awaiting=None)


def _again(task: Task, order_id: str | None) -> Saying:
    """Answer the wish for a return anew, from the facts."""
    waiting = Awaiting(AwaitingKind.WHICH_ORDER, ("return",))
    conversation = replace(task.facts.conversation, awaiting=None, about_order=order_id)
    answer = decide(resume(waiting, task.facts.reader.locale), replace(task.facts, conversation=conversation))
    return Reply("", task.facts.reader.locale) if isinstance(answer, Nothing) else answer


def _summary(task: Task, decision: HandOver | OfflineForm) -> dict[str, Any]:
    return handing.summary_for(decision.summary, decision.reason, task.facts, _team(task))


def _team(task: Task) -> Reader:
    """Say in which language and clock the store's people read."""
    return Reader(locale=task.store.locale, zone=task.store.timezone)


def _order_row(task: Task, public_id: str | None) -> int | None:
    row = orders.by_public_id(task.store.id, public_id) if public_id else None
    return row.id if row else None
