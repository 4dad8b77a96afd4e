"""Who is there."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from integration_app.kit import db


class Presence(db.Base):
    """An agent at the console; stale after 60 seconds without a heartbeat."""

    __tablename__ = "presences"

    agent_id: Mapped[int] = mapped_column(ForeignKey("agents.id"), primary_key=True)
    workspace_id: Mapped[int] = mapped_column(db.BigId, index=True)
    state: Mapped[str] = mapped_column(String(8), default="here")
    """"here" or "away" (by his own choice)."""
    seen_at: Mapped[datetime] = mapped_column(db.UtcDateTime)
