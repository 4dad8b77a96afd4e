"""Who works here, who is there now, and whether somebody answers at this hour."""

from datetime import datetime

from sqlalchemy import func, or_, select

from integration_app.conversations.models import Conversation
from integration_app.kit import clock, db
from integration_app.routing import rules
from integration_app.routing.models import Presence
from integration_app.routing.rules import Candidate
from integration_app.stores import hours, opening_times
from integration_app.stores.models import Agent, Role, Store


def person_available(store: Store) -> bool:
    """Say whether people answer in the chat at this hour."""
    return hours.open_now(opening_times.of(store), clock.now())


def staff(store: Store) -> list[Agent]:
    """List who may answer in a store."""
    mine = (
        select(Agent)
        .join(Role, Role.agent_id == Agent.id)
        .where(Agent.workspace_id == store.workspace_id, Agent.removed_at.is_(None))
        .where(or_(Role.store_id.is_(None), Role.store_id == store.id))
        .order_by(Agent.id)
        .distinct()
    )
    return list(db.session().scalars(mine))


def is_here(agent_id: int | None) -> bool:
    """Say whether an agent sits at the console now."""
    presence = db.session().get(Presence, agent_id) if agent_id else None
    return presence is not None and rules.is_here(presence.state, presence.seen_at, clock.now())


def last_seen(agent_id: int) -> datetime | None:
    """Return when an agent was last at the console."""
    presence = db.session().get(Presence, agent_id)
    return presence.seen_at if presence else None


def candidates(store: Store) -> list[Candidate]:
    """List the agents of a store who are there, with what each holds."""
    ids = [agent.id for agent in staff(store)]
    there = db.session().scalars(select(Presence).where(Presence.agent_id.in_(ids)))
    now = clock.now()
    present = [p.agent_id for p in there if rules.is_here(p.state, p.seen_at, now)]
    held = _held(present)
    return [Candidate(id, *held.get(id, (0, None))) for id in present]


def _held(agent_ids: list[int]) -> dict[int, tuple[int, datetime | None]]:
    counted = (
        select(Conversation.agent_id, func.count(), func.max(Conversation.waiting_since))
        .where(Conversation.agent_id.in_(agent_ids), Conversation.holder == "agent")
        .group_by(Conversation.agent_id)
    )
    return {agent_id: (count, last) for agent_id, count, last in db.session().execute(counted) if agent_id}


def presence(workspace_id: int) -> dict[int, str]:
    """Say of each agent of a workspace who was ever at the console: "here", "away" (by choice) or "gone"."""
    now = clock.now()
    rows = db.session().scalars(select(Presence).where(Presence.workspace_id == workspace_id))
    return {p.agent_id: "gone" if now - p.seen_at >= rules.STALE else p.state for p in rows}


def overdue(limit: int = 100) -> list[Conversation]:
    """List conversations of which nobody took care in time, the longest waiting first."""
    installed = select(Store.id).where(Store.uninstalled_at.is_(None))
    waiting = (
        select(Conversation)
        .where(Conversation.store_id.in_(installed))
        .where(Conversation.holder == "queue", Conversation.due_at < clock.now())
        .order_by(Conversation.due_at)
        .limit(limit)
    )
    return list(db.session().scalars(waiting))
