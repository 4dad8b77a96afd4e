"""Conversations as clients get them: JSON, and only what this reader may see."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select

from integration_app import shoppers, stores
from integration_app.conversations import queries
from integration_app.conversations.models import Conversation
from integration_app.conversations.posting import AGENT, SHOPPER, Ref
from integration_app.conversations.turns import Turn
from integration_app.kit import clock, db
from integration_app.orders.models import Order
from integration_app.stores import hours, opening_times

_NAMED_BY_SENDER = {SHOPPER, AGENT}
"""Whose client ids go back to clients. The others name our own rows: an order, and what became of it."""


def shopper_thread(conversation: Conversation, *, after: int, device: str) -> dict[str, Any]:
    """Return what the shopper gets on a device after a seq: messages, last seq, state."""
    turns = queries.thread(conversation, after=after)
    proved = proved_orders(conversation, device=device)
    names = agent_names(turns)
    return {
        "messages": [message_json(turn, proved=proved, names=names) for turn in turns],
        "last_seq": conversation.last_seq,
        "state": state_json(conversation, proved=proved),
    }


def message_json(turn: Turn, *, proved: Collection[str] | None, names: Mapping[int, str]) -> dict[str, Any]:
    """Return one message. What tells of an order that ``proved`` does not hold comes masked.

    ``proved``: public ids of orders; None: the reader is an agent, who sees all.
    """
    body = turn.body
    masked = proved is not None and body.about_order is not None and body.about_order not in proved
    return {
        "id": turn.public_id,
        "seq": turn.seq,
        "author": turn.author,
        "name": names.get(turn.agent_id) if turn.agent_id else None,
        "client_id": turn.client_id if turn.author in _NAMED_BY_SENDER else None,
        "text": "" if masked else body.text,
        "cards": [_masked(card) for card in body.cards] if masked else list(body.cards),
        "choices": [] if masked else list(body.choices),
        "locale": body.locale,
        "at": moment(turn.at),
        "masked": masked,
    }


def state_json(conversation: Conversation, *, proved: Collection[str]) -> dict[str, Any]:
    """Return how the conversation stands: who has it, whether people are there, up to where it was read."""
    store = stores.by_id(conversation.store_id)
    opening, now = opening_times.of(store), clock.now()
    held_by = stores.agent_by_id(conversation.agent_id).name if conversation.agent_id else None
    online = hours.open_now(opening, now)
    return {
        "holder": conversation.holder,
        "agent": {"name": first_name(held_by)} if held_by and conversation.holder == "agent" else None,
        "online": online,
        "person_available": online,
        "hours": opening_times.line(opening, locale=conversation.locale, zone=conversation.zone, at=now),
        "locale": conversation.locale,
        "read_by_shopper": conversation.read_by_shopper,
        "read_by_agent": max(conversation.read_by_agent, conversation.answered_seq),
        "rating": conversation.rating,
        "proved": sorted(proved),
    }


def proved_orders(conversation: Conversation, *, device: str | None) -> frozenset[str]:
    """Return the public ids of the orders whose proof holds now on a device of this conversation (None: on any)."""
    held = shoppers.proofs(conversation.store_id, conversation.id, device=device)
    orders = [proof.order_id for proof in held if proof.order_id]
    people = [proof.shopper_id for proof in held if proof.order_id is None and proof.shopper_id]
    if not orders and not people:
        return frozenset()
    theirs = or_(Order.id.in_(orders), Order.shopper_id.in_(people))
    found = select(Order.public_id).where(Order.store_id == conversation.store_id, theirs)
    return frozenset(db.session().scalars(found))


def agent_names(turns: Iterable[Turn]) -> dict[int, str]:
    """Return the first names of the agents who wrote these turns."""
    ids = {turn.agent_id for turn in turns if turn.agent_id}
    return {id: first_name(stores.agent_by_id(id).name) for id in ids}


def first_name(name: str) -> str:
    """Return the name by which shoppers know an agent."""
    return name.split(maxsplit=1)[0] if name.split() else name


def by_key(key: Ref) -> Conversation:
    """Return the conversation that a token names."""
    return queries.by_id(key.id)


def moment(at: datetime | None) -> str | None:
    """Return a moment as ISO 8601 in UTC."""
    return at.isoformat().replace("+00:00", "Z") if at else None


def _masked(card: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": card.get("type"), "masked": True, "number": card.get("number") or card.get("order")}
