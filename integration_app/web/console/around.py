"""What stands around a conversation's messages: state, events, summary, notes, earlier ones, proofs."""

from typing import Any, Literal, cast

from integration_app import conversations, orders, shoppers, stores, tickets
from integration_app.conversations import view
from integration_app.conversations.history import history
from integration_app.conversations.models import Conversation as Row
from integration_app.kit import ephemeral
from integration_app.kit.events import EventRow
from integration_app.orders.action_queries import action_by_id
from integration_app.shoppers import Strength
from integration_app.stores import Store
from integration_app.triggers.queries import coupon_by_id
from integration_app.web.console import actors, inbox
from integration_app.web.console.shapes.inbox import (
    Conversation,
    EarlierConversation,
    Holder,
    Message,
    Note,
    Proof,
    Summary,
    ThreadEvent,
)
from integration_app.web.console.shapes.parts import Actor, Money

_NAMED = {"conversation.returned_to_bot": "conversation.returned", "return.requested": "return.opened"}
_PROOFS: dict[Strength, Literal["number_and_contact", "code", "signed_in"]] = {
    Strength.PAIR: "number_and_contact",
    Strength.CODE: "code",
    Strength.SIGNED_IN: "signed_in",
}


def state(row: Row, store: Store) -> Conversation:
    """Return how a conversation stands."""
    return Conversation(
        id=row.public_id,
        reference=inbox.reference_of(row),
        store=store.public_id,
        channel=row.channel,
        locale=row.locale,
        topic=None,
        holder=cast(Holder, row.holder),
        agent=inbox.holder_of(row),
        waiting=inbox.waiting(row),
        due_at=row.due_at,
        opened_at=row.created_at,
        closed_at=row.closed_at,
        last_seq=row.last_seq,
        read_by_me=row.read_by_agent,
        read_by_shopper=row.read_by_shopper,
        shopper_online=is_online(row),
    )


def is_online(row: Row) -> bool:
    """Say whether the shopper has the chat open."""
    return ephemeral.get(f"online:{row.id}") is not None


def messages(row: Row) -> list[Message]:
    """Return all turns; agents see everything."""
    turns = conversations.thread(row)
    names = view.agent_names(turns)
    told = [view.message_json(turn, proved=None, names=names) for turn in turns]
    return [Message.model_validate({**one, "conversation": row.public_id}) for one in told]


def events(row: Row) -> list[ThreadEvent]:
    """Return what happened between the messages, by time."""
    happened = [_event(one) for one in history(row) if not _is_told_by_return(one)]
    return sorted([*happened, *_proved(row)], key=lambda one: one.at)


def _is_told_by_return(row: EventRow) -> bool:
    """Say whether an action on the order belongs to a return whose own events tell of it."""
    return row.kind == "order.action_done" and "return" in row.ids and not action_by_id(row.ids["action"]).by_hand


def _event(row: EventRow) -> ThreadEvent:
    kind, reference = _NAMED.get(row.kind, row.kind), None
    if row.kind.startswith("order.action_"):
        return _action(row)
    if row.kind.startswith("return."):
        asked = tickets.return_by_id(row.ids["return"])
        reference = asked.reference
        if row.kind == "return.decided":
            kind = "return.refused" if asked.state in {"declined", "cancelled"} else "return.approved"
    if row.kind == "coupon.issued":
        reference = coupon_by_id(row.ids["coupon"]).code
    return ThreadEvent(kind=cast(Any, kind), at=row.at, by=actors.named(row.actor), reference=reference)


def _action(row: EventRow) -> ThreadEvent:
    """Say what was to be done to an order, by whom, for how much."""
    done = action_by_id(row.ids["action"])
    return ThreadEvent(
        kind=cast(Any, row.kind.replace("order.action_", "action.")),
        at=row.at,
        by=actors.named(row.actor),
        reference=orders.by_id(done.order_id).number,
        action=cast(Any, done.kind),
        amount=Money(amount=done.amount, currency=done.currency) if done.amount else None,
        by_hand=done.by_hand,
    )


def _proved(row: Row) -> list[ThreadEvent]:
    by = Actor(kind="shopper", name=None)
    return [ThreadEvent(kind="proof.given", at=one.at, by=by, reference=one.order_number) for one in proofs(row)]


def summary(row: Row) -> Summary | None:
    """Return what the bot handed over."""
    told = conversations.summary(row)
    if not told:
        return None
    queued = [one.at for one in history(row) if one.kind == "conversation.queued"]
    words = {key: str(told.get(key) or "") for key in ("wants", "known", "tried")}
    return Summary(**words, at=queued[-1] if queued else row.created_at)


def notes(row: Row) -> list[Note]:
    """Return the team's notes, oldest first."""
    return [
        Note(id=one.public_id, author=inbox.brief(stores.agent_by_id(one.agent_id)), text=one.text, at=one.at)
        for one in conversations.notes(row)
    ]


def earlier(row: Row) -> list[EarlierConversation]:
    """Return other conversations of the same person, latest first."""
    people = shoppers.same_person(row.shopper_id, store_id=row.store_id) if row.shopper_id else frozenset()
    return [_earlier(one) for one in conversations.earlier(row, people=sorted(people))]


def _earlier(row: Row) -> EarlierConversation:
    agent = stores.agent_by_id(row.agent_id).name if row.agent_id else None
    at = row.last_message_at or row.created_at
    gist = conversations.gist(row)
    return EarlierConversation(id=row.public_id, gist=gist, at=at, by="agent" if agent else "bot", agent=agent)


def proofs(row: Row) -> list[Proof]:
    """Return what is proved in the conversation now."""
    return [
        Proof(
            kind=_PROOFS[held.strength],
            order_number=orders.by_id(held.order_id).number if held.order_id else None,
            at=held.proved_at,
            expires_at=held.expires_at,
        )
        for held in shoppers.proofs(row.store_id, row.id, device=None)
    ]
