"""Move a conversation between bot, queue and people. Every move is a compare-and-set: two takers, one winner."""

from collections.abc import Mapping
from typing import Any

from integration_app import conversations, stores
from integration_app.conversations.models import Conversation
from integration_app.kit import clock, db, events
from integration_app.kit.errors import Refusal
from integration_app.routing import rules
from integration_app.routing.models import Presence
from integration_app.stores import opening_times
from integration_app.stores.models import Agent

BOT, QUEUE, AGENT, CLOSED = "bot", "queue", "agent", "closed"


class TakenMeanwhile(Refusal):
    """A colleague was quicker: somebody else has this conversation now."""

    code, status = "taken_meanwhile", 409


def hand_over(
    conversation: Conversation, *, reason: str, summary: Mapping[str, Any] | None = None, tier: str = "C"
) -> bool:
    """Put a conversation into the queue for a person, with what he needs to know; False if a person has it already."""
    store = stores.by_id(conversation.store_id)
    due_at = rules.due_at(tier, opening_times.of(store), clock.now())
    moved = conversations.set_holder(
        conversation, QUEUE, due_at=due_at, priority=rules.priority(reason), tier=tier, expect=BOT
    )
    if not moved:
        return False
    refer(conversation)
    conversations.wait_for_person(conversation)
    if summary is not None:
        conversations.summarise(conversation, dict(summary))
    _record("conversation.queued", conversation, "bot")
    return True


def refer(conversation: Conversation) -> str:
    """Return the number that people quote for a conversation, taking one if it has none: P-3041."""
    if conversation.reference is None:
        conversations.set_reference(conversation, f"P-{stores.next_reference(conversation.workspace_id)}")
    assert conversation.reference is not None
    return conversation.reference


def expect_answer(conversation: Conversation) -> None:
    """Set by when the person who has the conversation should answer what was just written, if nothing is due yet."""
    if conversation.holder not in (QUEUE, AGENT) or conversation.due_at is not None:
        return
    store = stores.by_id(conversation.store_id)
    due_at = rules.due_at(conversation.tier or "C", opening_times.of(store), clock.now())
    holder, agent_id = conversation.holder, conversation.agent_id
    conversations.set_holder(conversation, holder, agent_id=agent_id, due_at=due_at, expect=holder)


def take(conversation: Conversation, *, agent: Agent) -> None:
    """Take a conversation for oneself, from the queue, the bot or, on purpose, from a colleague.

    :raises TakenMeanwhile: if it moved while the agent looked.
    """
    _give(conversation, agent.id, seen=(conversation.holder, conversation.agent_id), actor=f"agent:{agent.id}")


def assign(conversation: Conversation, *, to: Agent, by: Agent) -> None:
    """Give a conversation to a colleague.

    :raises TakenMeanwhile: if it moved meanwhile. :raises NotFound: if the store is none of his.
    """
    stores.store_of(to, stores.by_id(conversation.store_id).public_id)
    _give(conversation, to.id, seen=(conversation.holder, conversation.agent_id), actor=f"agent:{by.id}")


def pass_on(conversation: Conversation, *, by: Agent, to: Agent | None, note: str | None = None) -> None:
    """Give one's conversation to a colleague, or to nobody: back to the queue; with a note if there is one.

    :raises TakenMeanwhile: if it moved meanwhile. :raises NotFound: if the store is none of the colleague's.
    """
    if note:
        conversations.note(conversation, agent_id=by.id, text=note)
    if to is None:
        release(conversation, agent=by)
    else:
        assign(conversation, to=to, by=by)


def assign_waiting(conversation: Conversation, *, agent_id: int) -> bool:
    """Give a waiting conversation to whom the rules picked; False if somebody took it meanwhile."""
    due_at = conversation.due_at
    if not conversations.set_holder(conversation, AGENT, agent_id=agent_id, due_at=due_at, expect=QUEUE):
        return False
    _record("conversation.assigned", conversation, "system", agent=agent_id)
    return True


def release(conversation: Conversation, *, agent: Agent) -> None:
    """Put one's conversation back into the queue. :raises TakenMeanwhile: if it is not one's own any more."""
    moved = conversations.set_holder(
        conversation, QUEUE, due_at=conversation.due_at, expect=AGENT, expect_agent=agent.id
    )
    if not moved:
        raise TakenMeanwhile
    conversations.wait_for_person(conversation)
    _record("conversation.released", conversation, f"agent:{agent.id}")


def return_to_bot(conversation: Conversation, *, agent: Agent) -> None:
    """Give a conversation back to the bot. :raises TakenMeanwhile: if a colleague has it."""
    if not conversations.set_holder(conversation, BOT, expect=AGENT, expect_agent=agent.id):
        raise TakenMeanwhile
    _record("conversation.returned_to_bot", conversation, f"agent:{agent.id}")


def beat(agent: Agent, *, state: str | None = None) -> None:
    """Note that an agent sits at the console; `state` ("here", "away") is his own choice and stays."""
    now = clock.now()
    presence = db.session().get(Presence, agent.id)
    if presence is None:
        presence = Presence(agent_id=agent.id, workspace_id=agent.workspace_id, state="here", seen_at=now)
        db.session().add(presence)
    presence.seen_at = now
    presence.state = state or presence.state


def _give(conversation: Conversation, agent_id: int, *, seen: tuple[str, int | None], actor: str) -> None:
    holder, holding = seen
    moved = conversations.set_holder(
        conversation, AGENT, agent_id=agent_id, due_at=conversation.due_at, expect=holder, expect_agent=holding
    )
    if not moved:
        raise TakenMeanwhile
    refer(conversation)
    _record("conversation.assigned", conversation, actor, agent=agent_id)


def _record(kind: str, conversation: Conversation, actor: str, **ids: int) -> None:
    events.record(
        kind,
        workspace=conversation.workspace_id,
        store=conversation.store_id,
        actor=actor,
        conversation=conversation.id,
        **ids,
    )
