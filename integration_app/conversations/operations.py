"""What can be done with a conversation, beside speaking in it."""

import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from integration_app.conversations import rows
from integration_app.conversations.models import Conversation, Note, Origin
from integration_app.conversations.posting import Ref
from integration_app.kit import clock, crypto, db, events
from integration_app.stores.models import Store

KEEP_ORIGIN = timedelta(days=180)
"""How long the address of a conversation is kept for disputes (PayPal opens them within 180 days)."""


@dataclass(frozen=True)
class Opened:
    """A new conversation and the secret that opens it again; the secret is not stored."""

    conversation: Conversation
    secret: str


def open(
    store: Store,
    *,
    locale: str,
    zone: str,
    page: str | None = None,
    page_title: str | None = None,
    referrer: str | None = None,
    cart_token: str | None = None,
    channel: str = "web",
    address: str = "",
    user_agent: str = "",
) -> Opened:
    """Begin a conversation of somebody unknown with a store."""
    secret = secrets.token_urlsafe(32)
    conversation = Conversation(
        public_id=db.new_public_id(),
        workspace_id=store.workspace_id,
        store_id=store.id,
        secret_hash=crypto.lookup_hash("conversation", secret),
        channel=channel,
        locale=locale,
        zone=zone,
        page=page and page[:2000],
        page_title=page_title and page_title[:255],
        referrer=referrer and referrer[:2000],
        cart_token=cart_token and cart_token[:120],
        created_at=clock.now(),
    )
    db.session().add(conversation)
    db.session().flush()
    if address:
        _note_origin(conversation, address, user_agent)
    _record("conversation.opened", conversation, actor="shopper")
    return Opened(conversation, secret)


def _note_origin(conversation: Conversation, address: str, user_agent: str) -> None:
    public_id = db.new_public_id()
    workspace, now = conversation.workspace_id, clock.now()
    db.session().add(
        Origin(
            public_id=public_id,
            store_id=conversation.store_id,
            conversation_id=conversation.id,
            address=crypto.seal(workspace, "conversation_origins.address", public_id, address),
            user_agent=crypto.seal(workspace, "conversation_origins.user_agent", public_id, user_agent[:400]),
            seen_at=now,
            expires_at=now + KEEP_ORIGIN,
        )
    )


def note(conversation: Ref, *, agent_id: int, text: str, client_id: str | None = None) -> Note:
    """Write a note for the team; the same client id gives the note that stands already."""
    if client_id is not None:
        db.lock("note", conversation.id, client_id)
        same = select(Note).where(Note.conversation_id == conversation.id, Note.client_id == client_id)
        known = db.session().scalar(same)
        if known is not None:
            return known
    public_id = db.new_public_id()
    written = Note(
        public_id=public_id,
        workspace_id=conversation.workspace_id,
        store_id=conversation.store_id,
        conversation_id=conversation.id,
        agent_id=agent_id,
        client_id=client_id,
        body=crypto.seal(conversation.workspace_id, "notes.body", public_id, text),
        after_seq=_get(conversation).last_seq,
        created_at=clock.now(),
    )
    db.session().add(written)
    db.session().flush()
    _record("note.written", conversation, actor=f"agent:{agent_id}", note=written.id)
    return written


def set_holder(
    conversation: Ref,
    holder: str,
    *,
    agent_id: int | None = None,
    due_at: datetime | None = None,
    priority: int | None = None,
    tier: str | None = None,
    expect: str | None = None,
    expect_agent: int | None = None,
) -> bool:
    """Give the conversation to the bot, the queue or an agent, by compare-and-set; False if it moved meanwhile."""
    where = [] if expect is None else [Conversation.holder == expect]
    where += [] if expect_agent is None else [Conversation.agent_id == expect_agent]
    values: dict[str, Any] = {"holder": holder, "agent_id": agent_id, "due_at": due_at, "closed_at": None}
    values |= {} if priority is None else {"priority": priority}
    values |= {} if tier is None else {"tier": tier}
    return rows.change(conversation, values, *where)


def cover(conversation: Ref, seq: int) -> None:
    """Mark the shopper's messages up to here as covered without a reply of their own: a person has the case."""
    rows.change(conversation, {"answered_seq": seq}, Conversation.answered_seq < seq)


def wait_for_person(conversation: Ref) -> None:
    """Start the shopper's waiting time."""
    rows.change(conversation, {"waiting_since": clock.now()}, Conversation.waiting_since.is_(None))


