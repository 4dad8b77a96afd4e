"""Requests that outlive a chat."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from integration_app.kit import db
from integration_app.kit.money import Amount


class Ticket(db.Base):
    """A recorded request with its reference: taken out of hours, or by hand."""

    __tablename__ = "tickets"
    __table_args__ = (UniqueConstraint("workspace_id", "reference"),)

    id: Mapped[int] = mapped_column(db.BigId, primary_key=True)
    public_id: Mapped[str] = mapped_column(db.PublicId, unique=True, default=db.new_public_id)
    workspace_id: Mapped[int] = mapped_column(db.BigId)
    store_id: Mapped[int] = mapped_column(ForeignKey("stores.id"), index=True)
    reference: Mapped[str] = mapped_column(String(16))
    conversation_id: Mapped[int | None] = mapped_column(db.BigId, index=True)
    order_id: Mapped[int | None] = mapped_column(ForeignKey("orders.id"))
    tier: Mapped[str] = mapped_column(String(1), default="C")
    """"A" refund or dispute, "B" delivery, "C" product."""
    request: Mapped[bytes] = mapped_column(LargeBinary)
    """The shopper's words, sealed."""
    answer_by: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(db.UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)


class Return(db.Base):
    """A return that a shopper asked for, whatever the platform makes of it."""

    __tablename__ = "returns"
    __table_args__ = (UniqueConstraint("workspace_id", "reference"), UniqueConstraint("store_id", "request_key"))

    id: Mapped[int] = mapped_column(db.BigId, primary_key=True)
    public_id: Mapped[str] = mapped_column(db.PublicId, unique=True, default=db.new_public_id)
    workspace_id: Mapped[int] = mapped_column(db.BigId)
    store_id: Mapped[int] = mapped_column(ForeignKey("stores.id"), index=True)
    reference: Mapped[str] = mapped_column(String(16))
    request_key: Mapped[str] = mapped_column(String(80))
    """Natural key of the request: what in which conversation asked for it."""
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"), index=True)
    conversation_id: Mapped[int | None] = mapped_column(db.BigId, index=True)
    external_id: Mapped[str | None] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(16), default="requested")
    """"requested", "open" (approved), "declined", "cancelled", "received" (ours only), "closed"; "unclear" if the
    store's answer was lost."""
    reason: Mapped[str] = mapped_column(String(32))
    lines: Mapped[list[dict[str, Any]]] = mapped_column(db.Json, default=list)
    """[{line external id, title, quantity, price}]"""
    note: Mapped[bytes | None] = mapped_column(LargeBinary)
    amount: Mapped[Decimal] = mapped_column(Amount)
    currency: Mapped[str] = mapped_column(String(3))
    requested_at: Mapped[datetime] = mapped_column(db.UtcDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("agents.id"))
    answer: Mapped[bytes | None] = mapped_column(LargeBinary)
    """What the team wrote to the shopper with its decision, sealed."""
    decision: Mapped[str | None] = mapped_column(String(16))
    """"approve" or "decline" while the store has not agreed to it yet."""
    store_said: Mapped[str | None] = mapped_column(Text)
    """Why the store did not agree, in its own words."""
    received_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    refunded_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
