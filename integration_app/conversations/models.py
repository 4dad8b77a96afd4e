"""Conversations and what was said in them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from integration_app.kit import db, queue


class Conversation(db.Base):
    """One shopper's talk with one store. Agent, team, priority, due time and state stand here for the inbox."""

    __tablename__ = "conversations"
    __table_args__ = (Index("ix_conversations_inbox", "store_id", "holder", "due_at"),)

    id: Mapped[int] = mapped_column(db.BigId, primary_key=True)
    public_id: Mapped[str] = mapped_column(db.PublicId, unique=True, default=db.new_public_id)
    workspace_id: Mapped[int] = mapped_column(db.BigId, index=True)
    store_id: Mapped[int] = mapped_column(ForeignKey("stores.id"), index=True)
    shopper_id: Mapped[int | None] = mapped_column(ForeignKey("shoppers.id"), index=True)
    channel: Mapped[str] = mapped_column(String(16), default="web")
    secret_hash: Mapped[str] = mapped_column(String(40), unique=True)
    reference: Mapped[str | None] = mapped_column(String(16), unique=False)
    """"P-3041", once a person was asked for."""
    holder: Mapped[str] = mapped_column(String(8), default="bot")
    """"bot", "queue" (waits for a person), "agent", "closed"."""
    agent_id: Mapped[int | None] = mapped_column(ForeignKey("agents.id"), index=True)
    team_id: Mapped[int | None] = mapped_column(db.BigId)
    priority: Mapped[int] = mapped_column(Integer, default=0)
    tier: Mapped[str | None] = mapped_column(String(1))
    due_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    locale: Mapped[str] = mapped_column(String(12), default="en")
    locale_chosen: Mapped[bool] = mapped_column(default=False)
    zone: Mapped[str] = mapped_column(String(48), default="UTC")
    email: Mapped[str | None] = mapped_column(String(255))
    """Where answers go when he is away; given by him, or from a proved order."""
    name: Mapped[str | None] = mapped_column(String(120))
    last_seq: Mapped[int] = mapped_column(Integer, default=0)
    shopper_seq: Mapped[int] = mapped_column(Integer, default=0)
    """Seq of the shopper's last message."""
    answered_seq: Mapped[int] = mapped_column(Integer, default=0)
    """Up to here the shopper's messages are covered by a reply or a hand-over."""
    read_by_shopper: Mapped[int] = mapped_column(Integer, default=0)
    read_by_agent: Mapped[int] = mapped_column(Integer, default=0)
    gist: Mapped[bytes | None] = mapped_column(LargeBinary)
    """First words of the last message, for the list; sealed like a message."""
    last_author: Mapped[str | None] = mapped_column(String(8))
    summary: Mapped[bytes | None] = mapped_column(LargeBinary)
    """The bot's summary at hand-over as sealed JSON: who, wants, known, tried, order, reason."""
    assistant_state: Mapped[bytes | None] = mapped_column(LargeBinary)
    """What the assistant remembers between messages, as sealed JSON."""
    leased_until: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    """One assistant at a time."""
    page: Mapped[str | None] = mapped_column(Text)
    page_title: Mapped[str | None] = mapped_column(String(255))
    referrer: Mapped[str | None] = mapped_column(Text)
    cart_token: Mapped[str | None] = mapped_column(String(120))
    rating: Mapped[int | None] = mapped_column(Integer)
    created_at: Mapped[datetime] = mapped_column(db.UtcDateTime)
    last_message_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime, index=True)
    waiting_since: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    """Since when the shopper waits for a person."""
    closed_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    forgotten_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    erased_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    """Since when only its times and counts are left."""


class Message(db.Base):
    """One turn. Unique by its client id (sent twice is said once) and by what a bot reply answers."""

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("conversation_id", "seq"),
        UniqueConstraint("conversation_id", "client_id"),
        UniqueConstraint("conversation_id", "answers_seq"),
    )

    id: Mapped[int] = mapped_column(db.BigId, primary_key=True)
    public_id: Mapped[str] = mapped_column(db.PublicId, unique=True, default=db.new_public_id)
    workspace_id: Mapped[int] = mapped_column(db.BigId)
    store_id: Mapped[int] = mapped_column(db.BigId, index=True)
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"))
    seq: Mapped[int] = mapped_column(Integer)
    author: Mapped[str] = mapped_column(String(8))
    """"shopper", "bot", "agent", "system"."""
    agent_id: Mapped[int | None] = mapped_column(db.BigId)
    client_id: Mapped[str | None] = mapped_column(String(64))
    answers_seq: Mapped[int | None] = mapped_column(Integer)
    """For a bot's reply: the last shopper message it covers."""
    body: Mapped[bytes] = mapped_column(LargeBinary)
    """Sealed JSON: text, cards, choices, locale, about_order."""
    channel: Mapped[str] = mapped_column(String(16), default="web")
    created_at: Mapped[datetime] = mapped_column(db.UtcDateTime)


