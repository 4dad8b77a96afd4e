"""Which store, which person, and what he may do there."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select

from integration_app.kit import clock, crypto, db
from integration_app.kit.errors import NotFound
from integration_app.platforms import Connection
from integration_app.stores import credentials, rules, settings
from integration_app.stores.models import Agent, AgentSession, Credential, Role, Store, Workspace
from integration_app.stores.refusals import NotAllowed
from integration_app.stores.settings import Settings


def by_id(store_id: int) -> Store:
    """Return a store by its row id, as events carry it."""
    return db.session().get_one(Store, store_id)


def find(store_id: int) -> Store | None:
    """Return a store by its row id, installed or not; None if it was erased."""
    return db.session().get(Store, store_id)


def installed(store_id: int) -> Store:
    """Return a store by its row id while it is installed. :raises NotFound: if it has left or was erased."""
    found = find(store_id)
    if found is None or found.uninstalled_at is not None:
        raise NotFound("There is no such store.")
    return found


def came_back(store: Store, left_at: datetime | None) -> bool:
    """Say whether a shop was installed anew after it left: news of leaving may come a day late.

    A token that we got after that moment proves it as well as the installation itself: leaving ends every token
    (shopify-app-js #3242).
    """
    if left_at is None:
        return False
    tokens = select(func.max(Credential.created_at)).where(
        Credential.store_id == store.id, Credential.kind == "access_token"
    )
    last_token = db.session().scalar(tokens)
    return left_at < store.created_at or (last_token is not None and left_at < last_token)


def by_public_id(public_id: str) -> Store:
    """Return an installed store by the name that its widget carries. :raises NotFound: if there is none."""
    found = db.session().scalar(select(Store).where(Store.public_id == public_id, Store.uninstalled_at.is_(None)))
    if found is None:
        raise NotFound("There is no such store.")
    return found


def on_page(name: str) -> Store:
    """Return an installed store by what its pages call it: its public id, or the domain of a Shopify shop.

    :raises NotFound: if there is none.
    """
    if "." not in name:
        return by_public_id(name)
    found = by_shop_domain(name.lower(), "shopify") or by_shop_domain(name.lower(), "demo")
    if found is None or found.uninstalled_at is not None:
        raise NotFound("There is no such store.")
    return found


def by_shop_domain(shop_domain: str, *platforms: str) -> Store | None:
    """Return the store that webhooks name so, on one of these platforms."""
    named = select(Store).where(Store.shop_domain == shop_domain, Store.platform.in_(platforms))
    return db.session().scalar(named)


def workspace(workspace_id: int) -> Workspace:
    """Return a workspace by its row id."""
    return db.session().get_one(Workspace, workspace_id)


def chosen(store: Store) -> Settings:
    """Return a store's settings, complete."""
    return settings.read(store.settings)


def connection(store_id: int) -> Connection:
    """Return what an adapter needs to reach a store; take it out of the unit, then call."""
    store = by_id(store_id)
    address = store.shop_domain if store.platform == "shopify" else store.address
    return Connection(store.platform, address, credentials.newest(store), store.currency, tuple(store.scopes))


@dataclass(frozen=True)
class SignedIn:
    """Who calls, by the session's cookie or by Shopify's ID token."""

    agent: Agent
    role: str
    csrf: str
    """Empty without a cookie: what no browser adds by itself cannot be forged by another page."""
    session_id: int | None


def signed_in(key: str) -> SignedIn | None:
    """Return who is signed in with a cookie's value; None if nobody is, or not any more."""
    named = (
        select(AgentSession, Agent)
        .join(Agent, Agent.id == AgentSession.agent_id)
        .where(AgentSession.key_hash == crypto.lookup_hash("session", key))
        .where(AgentSession.expires_at > clock.now(), Agent.removed_at.is_(None))
    )
    found = db.session().execute(named).one_or_none()
    if found is None:
        return None
    session, agent = found
    return SignedIn(agent, highest_role(agent), session.csrf, session.id)


def highest_role(agent: Agent) -> str:
    """Return the strongest role an agent has anywhere in his workspace."""
    kinds = db.session().scalars(select(Role.kind).where(Role.agent_id == agent.id))
    return rules.strongest(kinds)


def stores_of(agent: Agent) -> list[tuple[Store, str]]:
    """List the stores that an agent may see, each with his role there."""
    mine = (
        select(Store, Role.kind)
        .join(Role, or_(Role.store_id == Store.id, Role.store_id.is_(None)))
        .where(Role.agent_id == agent.id, Store.workspace_id == agent.workspace_id, Store.uninstalled_at.is_(None))
        .order_by(Store.id)
    )
    found: dict[int, tuple[Store, str]] = {}
    for store, kind in db.session().execute(mine):
        known = found.get(store.id)
        found[store.id] = (store, rules.strongest([kind, known[1]] if known else [kind]))
    return list(found.values())


def store_of(agent: Agent, public_id: str, *, least: str = "agent") -> Store:
    """Return a store, if this agent has at least this role there.

    :raises NotFound: if it is none of his. :raises NotAllowed: if his role does not reach.
    """
    for store, role in stores_of(agent):
        if store.public_id == public_id:
            if not rules.reaches(role, least):
                raise NotAllowed
            return store
    raise NotFound("There is no such store.")


def people(workspace_id: int) -> list[tuple[Agent, str]]:
    """List who works in a workspace, with each one's role."""
    working = select(Agent).where(Agent.workspace_id == workspace_id, Agent.removed_at.is_(None)).order_by(Agent.id)
    return [(agent, highest_role(agent)) for agent in db.session().scalars(working)]


def person(workspace_id: int, public_id: str) -> Agent:
    """Return one who works in a workspace. :raises NotFound: if nobody does under that name."""
    named = select(Agent).where(Agent.workspace_id == workspace_id, Agent.public_id == public_id)
    found = db.session().scalar(named.where(Agent.removed_at.is_(None)))
    if found is None:
        raise NotFound("Nobody here has that name.")
    return found


def agent_by_id(agent_id: int) -> Agent:
    """Return an agent by his row id, also one who has left."""
    return db.session().get_one(Agent, agent_id)
