"""Connections that are being made, and what is known of stores' webhooks."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from integration_app.kit import db


class PendingConnection(db.Base):
    """A store whose owner was sent there to let us in. The state that comes back stands here as a keyed hash."""

    __tablename__ = "pending_connections"

    id: Mapped[int] = mapped_column(db.BigId, primary_key=True)
    public_id: Mapped[str] = mapped_column(db.PublicId, unique=True, default=db.new_public_id)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspaces.id"), index=True)
    address: Mapped[str] = mapped_column(String(255))
    name: Mapped[str] = mapped_column(String(120))
    state_hash: Mapped[str] = mapped_column(String(40), unique=True)
    agent_id: Mapped[int] = mapped_column(ForeignKey("agents.id"))
    created_at: Mapped[datetime] = mapped_column(db.UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(db.UtcDateTime, index=True)
    granted_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    """The keys, until they are proved."""
    made_store: Mapped[str | None] = mapped_column(db.PublicId)
    """Public id of the store that came of it."""
    problem: Mapped[str | None] = mapped_column(String(32))
    told: Mapped[str | None] = mapped_column(String(300))
    """The problem in words."""


class WebhookWatch(db.Base):
    """How a store's webhooks were when they were looked at last."""

    __tablename__ = "webhook_watches"

    store_id: Mapped[int] = mapped_column(ForeignKey("stores.id"), primary_key=True)
    next_at: Mapped[datetime] = mapped_column(db.UtcDateTime, index=True)
    checked_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    pinged_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    """When the store last reached us: it pings each webhook that it makes."""
    mended_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    wanted: Mapped[int] = mapped_column(default=0)
    mended: Mapped[int] = mapped_column(default=0)
    """How many looks in a row had to mend: the store cannot reach us."""
    anew: Mapped[bool] = mapped_column(default=True)
    """Whether all are to be replaced: the secret is new."""
    problem: Mapped[str | None] = mapped_column(String(32))
