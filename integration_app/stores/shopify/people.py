"""The people of a shop's admin, and who they are in our workspace.

Shopify proves who somebody is in his shop; what he may do here is ours. The first of a new shop owns the workspace
that is opened for it. Everybody else is an agent without a role until an owner gives him one.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from integration_app.kit import clock, db, events
from integration_app.kit.text import fold_email
from integration_app.platforms.shopify import id_token
from integration_app.platforms.shopify.auth import Person
from integration_app.platforms.shopify.id_token import BadIdToken, Visitor
from integration_app.stores import installation, queries
from integration_app.stores.models import Agent, Role, Store, Workspace
from integration_app.stores.queries import SignedIn


class ShopifyUser(db.Base):
    """Who somebody of a shop's admin is among our agents."""

    __tablename__ = "shopify_users"
    __table_args__ = (UniqueConstraint("shop_domain", "user_id"),)

    id: Mapped[int] = mapped_column(db.BigId, primary_key=True)
    shop_domain: Mapped[str] = mapped_column(String(255))
    user_id: Mapped[str] = mapped_column(String(64))
    """Shopify's id of the person, in this shop."""
    agent_id: Mapped[int] = mapped_column(ForeignKey("agents.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(db.UtcDateTime)


def visitor(token: object) -> Visitor:
    """Return of whom an ID token speaks. :raises BadIdToken: if it is none, or of another app."""
    app = installation.shopify_app()
    if not isinstance(token, str):
        raise BadIdToken
    return id_token.read(token, client_id=app.client_id, secrets=app.secrets)


def shop_of(visitor: Visitor) -> Store | None:
    """Return the store row of a visitor's shop, also of one that has left."""
    return queries.by_shop_domain(visitor.shop, "shopify")


def agent_of(visitor: Visitor) -> Agent | None:
    """Return who a visitor is here; None for a stranger, for who was removed, and where his shop is not installed."""
    store = shop_of(visitor)
    if store is None or store.uninstalled_at is not None:
        return None
    named = (
        select(Agent)
        .join(ShopifyUser, ShopifyUser.agent_id == Agent.id)
        .where(ShopifyUser.shop_domain == visitor.shop, ShopifyUser.user_id == visitor.user)
        .where(Agent.workspace_id == store.workspace_id, Agent.removed_at.is_(None))
    )
    return db.session().scalar(named)


def owner_before(visitor: Visitor) -> Agent | None:
    """Return the owner that a visitor was here, before everything of his shop was erased."""
    named = (
        select(Agent)
        .join(ShopifyUser, ShopifyUser.agent_id == Agent.id)
        .where(ShopifyUser.shop_domain == visitor.shop, ShopifyUser.user_id == visitor.user)
        .where(Agent.removed_at.is_(None))
    )
    found = db.session().scalar(named)
    return found if found and queries.highest_role(found) == "owner" else None


def signed_in(visitor: Visitor) -> SignedIn | None:
    """Return who calls by an ID token; None if he is nobody here yet. There is no session that could be forged."""
    agent = agent_of(visitor)
    return SignedIn(agent, queries.highest_role(agent), csrf="", session_id=None) if agent else None


def link(visitor: Visitor, agent: Agent) -> None:
    """Note that a visitor is this agent, from now on and instead of anybody before."""
    known = (ShopifyUser.shop_domain == visitor.shop, ShopifyUser.user_id == visitor.user)
    db.session().execute(delete(ShopifyUser).where(*known))
    row = ShopifyUser(shop_domain=visitor.shop, user_id=visitor.user, agent_id=agent.id, created_at=clock.now())
    db.session().add(row)
    db.session().flush()


def unlink(agent: Agent) -> None:
    """Forget by which people of which shops an agent came in."""
    db.session().execute(delete(ShopifyUser).where(ShopifyUser.agent_id == agent.id))


def join(visitor: Visitor, person: Person, workspace: Workspace, *, role: str | None) -> Agent:
    """Make a visitor an agent of a workspace; without a role he waits for an owner to let him in."""
    public_id = db.new_public_id()
    agent = Agent(
        public_id=public_id,
        workspace_id=workspace.id,
        email=_free(person.email) or f"shopify:{public_id}",
        name=person.name or f"{visitor.shop.partition('.')[0]} {visitor.user[-4:]}",
        locale=person.locale,
        created_at=clock.now(),
    )
    db.session().add(agent)
    db.session().flush()
    if role:
        db.session().add(Role(agent_id=agent.id, store_id=None, kind=role))
    link(visitor, agent)
    events.record("agent.joined", workspace=workspace.id, agent=agent.id)
    return agent


def _free(email: str | None) -> str | None:
    """Return an address that nobody signs in with yet. Who has it keeps it: an address makes nobody somebody else."""
    address = fold_email(email) if email else None
    taken = address and db.session().scalar(select(Agent.id).where(Agent.email == address))
    return None if taken else address