class Origin(db.Base):
    """Where a conversation came from, for disputes: sealed, with an end."""

    __tablename__ = "conversation_origins"

    id: Mapped[int] = mapped_column(db.BigId, primary_key=True)
    public_id: Mapped[str] = mapped_column(db.PublicId, unique=True, default=db.new_public_id)
    store_id: Mapped[int] = mapped_column(db.BigId, index=True)
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    address: Mapped[bytes] = mapped_column(LargeBinary)
    user_agent: Mapped[bytes] = mapped_column(LargeBinary)
    seen_at: Mapped[datetime] = mapped_column(db.UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(db.UtcDateTime, index=True)


class Note(db.Base):
    """What the team tells itself; never shown to the shopper. Written once per client id."""

    __tablename__ = "notes"
    __table_args__ = (UniqueConstraint("conversation_id", "client_id"),)

    id: Mapped[int] = mapped_column(db.BigId, primary_key=True)
    public_id: Mapped[str] = mapped_column(db.PublicId, unique=True, default=db.new_public_id)
    workspace_id: Mapped[int] = mapped_column(db.BigId)
    store_id: Mapped[int] = mapped_column(db.BigId, index=True)
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    agent_id: Mapped[int] = mapped_column(ForeignKey("agents.id"))
    client_id: Mapped[str | None] = mapped_column(String(64))
    body: Mapped[bytes] = mapped_column(LargeBinary)
    after_seq: Mapped[int] = mapped_column(Integer)
    created_at: Mapped[datetime] = mapped_column(db.UtcDateTime)


class Attachment(db.Base):
    """A file that came with a message; the file itself lies in storage, sealed."""

    __tablename__ = "attachments"

    id: Mapped[int] = mapped_column(db.BigId, primary_key=True)
    public_id: Mapped[str] = mapped_column(db.PublicId, unique=True, default=db.new_public_id)
    store_id: Mapped[int] = mapped_column(db.BigId, index=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("messages.id", ondelete="CASCADE"), index=True)
    name: Mapped[bytes] = mapped_column(LargeBinary)
    content_type: Mapped[str] = mapped_column(String(80))
    size: Mapped[int] = mapped_column(Integer)
    created_at: Mapped[datetime] = mapped_column(db.UtcDateTime)


class DeliveryAttempt(queue.Leased, db.Base):
    """Something that goes out by another way than the page: a mail. Retried; failures are shown."""

    __tablename__ = "delivery_attempts"
    __table_args__ = (UniqueConstraint("workspace_id", "dedupe_key"),)

    id: Mapped[int] = mapped_column(db.BigId, primary_key=True)
    public_id: Mapped[str] = mapped_column(db.PublicId, unique=True, default=db.new_public_id)
    workspace_id: Mapped[int] = mapped_column(db.BigId, index=True)
    store_id: Mapped[int | None] = mapped_column(db.BigId, index=True)
    conversation_id: Mapped[int | None] = mapped_column(db.BigId, index=True)
    message_id: Mapped[int | None] = mapped_column(db.BigId, index=True)
    channel: Mapped[str] = mapped_column(String(16), default="email")
    purpose: Mapped[str] = mapped_column(String(24))
    """"unread_reply", "code", "return", "request", "staff_alert", "invite", "reset", "privacy_ready"."""
    dedupe_key: Mapped[str] = mapped_column(String(120))
    recipient: Mapped[bytes] = mapped_column(LargeBinary)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    """Sealed JSON: subject, text, html, reply_token."""
    created_at: Mapped[datetime] = mapped_column(db.UtcDateTime)
    held_until: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    dropped_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    """Held back because it was read meanwhile."""
    provider_id: Mapped[str | None] = mapped_column(String(255))
