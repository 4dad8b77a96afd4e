"""Questions about conversations. Whatever an agent asks for is fetched together with his right to it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, or_, select

from integration_app.conversations import body as bodies
from integration_app.conversations import links
from integration_app.conversations.models import Attachment, Conversation, Message, Note
from integration_app.conversations.posting import SHOPPER, Ref
from integration_app.conversations.turns import Turn
from integration_app.kit import crypto, db, signing
from integration_app.kit.errors import NotFound


@dataclass(frozen=True)
class TeamNote:
    """One note, opened."""

    public_id: str
    agent_id: int
    text: str
    after_seq: int
    at: datetime


def by_id(id: int) -> Conversation:
    """Return a conversation that an event or token of ours names."""
    return db.session().get_one(Conversation, id)


def conversation(stores: Sequence[int], public_id: str) -> Conversation:
    """Return a conversation of one of these stores. :raises NotFound: if it is not theirs."""
    found = select(Conversation).where(Conversation.public_id == public_id, Conversation.store_id.in_(stores))
    row = db.session().scalars(found).one_or_none()
    if row is None:
        raise NotFound("There is no such conversation in your stores.")
    return row


def by_secret(store_id: int, secret: str) -> Conversation | None:
    """Return the conversation that a device's secret, or a link from a mail, opens in this store."""
    if secret.startswith(links.DEVICE):
        return _of_link_in(store_id, secret.removeprefix(links.DEVICE))
    digest = crypto.lookup_hash("conversation", secret)
    found = select(Conversation).where(Conversation.secret_hash == digest, Conversation.store_id == store_id)
    return db.session().scalars(found).one_or_none()


def by_link(token: str) -> Conversation:
    """Return the conversation that a link in a mail opens. :raises signing.BadToken: :raises NotFound: if it is gone.

    A link is never older than its conversation: SQLite may give the row id of one that was erased to another.
    """
    id, made_at = links.conversation_of(token)
    found = select(Conversation).where(Conversation.id == id, Conversation.created_at < made_at + timedelta(seconds=1))
    row = db.session().scalars(found.where(Conversation.forgotten_at.is_(None))).one_or_none()
    if row is None:
        raise NotFound("This conversation was closed for good on the shopper's wish.")
    return row


def _of_link_in(store_id: int, token: str) -> Conversation | None:
    try:
        row = by_link(token)
    except (signing.BadToken, NotFound):
        return None
    return row if row.store_id == store_id else None


def thread(conversation: Ref, *, after: int = 0, limit: int = 500) -> list[Turn]:
    """Return the turns after a seq, in order."""
    return _turns(conversation, Message.seq > after, limit)


def turn(conversation: Ref, message_id: int) -> Turn:
    """Return one turn."""
    return _turns(conversation, Message.id == message_id, 1)[0]


def unanswered(conversation: Conversation) -> list[Turn]:
    """Return the shopper's turns that no reply and no hand-over covers yet."""
    open_ones = and_(Message.seq > conversation.answered_seq, Message.author == SHOPPER)
    return _turns(conversation, open_ones, 200)


def notes(conversation: Ref) -> list[TeamNote]:
    """Return the team's notes, oldest first."""
    rows = db.session().scalars(select(Note).where(Note.conversation_id == conversation.id).order_by(Note.id))
    return [
        TeamNote(
            row.public_id,
            row.agent_id,
            crypto.unseal(row.workspace_id, "notes.body", row.public_id, row.body),
            row.after_seq,
            row.created_at,
        )
        for row in rows
    ]


def attachments(conversation: Ref) -> list[tuple[int, Attachment]]:
    """Return (message id, attachment) of every file in a conversation."""
    of_it = select(Message.id, Attachment).join(Attachment, Attachment.message_id == Message.id)
    rows = db.session().execute(of_it.where(Message.conversation_id == conversation.id).order_by(Attachment.id))
    return [(row[0], row[1]) for row in rows]


def memory(conversation: Conversation) -> dict[str, Any]:
    """Return what the assistant kept, or nothing."""
    return _unseal_json(conversation, "assistant_state", conversation.assistant_state)


def summary(conversation: Conversation) -> dict[str, Any]:
    """Return the bot's summary, or nothing."""
    return _unseal_json(conversation, "summary", conversation.summary)


def gist(conversation: Conversation) -> str:
    """Return the first words of the last message."""
    if conversation.gist is None:
        return ""
    return crypto.unseal(conversation.workspace_id, "conversations.gist", conversation.public_id, conversation.gist)


def earlier(conversation: Conversation, *, people: Sequence[int], limit: int = 10) -> list[Conversation]:
    """Return other conversations of the same person in this store, latest first."""
    same: list[Any] = [Conversation.shopper_id.in_(people)] if people else []
    if conversation.email:
        same.append(Conversation.email == conversation.email)
    if not same:
        return []
    others = select(Conversation).where(
        Conversation.store_id == conversation.store_id,
        Conversation.id != conversation.id,
        Conversation.last_seq > 0,
        or_(*same),
    )
    return list(db.session().scalars(others.order_by(Conversation.last_message_at.desc()).limit(limit)))


_FIELDS = (
    Message.id,
    Message.public_id,
    Message.seq,
    Message.author,
    Message.agent_id,
    Message.client_id,
    Message.body,
    Message.channel,
    Message.created_at,
)


def _turns(conversation: Ref, which: Any, limit: int) -> list[Turn]:
    rows = select(*_FIELDS).where(Message.conversation_id == conversation.id, which).order_by(Message.seq).limit(limit)
    return [_turn(conversation.workspace_id, row) for row in db.connection().execute(rows)]


def _turn(workspace_id: int, row: Any) -> Turn:
    body = bodies.unseal(workspace_id, row.public_id, row.body)
    named = (row.id, row.public_id, row.seq, row.author, row.agent_id, row.client_id)
    return Turn(*named, body, row.channel, row.created_at)


def _unseal_json(conversation: Conversation, column: str, sealed: bytes | None) -> dict[str, Any]:
    if sealed is None:
        return {}
    place = f"conversations.{column}"
    value = json.loads(crypto.unseal(conversation.workspace_id, place, conversation.public_id, sealed))
    return dict(value)
