"""Workspaces, their stores, and the people who work there."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from integration_app.kit import db


class Workspace(db.Base):
    """One merchant: the border that nothing crosses."""

    __tablename__ = "workspaces"

    id: Mapped[int] = mapped_column(db.BigId, primary_key=True)
    public_id: Mapped[str] = mapped_column(db.PublicId, unique=True, default=db.new_public_id)
    name: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[datetime] = mapped_column(db.UtcDateTime)
    next_reference: Mapped[int] = mapped_column(db.BigId, default=3001)
    """The number that the next ticket or request gets: P-3001, R-3002."""


class Store(db.Base):
    """One shop, with its own widget, settings and shoppers."""

    __tablename__ = "stores"
    __table_args__ = (UniqueConstraint("platform", "shop_domain"),)

    id: Mapped[int] = mapped_column(db.BigId, primary_key=True)
    public_id: Mapped[str] = mapped_column(db.PublicId, unique=True, default=db.new_public_id)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspaces.id"), index=True)
    platform: Mapped[str] = mapped_column(String(24))
    """"shopify", "woocommerce", "demo", "rest"."""
    name: Mapped[str] = mapped_column(String(120))
    address: Mapped[str] = mapped_column(String(255))
    """Base URL as a browser reaches it, without a slash at the end."""
    shop_domain: Mapped[str] = mapped_column(String(255))
    """How its webhooks name it: the myshopify domain, or host[:port]."""
    domains: Mapped[list[str]] = mapped_column(db.Json, default=list)
    """Exact origins the widget may run on: ["https://shop.example"]."""
    locale: Mapped[str] = mapped_column(String(12), default="en")
    currency: Mapped[str] = mapped_column(String(3), default="EUR")
    timezone: Mapped[str] = mapped_column(String(48), default="UTC")
    country: Mapped[str | None] = mapped_column(String(2))
    email: Mapped[str | None] = mapped_column(String(255))
    scopes: Mapped[list[str]] = mapped_column(db.Json, default=list)
    """What the platform lets us do, as it last said; empty where it has not."""
    settings: Mapped[dict[str, Any]] = mapped_column(db.Json, default=dict)
    """Read and written through stores.settings only."""
    created_at: Mapped[datetime] = mapped_column(db.UtcDateTime)
    uninstalled_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    sign_in_needed_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    """Since when the platform takes our tokens no more; somebody has to open the app in the shop's admin."""
    renewing_until: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    """Lease of the one worker that renews the tokens."""


class Credential(db.Base):
    """A secret of a store, sealed: webhook secret, access token, consumer key. Two may be valid during a rotation."""

    __tablename__ = "credentials"

    id: Mapped[int] = mapped_column(db.BigId, primary_key=True)
    public_id: Mapped[str] = mapped_column(db.PublicId, unique=True, default=db.new_public_id)
    store_id: Mapped[int] = mapped_column(ForeignKey("stores.id"), index=True)
    kind: Mapped[str] = mapped_column(String(32))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(db.UtcDateTime)
    expires_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)


class Agent(db.Base):
    """A person who signs in to the console."""

    __tablename__ = "agents"

    id: Mapped[int] = mapped_column(db.BigId, primary_key=True)
    public_id: Mapped[str] = mapped_column(db.PublicId, unique=True, default=db.new_public_id)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspaces.id"), index=True)
    email: Mapped[str] = mapped_column(String(255), unique=True)
    """Where he signs in and gets mail. Who has none here, because he came through Shopify or has left, has a
    placeholder without an @ ("shopify:…", "removed:…"), which no form accepts."""
    name: Mapped[str] = mapped_column(String(120))
    password_hash: Mapped[str | None] = mapped_column(String(255))
    locale: Mapped[str] = mapped_column(String(12), default="en")
    timezone: Mapped[str] = mapped_column(String(48), default="UTC")
    theme: Mapped[str] = mapped_column(String(8), default="system")
    """"system", "light", "dark"."""
    created_at: Mapped[datetime] = mapped_column(db.UtcDateTime)
    removed_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)

    @property
    def address(self) -> str | None:
        """His e-mail address, if he has one here."""
        return self.email if "@" in self.email else None


class Role(db.Base):
    """What an agent may do, in one store or (store empty) in all of the workspace."""

    __tablename__ = "roles"
    __table_args__ = (UniqueConstraint("agent_id", "store_id"),)

    id: Mapped[int] = mapped_column(db.BigId, primary_key=True)
    agent_id: Mapped[int] = mapped_column(ForeignKey("agents.id"), index=True)
    store_id: Mapped[int | None] = mapped_column(ForeignKey("stores.id"))
    kind: Mapped[str] = mapped_column(String(16))
    """"owner", "manager" (settings and inbox), "agent" (inbox)."""


class AgentSession(db.Base):
    """A signed-in browser. The cookie's value stands here as a keyed hash."""

    __tablename__ = "agent_sessions"

    id: Mapped[int] = mapped_column(db.BigId, primary_key=True)
    agent_id: Mapped[int] = mapped_column(ForeignKey("agents.id"), index=True)
    key_hash: Mapped[str] = mapped_column(String(40), unique=True)
    csrf: Mapped[str] = mapped_column(String(40))
    created_at: Mapped[datetime] = mapped_column(db.UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(db.UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(db.UtcDateTime)


class OneTimeLink(db.Base):
    """An invitation, a password reset, or the first owner's link; spent at first use."""

    __tablename__ = "one_time_links"

    id: Mapped[int] = mapped_column(db.BigId, primary_key=True)
    public_id: Mapped[str] = mapped_column(db.PublicId, unique=True, default=db.new_public_id)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspaces.id"), index=True)
    purpose: Mapped[str] = mapped_column(String(16))
    """"invite", "reset", "first_owner"."""
    key_hash: Mapped[str] = mapped_column(String(40), unique=True)
    sealed_key: Mapped[bytes] = mapped_column(LargeBinary)
    """For the mail that carries the link, which is written after the commit."""
    email: Mapped[str | None] = mapped_column(String(255))
    agent_id: Mapped[int | None] = mapped_column(ForeignKey("agents.id"))
    role: Mapped[str | None] = mapped_column(String(16))
    """What an invited person will be, in all of the workspace."""
    created_at: Mapped[datetime] = mapped_column(db.UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(db.UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
