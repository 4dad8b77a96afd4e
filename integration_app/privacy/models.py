"""What people asked about their own data, and what became of it."""

from datetime import datetime
from typing import Any

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from integration_app.kit import db, queue

EXPORT, ERASE, ERASE_STORE = "export", "erase", "erase_store"


class PrivacyRequest(queue.Leased, db.Base):
    """One request: worked on as a job, kept as the proof that it was done. No foreign key: it outlives its store."""

    __tablename__ = "privacy_requests"

    id: Mapped[int] = mapped_column(db.BigId, primary_key=True)
    public_id: Mapped[str] = mapped_column(db.PublicId, unique=True, default=db.new_public_id)
    workspace_id: Mapped[int] = mapped_column(db.BigId, index=True)
    store_id: Mapped[int] = mapped_column(db.BigId, index=True)
    kind: Mapped[str] = mapped_column(String(16))
    """"export", "erase", "erase_store"."""
    source: Mapped[str] = mapped_column(String(16))
    """Who asked: "platform" (its compliance webhook), "console", "operator", "plugin", "retention"."""
    agent_id: Mapped[int | None] = mapped_column(db.BigId)
    state: Mapped[str] = mapped_column(String(16), default="waiting")
    """"waiting", "held", "running", "ready" (an export lies here), "done", "cancelled"."""
    subject: Mapped[bytes | None] = mapped_column(LargeBinary)
    """Whom it is about, as sealed JSON; gone once he is erased."""
    progress: Mapped[dict[str, Any]] = mapped_column(db.Json, default=dict)
    """How far an erasure is: {part, after, waits}; numbers and names of tables only."""
    counts: Mapped[dict[str, int]] = mapped_column(db.Json, default=dict)
    """Rows by part, exported or erased."""
    requested_at: Mapped[datetime] = mapped_column(db.UtcDateTime)
    deadline_at: Mapped[datetime] = mapped_column(db.UtcDateTime)
    held_until: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    held_because: Mapped[str | None] = mapped_column(String(200))
    """"dispute", or the owner's own words."""
    ready_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    expires_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime, index=True)
    """When the exported file is deleted."""
    handed_over_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    """When somebody fetched the file."""
    done_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
