"""Shoppers, how we know them, and what they have proved."""

from datetime import datetime

from sqlalchemy import ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from integration_app.kit import db


class Shopper(db.Base):
    """A person at one store, known a little or well."""

    __tablename__ = "shoppers"
    __table_args__ = (UniqueConstraint("store_id", "external_id"),)

    id: Mapped[int] = mapped_column(db.BigId, primary_key=True)
    public_id: Mapped[str] = mapped_column(db.PublicId, unique=True, default=db.new_public_id)
    store_id: Mapped[int] = mapped_column(ForeignKey("stores.id"), index=True)
    external_id: Mapped[str | None] = mapped_column(String(64))
    """The platform's customer id."""
    email: Mapped[str | None] = mapped_column(String(255), index=True)
    phone: Mapped[str | None] = mapped_column(String(32))
    first_name: Mapped[str | None] = mapped_column(String(120))
    last_name: Mapped[str | None] = mapped_column(String(120))
    locale: Mapped[str | None] = mapped_column(String(12))
    zone: Mapped[str | None] = mapped_column(String(48))
    country: Mapped[str | None] = mapped_column(String(2))
    created_at: Mapped[datetime] = mapped_column(db.UtcDateTime)
    platform_updated_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)


class Alias(db.Base):
    """Two rows are one person. Nothing is re-pointed, so it can be undone."""

    __tablename__ = "shopper_aliases"
    __table_args__ = (UniqueConstraint("shopper_id", "same_as_id"),)

    id: Mapped[int] = mapped_column(db.BigId, primary_key=True)
    store_id: Mapped[int] = mapped_column(ForeignKey("stores.id"), index=True)
    shopper_id: Mapped[int] = mapped_column(ForeignKey("shoppers.id"), index=True)
    same_as_id: Mapped[int] = mapped_column(ForeignKey("shoppers.id"), index=True)
    reason: Mapped[str] = mapped_column(String(32))
    created_at: Mapped[datetime] = mapped_column(db.UtcDateTime)


class Proof(db.Base):
    """What somebody in a conversation has proved, about one order or (order empty) about being a customer."""

    __tablename__ = "proofs"

    id: Mapped[int] = mapped_column(db.BigId, primary_key=True)
    store_id: Mapped[int] = mapped_column(ForeignKey("stores.id"), index=True)
    conversation_id: Mapped[int] = mapped_column(db.BigId, index=True)
    device: Mapped[str] = mapped_column(String(8))
    """Where it was proved, and the only place where it opens anything: "own", "link", "mail"."""
    kind: Mapped[str] = mapped_column(String(16))
    """"pair" (number and address), "code" (one-time code), "signed_in"."""
    order_id: Mapped[int | None] = mapped_column(db.BigId)
    shopper_id: Mapped[int | None] = mapped_column(ForeignKey("shoppers.id"))
    """The signed-in customer."""
    proved_at: Mapped[datetime] = mapped_column(db.UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(db.UtcDateTime)


class OneTimeCode(db.Base):
    """Six digits sent to an order's own e-mail: ten minutes, five tries."""

    __tablename__ = "one_time_codes"

    id: Mapped[int] = mapped_column(db.BigId, primary_key=True)
    store_id: Mapped[int] = mapped_column(ForeignKey("stores.id"), index=True)
    conversation_id: Mapped[int] = mapped_column(db.BigId, index=True)
    order_id: Mapped[int] = mapped_column(db.BigId)
    code_hash: Mapped[str] = mapped_column(String(40))
    tries: Mapped[int] = mapped_column(Integer, default=0)
    created_at: Mapped[datetime] = mapped_column(db.UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(db.UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)


class ErasedMark(db.Base):
    """Somebody, or an order, was erased: late news of what was before must not bring the person back.

    The name stands here as a keyed hash only, so that the row itself tells of nobody.
    """

    __tablename__ = "erased_marks"
    __table_args__ = (UniqueConstraint("store_id", "name_hash"),)

    id: Mapped[int] = mapped_column(db.BigId, primary_key=True)
    store_id: Mapped[int] = mapped_column(ForeignKey("stores.id"), index=True)
    name_hash: Mapped[str] = mapped_column(String(40))
    erased_at: Mapped[datetime] = mapped_column(db.UtcDateTime)
