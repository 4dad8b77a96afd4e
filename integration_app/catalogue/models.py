"""Products as the store sells them: a mirror."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Boolean, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from integration_app.kit import db
from integration_app.kit.money import Amount


class Product(db.Base):
    """One product."""

    __tablename__ = "products"
    __table_args__ = (UniqueConstraint("store_id", "external_id"),)

    id: Mapped[int] = mapped_column(db.BigId, primary_key=True)
    public_id: Mapped[str] = mapped_column(db.PublicId, unique=True, default=db.new_public_id)
    store_id: Mapped[int] = mapped_column(ForeignKey("stores.id"), index=True)
    external_id: Mapped[str] = mapped_column(String(64))
    title: Mapped[str] = mapped_column(String(255))
    description: Mapped[str] = mapped_column(Text, default="")
    handle: Mapped[str | None] = mapped_column(String(255))
    url: Mapped[str | None] = mapped_column(Text)
    picture: Mapped[str | None] = mapped_column(Text)
    vendor: Mapped[str | None] = mapped_column(String(255))
    kind: Mapped[str | None] = mapped_column(String(255))
    material: Mapped[str | None] = mapped_column(String(255))
    tags: Mapped[list[str]] = mapped_column(db.Json, default=list)
    attributes: Mapped[dict[str, Any]] = mapped_column(db.Json, default=dict)
    published: Mapped[bool] = mapped_column(Boolean, default=True)
    platform_updated_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    digest: Mapped[str | None] = mapped_column(String(64))
    """Of the snapshot last applied: a tie in time with other content asks the store."""
    deleted_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)


class Variant(db.Base):
    """One thing that can be bought."""

    __tablename__ = "variants"
    __table_args__ = (UniqueConstraint("product_id", "external_id"),)

    id: Mapped[int] = mapped_column(db.BigId, primary_key=True)
    store_id: Mapped[int] = mapped_column(ForeignKey("stores.id"), index=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id", ondelete="CASCADE"), index=True)
    external_id: Mapped[str] = mapped_column(String(64), index=True)
    title: Mapped[str] = mapped_column(String(255))
    sku: Mapped[str | None] = mapped_column(String(120), index=True)
    price: Mapped[Decimal | None] = mapped_column(Amount)
    compare_at_price: Mapped[Decimal | None] = mapped_column(Amount)
    stock: Mapped[int | None] = mapped_column(Integer)
    available: Mapped[bool] = mapped_column(Boolean, default=True)
    options: Mapped[dict[str, str]] = mapped_column(db.Json, default=dict)
    platform_updated_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
