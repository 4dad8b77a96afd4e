"""When the widget speaks first, and what it hands out."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Boolean, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from integration_app.kit import db
from integration_app.kit.money import Amount


class Campaign(db.Base):
    """A discount with its bounds. Sleeps until the merchant confirms it."""

    __tablename__ = "campaigns"

    id: Mapped[int] = mapped_column(db.BigId, primary_key=True)
    public_id: Mapped[str] = mapped_column(db.PublicId, unique=True, default=db.new_public_id)
    store_id: Mapped[int] = mapped_column(ForeignKey("stores.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    percent: Mapped[Decimal] = mapped_column(Amount)
    max_per_order: Mapped[Decimal | None] = mapped_column(Amount)
    budget: Mapped[Decimal | None] = mapped_column(Amount)
    """For one week, in the store's currency; reserved when a code is issued."""
    codes_a_day: Mapped[int] = mapped_column(Integer, default=100)
    valid_hours: Mapped[int] = mapped_column(Integer, default=24)
    ends_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    """When the campaign is over."""
    confirmed_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    stopped_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(db.UtcDateTime)
    deleted_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    codes_external_id: Mapped[str | None] = mapped_column(String(64))
    """The store's own name for the discount that all ready codes share."""
    codes_blocked_until: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    """The store made no codes ahead; until then it is not asked again."""
    codes_problem: Mapped[str | None] = mapped_column(Text)
    """Why, in the store's own words."""


class Trigger(db.Base):
    """A rule: when to speak, and what to say in which language."""

    __tablename__ = "triggers"

    id: Mapped[int] = mapped_column(db.BigId, primary_key=True)
    public_id: Mapped[str] = mapped_column(db.PublicId, unique=True, default=db.new_public_id)
    store_id: Mapped[int] = mapped_column(ForeignKey("stores.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(16))
    """"dwell", "exit", "cart_leave", "repeat_view"."""
    seconds: Mapped[int | None] = mapped_column(Integer)
    times: Mapped[int | None] = mapped_column(Integer)
    days: Mapped[int | None] = mapped_column(Integer)
    pages: Mapped[list[str]] = mapped_column(db.Json, default=list)
    """Kinds of page or paths, "*" at the end for a prefix; empty: every page."""
    night: Mapped[bool] = mapped_column(Boolean, default=False)
    """Also in the visitor's night."""
    texts: Mapped[dict[str, dict[str, str]]] = mapped_column(db.Json, default=dict)
    """{locale: {"text", "take", "decline", "empty_text"}}; "{percent}" and "{product}" are filled in."""
    campaign_id: Mapped[int | None] = mapped_column(ForeignKey("campaigns.id"))
    live: Mapped[bool] = mapped_column(Boolean, default=True)
    position: Mapped[int] = mapped_column(Integer, default=0)
    created_at: Mapped[datetime] = mapped_column(db.UtcDateTime)
    deleted_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)


class Firing(db.Base):
    """A trigger spoke to a visitor; in one visit once."""

    __tablename__ = "firings"
    __table_args__ = (UniqueConstraint("store_id", "visit"),)

    id: Mapped[int] = mapped_column(db.BigId, primary_key=True)
    public_id: Mapped[str] = mapped_column(db.PublicId, unique=True, default=db.new_public_id)
    store_id: Mapped[int] = mapped_column(ForeignKey("stores.id"), index=True)
    trigger_id: Mapped[int] = mapped_column(ForeignKey("triggers.id"), index=True)
    visit: Mapped[str] = mapped_column(String(64))
    """Random name of the visit, from the page's session storage."""
    address_hash: Mapped[str | None] = mapped_column(String(40), index=True)
    """Keyed hash of the visitor's address, by which coupons are limited."""
    conversation_id: Mapped[int | None] = mapped_column(db.BigId, index=True)
    page: Mapped[str | None] = mapped_column(Text)
    cart_token: Mapped[str | None] = mapped_column(String(120))
    cart_items: Mapped[int | None] = mapped_column(Integer)
    """None: the page could not tell."""
    cart_total: Mapped[Decimal | None] = mapped_column(Amount)
    """In the store's currency; None where it is not known or in another one."""
    with_coupon: Mapped[bool] = mapped_column(Boolean, default=False)
    fired_at: Mapped[datetime] = mapped_column(db.UtcDateTime)
    taken_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    dismissed_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)


class Coupon(db.Base):
    """One single-use code: reserved first, then made by the store, then perhaps used. One per firing."""

    __tablename__ = "coupons"
    __table_args__ = (UniqueConstraint("firing_id"),)

    id: Mapped[int] = mapped_column(db.BigId, primary_key=True)
    public_id: Mapped[str] = mapped_column(db.PublicId, unique=True, default=db.new_public_id)
    store_id: Mapped[int] = mapped_column(ForeignKey("stores.id"), index=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), index=True)
    firing_id: Mapped[int | None] = mapped_column(ForeignKey("firings.id"))
    conversation_id: Mapped[int | None] = mapped_column(db.BigId, index=True)
    code: Mapped[str | None] = mapped_column(String(64), index=True)
    external_id: Mapped[str | None] = mapped_column(String(64))
    apply_url: Mapped[str | None] = mapped_column(Text)
    percent: Mapped[Decimal] = mapped_column(Amount)
    reserved: Mapped[Decimal] = mapped_column(Amount)
    """Of the budget, in the store's currency."""
    reserved_at: Mapped[datetime] = mapped_column(db.UtcDateTime, index=True)
    issued_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(db.UtcDateTime, index=True)
    used_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    released_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    failed_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)


class Cart(db.Base):
    """A cart or unfinished checkout, the latest state per token."""

    __tablename__ = "carts"
    __table_args__ = (UniqueConstraint("store_id", "token"),)

    id: Mapped[int] = mapped_column(db.BigId, primary_key=True)
    store_id: Mapped[int] = mapped_column(ForeignKey("stores.id"), index=True)
    token: Mapped[str] = mapped_column(String(120))
    items: Mapped[int] = mapped_column(Integer, default=0)
    total: Mapped[Decimal | None] = mapped_column(Amount)
    currency: Mapped[str | None] = mapped_column(String(3))
    lines: Mapped[list[dict[str, Any]]] = mapped_column(db.Json, default=list)
    """[{title, variant, quantity, price, product_id}]"""
    email: Mapped[str | None] = mapped_column(String(255))
    checkout_token: Mapped[str | None] = mapped_column(String(120))
    recovery_url: Mapped[str | None] = mapped_column(Text)
    completed_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    platform_updated_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
