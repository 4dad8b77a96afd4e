"""Orders and what became of them: a mirror, each part keyed by the platform's own id and time.

Parts of an order come in any order, also before the order itself: then ``order_id`` is empty and
``order_external_id`` tells where they will belong.
"""

from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

from sqlalchemy import Boolean, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from integration_app.kit import db
from integration_app.kit.money import Amount


class Order(db.Base):
    """One order."""

    __tablename__ = "orders"
    __table_args__ = (UniqueConstraint("store_id", "external_id"),)

    id: Mapped[int] = mapped_column(db.BigId, primary_key=True)
    public_id: Mapped[str] = mapped_column(db.PublicId, unique=True, default=db.new_public_id)
    store_id: Mapped[int] = mapped_column(ForeignKey("stores.id"), index=True)
    external_id: Mapped[str] = mapped_column(String(64))
    number: Mapped[str] = mapped_column(String(64), index=True)
    shopper_id: Mapped[int | None] = mapped_column(ForeignKey("shoppers.id"), index=True)
    email: Mapped[str | None] = mapped_column(String(255), index=True)
    phone: Mapped[str | None] = mapped_column(String(32))
    financial: Mapped[str] = mapped_column(String(24))
    fulfilment_status: Mapped[str | None] = mapped_column(String(24))
    on_hold: Mapped[bool] = mapped_column(Boolean, default=False)
    currency: Mapped[str] = mapped_column(String(3))
    total: Mapped[Decimal] = mapped_column(Amount)
    subtotal: Mapped[Decimal | None] = mapped_column(Amount)
    shipping_cost: Mapped[Decimal | None] = mapped_column(Amount)
    refunded: Mapped[Decimal] = mapped_column(Amount, default=Decimal(0))
    discount_codes: Mapped[list[str]] = mapped_column(db.Json, default=list)
    shipping: Mapped[dict[str, str | None]] = mapped_column(db.Json, default=dict)
    """Fields of AddressSnapshot."""
    locale: Mapped[str | None] = mapped_column(String(12))
    cart_token: Mapped[str | None] = mapped_column(String(120), index=True)
    checkout_token: Mapped[str | None] = mapped_column(String(120))
    attributes: Mapped[dict[str, str]] = mapped_column(db.Json, default=dict)
    status_url: Mapped[str | None] = mapped_column(Text)
    payment_method: Mapped[str | None] = mapped_column(String(120))
    cancel_reason: Mapped[str | None] = mapped_column(String(120))
    created_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime, index=True)
    cancelled_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    deleted_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    platform_updated_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    digest: Mapped[str | None] = mapped_column(String(64))
    """Of the snapshot last applied: a tie in time with other content asks the store."""
    mirrored_at: Mapped[datetime] = mapped_column(db.UtcDateTime)
    erased_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    """Since when nothing stands here that tells whose order it was."""


class OrderLine(db.Base):
    """One line of an order."""

    __tablename__ = "order_lines"
    __table_args__ = (UniqueConstraint("order_id", "external_id"),)

    id: Mapped[int] = mapped_column(db.BigId, primary_key=True)
    store_id: Mapped[int] = mapped_column(ForeignKey("stores.id"), index=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id", ondelete="CASCADE"), index=True)
    external_id: Mapped[str] = mapped_column(String(64))
    position: Mapped[int] = mapped_column(Integer, default=0)
    title: Mapped[str] = mapped_column(String(255))
    variant_title: Mapped[str | None] = mapped_column(String(255))
    sku: Mapped[str | None] = mapped_column(String(120))
    quantity: Mapped[int] = mapped_column(Integer)
    price: Mapped[Decimal] = mapped_column(Amount)
    discount: Mapped[Decimal] = mapped_column(Amount, default=Decimal(0))
    product_external_id: Mapped[str | None] = mapped_column(String(64))
    variant_external_id: Mapped[str | None] = mapped_column(String(64))


class Fulfilment(db.Base):
    """One parcel."""

    __tablename__ = "fulfilments"
    __table_args__ = (UniqueConstraint("store_id", "external_id"),)

    id: Mapped[int] = mapped_column(db.BigId, primary_key=True)
    store_id: Mapped[int] = mapped_column(ForeignKey("stores.id"), index=True)
    order_id: Mapped[int | None] = mapped_column(ForeignKey("orders.id", ondelete="CASCADE"), index=True)
    order_external_id: Mapped[str] = mapped_column(String(64), index=True)
    external_id: Mapped[str] = mapped_column(String(64))
    progress: Mapped[str] = mapped_column(String(24))
    tracking: Mapped[list[dict[str, str | None]]] = mapped_column(db.Json, default=list)
    """[{company, number, url}]"""
    lines: Mapped[list[list[str | int]]] = mapped_column(db.Json, default=list)
    """[[line external id, quantity]]"""
    cancelled: Mapped[bool] = mapped_column(Boolean, default=False)
    created_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    estimated_delivery_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    delivered_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    platform_updated_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    digest: Mapped[str | None] = mapped_column(String(64))


class TrackingEvent(db.Base):
    """One scan of a parcel. Kept by its own id even before its parcel is known."""

    __tablename__ = "tracking_events"
    __table_args__ = (UniqueConstraint("store_id", "external_id"),)

    id: Mapped[int] = mapped_column(db.BigId, primary_key=True)
    store_id: Mapped[int] = mapped_column(ForeignKey("stores.id"), index=True)
    order_id: Mapped[int | None] = mapped_column(ForeignKey("orders.id", ondelete="CASCADE"), index=True)
    order_external_id: Mapped[str] = mapped_column(String(64), index=True)
    fulfilment_external_id: Mapped[str] = mapped_column(String(64), index=True)
    external_id: Mapped[str] = mapped_column(String(64))
    progress: Mapped[str] = mapped_column(String(24))
    message: Mapped[str | None] = mapped_column(Text)
    city: Mapped[str | None] = mapped_column(String(120))
    country: Mapped[str | None] = mapped_column(String(2))
    happened_at: Mapped[datetime] = mapped_column(db.UtcDateTime)
    estimated_delivery_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)