def close(conversation: Ref, *, agent_id: int | None = None) -> None:
    """End a conversation; the shopper's next word opens it again."""
    now = clock.now()
    values = {"holder": "closed", "closed_at": now, "due_at": None, "waiting_since": None}
    rows.change(conversation, values)
    _record("conversation.closed", conversation, actor=f"agent:{agent_id}" if agent_id else "system")


def reopen(conversation: Ref, *, agent_id: int) -> None:
    """Undo a close: the agent holds it again."""
    set_holder(conversation, "agent", agent_id=agent_id)
    _record("conversation.reopened", conversation, actor=f"agent:{agent_id}")


def mark_read(conversation: Ref, seq: int, *, who: str) -> None:
    """Note up to where somebody ("shopper" or "agent") has read; never backwards."""
    column = Conversation.read_by_shopper if who == "shopper" else Conversation.read_by_agent
    if rows.change(conversation, {column.key: seq}, column < seq, Conversation.last_seq >= seq):
        actor = "shopper" if who == "shopper" else "agent"
        _record("message.read", conversation, actor=actor, seq=seq)


def know(
    conversation: Ref,
    *,
    email: str | None = None,
    name: str | None = None,
    shopper_id: int | None = None,
    zone: str | None = None,
    locale: str | None = None,
    cart_token: str | None = None,
) -> None:
    """Remember what became known of the person."""
    known = {"email": email, "name": name, "shopper_id": shopper_id, "zone": zone, "locale": locale}
    values = {key: value for key, value in (known | {"cart_token": cart_token}).items() if value}
    if values:
        rows.change(conversation, values)


def choose_language(conversation: Ref, locale: str) -> None:
    """Note the language that the shopper chose by hand; it outweighs what is detected."""
    values = {"locale": locale, "locale_chosen": True}
    rows.change(conversation, values)


def visit(conversation: Ref, *, page: str | None, page_title: str | None) -> None:
    """Note which page the shopper looks at."""
    values = {"page": (page or "")[:2000] or None, "page_title": (page_title or "")[:255] or None}
    rows.change(conversation, values)


def rate(conversation: Ref, stars: int) -> None:
    """Note how the shopper found it, one to five."""
    values = {"rating": max(1, min(5, stars))}
    rows.change(conversation, values)
    _record("conversation.rated", conversation, actor="shopper")


def forget(conversation: Ref) -> None:
    """Have no device open this conversation again; its records stay as long as the store's rules say."""
    values = {
        "secret_hash": crypto.lookup_hash("conversation", secrets.token_urlsafe(32)),
        "forgotten_at": clock.now(),
    }
    rows.change(conversation, values)
    _record("conversation.forgotten", conversation, actor="shopper")


def remember(conversation: Ref, state: dict[str, Any]) -> None:
    """Keep what the assistant wants to know at the next message."""
    _seal_json(conversation, "assistant_state", state)


def summarise(conversation: Ref, summary: dict[str, Any]) -> None:
    """Keep the bot's summary for the person who takes over."""
    _seal_json(conversation, "summary", summary)


def set_reference(conversation: Ref, reference: str) -> None:
    """Give the conversation the number that people quote."""
    rows.change(conversation, {"reference": reference})


def lease(conversation: Ref, *, seconds: int) -> bool:
    """Take the conversation for one assistant, by compare-and-set; False if another one has it."""
    now = clock.now()
    free = (Conversation.leased_until.is_(None)) | (Conversation.leased_until < now)
    return rows.change(conversation, {"leased_until": now + timedelta(seconds=seconds)}, free)


def release_lease(conversation: Ref) -> None:
    """Let the next assistant at it."""
    rows.change(conversation, {"leased_until": None})


def _seal_json(conversation: Ref, column: str, value: dict[str, Any]) -> None:
    text = json.dumps(value, ensure_ascii=False)
    sealed = crypto.seal(conversation.workspace_id, f"conversations.{column}", conversation.public_id, text)
    rows.change(conversation, {column: sealed})


def _get(conversation: Ref) -> Conversation:
    if isinstance(conversation, Conversation):
        return conversation
    return db.session().get_one(Conversation, conversation.id)


def _record(kind: str, conversation: Ref, *, actor: str, **ids: int) -> None:
    events.record(
        kind,
        workspace=conversation.workspace_id,
        store=conversation.store_id,
        actor=actor,
        conversation=conversation.id,
        **ids,
    )
