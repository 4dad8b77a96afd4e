"""The inbox's list."""

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import cast

from integration_app import conversations, shoppers, stores
from integration_app.conversations import lists, tags
from integration_app.conversations.lists import Place
from integration_app.conversations.models import Conversation
from integration_app.kit import clock
from integration_app.stores import Agent
from integration_app.web.access import get, may
from integration_app.web.caller import Caller
from integration_app.web.console.shapes.parts import AgentBrief
from integration_app.web.console.shapes.inbox import Author, Counts, Holder, Inbox, InboxQuery, InboxRow, Waiting
from integration_app.web.errors import Invalid


@get("/inbox")
@may("agent")
def read_inbox(caller: Caller, query: InboxQuery) -> Inbox:
    """List one view of the inbox, what is due first."""
    reach = [caller.store(query.store).id] if query.store else list(caller.stores)
    agent_id = caller.agent.id
    tag = tags.by_public_id(reach[0], query.tag).id if query.tag and query.store else None
    page = lists.page(reach, view=query.view, state=query.state, agent_id=agent_id, tag=tag, after=_place(query.cursor))
    return Inbox(
        rows=rows(caller, page.rows),
        next_cursor=_cursor(page.next) if page.next else None,
        counts=Counts(**lists.counts(reach, agent_id=agent_id)),
        now=clock.now(),
    )


@get("/inbox/<conversation>")
@may("agent")
def read_row(caller: Caller, conversation: str) -> InboxRow:
    """Read one row again."""
    return rows(caller, [conversations.conversation(list(caller.stores), conversation)])[0]


def rows(caller: Caller, found: Sequence[Conversation]) -> list[InboxRow]:
    """Return conversations as rows of the list."""
    unread = lists.unread([row.id for row in found])
    tagged = tags.of_conversations([row.id for row in found])
    return [_row(row, caller.stores[row.store_id].public_id, unread, tagged.get(row.id, [])) for row in found]


def brief(agent: Agent) -> AgentBrief:
    """Return a colleague by name."""
    return AgentBrief(id=agent.public_id, name=agent.name)


def holder_of(row: Conversation) -> AgentBrief | None:
    """Return who has a conversation, if a person has it."""
    return brief(stores.agent_by_id(row.agent_id)) if row.agent_id and row.holder == "agent" else None


def reference_of(row: Conversation) -> str:
    """Return the number that people quote, or a short name of our own before there is one."""
    return row.reference or f"#{row.public_id[:5]}"


def waiting(row: Conversation) -> Waiting:
    """Say who has to move next: a person still owes an answer where the bot only said that one will come."""
    owed = row.shopper_seq > row.answered_seq or row.due_at is not None
    return "us" if row.holder == "queue" or (row.holder == "agent" and owed) else "shopper"


def name_of(row: Conversation) -> str | None:
    """Return the shopper's name, if he gave it or the store knows it."""
    known = shoppers.shopper(row.store_id, row.shopper_id) if row.shopper_id else None
    full = " ".join(part for part in (known.first_name, known.last_name) if part) if known else ""
    return row.name or full or None


def _row(row: Conversation, store: str, unread: Mapping[int, int], tagged: Sequence[tags.Tag]) -> InboxRow:
    return InboxRow(
        id=row.public_id,
        reference=reference_of(row),
        store=store,
        channel=row.channel,
        locale=row.locale,
        shopper=name_of(row),
        gist=conversations.gist(row),
        gist_by=cast(Author, row.last_author or "shopper"),
        holder=cast(Holder, row.holder),
        agent=holder_of(row),
        waiting=waiting(row),
        due_at=row.due_at,
        unread=unread.get(row.id, 0),
        tags=[tag.name for tag in tagged],
        read_by_shopper_at=None,
        last_seq=row.last_seq,
        last_at=row.last_message_at or row.created_at,
    )


def _cursor(place: Place) -> str:
    parts = [place.due_at.isoformat() if place.due_at else None, place.last_at.isoformat(), place.id]
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode()


def _place(cursor: str | None) -> Place | None:
    if cursor is None:
        return None
    try:
        due, last, id = json.loads(base64.urlsafe_b64decode(cursor))
        return Place(_moment(due) if due else None, _moment(last), min(int(id), 2**63 - 1))
    except (binascii.Error, ValueError, TypeError, OverflowError, RecursionError) as error:
        raise Invalid(fields={"cursor": "This is no cursor of ours."}) from error


def _moment(told: str) -> datetime:
    moment = datetime.fromisoformat(told)
    if moment.tzinfo is None:
        raise ValueError("A time without a zone.")
    return moment.astimezone(UTC)