class Refund(db.Base):
    """Money given back."""

    __tablename__ = "refunds"
    __table_args__ = (UniqueConstraint("store_id", "external_id"),)

    id: Mapped[int] = mapped_column(db.BigId, primary_key=True)
    store_id: Mapped[int] = mapped_column(ForeignKey("stores.id"), index=True)
    order_id: Mapped[int | None] = mapped_column(ForeignKey("orders.id", ondelete="CASCADE"), index=True)
    order_external_id: Mapped[str] = mapped_column(String(64), index=True)
    external_id: Mapped[str] = mapped_column(String(64))
    amount: Mapped[Decimal] = mapped_column(Amount)
    currency: Mapped[str] = mapped_column(String(3))
    reason: Mapped[str | None] = mapped_column(Text)
    lines: Mapped[list[list[str | int]]] = mapped_column(db.Json, default=list)
    created_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)


class StoreReturn(db.Base):
    """A return as the store tracks it; what the shopper asked for stands in tickets."""

    __tablename__ = "store_returns"
    __table_args__ = (UniqueConstraint("store_id", "external_id"),)

    id: Mapped[int] = mapped_column(db.BigId, primary_key=True)
    store_id: Mapped[int] = mapped_column(ForeignKey("stores.id"), index=True)
    order_id: Mapped[int | None] = mapped_column(ForeignKey("orders.id", ondelete="CASCADE"), index=True)
    order_external_id: Mapped[str] = mapped_column(String(64), index=True)
    external_id: Mapped[str] = mapped_column(String(64))
    name: Mapped[str | None] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(16))
    lines: Mapped[list[list[str | int]]] = mapped_column(db.Json, default=list)
    platform_updated_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)


class ShippingZone(db.Base):
    """How a parcel gets to some countries: cost and usual days, from the platform or filled in by the merchant."""

    __tablename__ = "shipping_zones"

    id: Mapped[int] = mapped_column(db.BigId, primary_key=True)
    store_id: Mapped[int] = mapped_column(ForeignKey("stores.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    countries: Mapped[list[str]] = mapped_column(db.Json, default=list)
    """ISO codes; ["*"] is the rest of the world."""
    price: Mapped[Decimal | None] = mapped_column(Amount)
    free_from: Mapped[Decimal | None] = mapped_column(Amount)
    currency: Mapped[str] = mapped_column(String(3))
    days_min: Mapped[int | None] = mapped_column(Integer)
    days_max: Mapped[int | None] = mapped_column(Integer)
    duty_paid_by: Mapped[Literal["shop", "shopper"] | None] = mapped_column(String(16))
    external_id: Mapped[str | None] = mapped_column(String(120))
    """The platform's; empty for what the merchant wrote down himself."""
    rates: Mapped[list[dict[str, str | None]] | None] = mapped_column(db.Json)
    """[{name, price, free_from}] as the platform tells them; a price of None is worked out at the checkout."""
    lanes: Mapped[dict[str, dict[str, Any]] | None] = mapped_column(db.Json)
    """{country: {days_min, days_max, duty_paid_by}} where it is otherwise than in the rest of the zone."""
    gone_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    """Since when the platform tells of it no more; what the merchant filled in waits for its return."""
