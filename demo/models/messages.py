"""What leaves the shop, what mail comes to its sink, and what its app asked for."""

from datetime import datetime

from sqlalchemy import JSON, Index
from sqlalchemy.orm import Mapped, mapped_column

from demo.models.columns import Base, BigId, Json, Moment


class Delivery(Base):
    """One HTTP POST that must arrive. `gave_up_at` is set after the last attempt."""

    __tablename__ = "delivery"
    __table_args__ = (
        Index("ix_delivery_due", "delivered_at", "gave_up_at", "next_at"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    label: Mapped[str]
    url: Mapped[str]
    headers: Mapped[Json] = mapped_column(JSON)
    body: Mapped[bytes]
    attempts: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[datetime] = mapped_column(Moment)
    created_at: Mapped[datetime] = mapped_column(Moment)
    delivered_at: Mapped[datetime | None] = mapped_column(Moment)
    gave_up_at: Mapped[datetime | None] = mapped_column(Moment)
    last_error: Mapped[str | None]


class Mail(Base):
    """One mail that somebody sent to the sink, as it came."""

    __tablename__ = "mail"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    sender: Mapped[str]
    recipient: Mapped[str]
    raw: Mapped[bytes]
    received_at: Mapped[datetime] = mapped_column(Moment)
    answered_at: Mapped[datetime | None] = mapped_column(Moment)


class AppWrite(Base):
    """Something that the app asked for, by its own key, and what it was answered: asked twice it happened once."""

    __tablename__ = "app_write"

    key: Mapped[str] = mapped_column(primary_key=True)
    answer: Mapped[Json] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(Moment)
