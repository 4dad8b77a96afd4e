"""What people, the bot or a shopper wanted done to an order in its store, and what became of it."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import Boolean, ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from integration_app.kit import db
from integration_app.kit.money import Amount


class OrderAction(db.Base):
    """One thing to be done once. Its public id is the key under which the store is asked.

    States: "waiting_approval" → "asked" → "doing" → "done"; or "declined" by a manager, "refused" by the store,
    "unclear" where the store's answer was lost: then it is looked up and shown to a person, never blindly repeated.
    """

    __tablename__ = "order_actions"
    __table_args__ = (UniqueConstraint("store_id", "request_key"),)

    id: Mapped[int] = mapped_column(db.BigId, primary_key=True)
    public_id: Mapped[str] = mapped_column(db.PublicId, unique=True, default=db.new_public_id)
    workspace_id: Mapped[int] = mapped_column(db.BigId)
    store_id: Mapped[int] = mapped_column(ForeignKey("stores.id"), index=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id", ondelete="CASCADE"), index=True)
    conversation_id: Mapped[int | None] = mapped_column(db.BigId, index=True)
    return_id: Mapped[int | None] = mapped_column(db.BigId, index=True)
    """The return that this refund or note belongs to."""
    kind: Mapped[str] = mapped_column(String(16))
    request_key: Mapped[str] = mapped_column(String(80))
    """Natural key of the request: one press of a button is one action."""
    asked_by: Mapped[str] = mapped_column(String(32))
    """"agent:12", "bot" or "shopper"."""
    wish: Mapped[bytes] = mapped_column(LargeBinary)
    """Sealed JSON, see wishes."""
    amount: Mapped[Decimal | None] = mapped_column(Amount)
    """Money that goes back, in the order's currency."""
    currency: Mapped[str] = mapped_column(String(3))
    state: Mapped[str] = mapped_column(String(20), default="asked", index=True)
    store_said: Mapped[str | None] = mapped_column(Text)
    """Why the store refused, in its own words."""
    external_id: Mapped[str | None] = mapped_column(String(64))
    """The store's own id of what came of it: a refund's."""
    by_hand: Mapped[bool] = mapped_column(Boolean, default=False)
    """The store has only noted the refund: somebody has to send the money."""
    refunds_before: Mapped[list[str]] = mapped_column(db.Json, default=list)
    """The store's ids of the refunds that were known when it was asked, so that a new one is told apart."""
    asked_at: Mapped[datetime] = mapped_column(db.UtcDateTime)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("agents.id"))
    """Who approved or declined it."""
    looked_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    """When the store was last looked at after an answer was lost."""
    finished_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
