"""Conversations as clients get them: JSON, and only what this reader may see."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from integration_app.conversations.models import Conversation
from integration_app.conversations.queries import Turn


def message_json(turn: Turn, *, proved: Collection[str], names: Mapping[int, str], own: bool = True) -> dict[str, Any]:
    """Return one message. What tells of an order that ``proved`` (public ids) does not hold comes masked."""
    body = turn.body
    masked = body.about_order is not None and body.about_order not in proved
    return {
        "id": turn.public_id,
        "seq": turn.seq,
        "author": turn.author,
        "name": names.get(turn.agent_id) if turn.agent_id else None,
        "client_id": turn.client_id if own else None,
        "text": "" if masked else body.text,
        "cards": [_masked(card) for card in body.cards] if masked else list(body.cards),
        "choices": [] if masked else list(body.choices),
        "locale": body.locale,
        "at": moment(turn.at),
        "masked": masked,
    }


def state_json(
    conversation: Conversation, *, agent: str | None, availability: Mapping[str, Any], proved: Collection[str]
) -> dict[str, Any]:
    """Return how the conversation stands: who has it, who is there, up to where it was read."""
    return {
        "holder": conversation.holder,
        "agent": {"name": agent} if agent and conversation.holder == "agent" else None,
        "locale": conversation.locale,
        "read_by_shopper": conversation.read_by_shopper,
        "read_by_agent": max(conversation.read_by_agent, conversation.answered_seq),
        "last_seq": conversation.last_seq,
        "rating": conversation.rating,
        "proved": list(proved),
        **availability,
    }


def moment(at: datetime | None) -> str | None:
    """Return a moment as ISO 8601 in UTC."""
    return at.isoformat().replace("+00:00", "Z") if at else None


def _masked(card: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": card.get("type"), "masked": True, "number": card.get("number") or card.get("order")}
