"""From an address to a store: asked for, granted, taken in."""

import json
import secrets
from datetime import timedelta

from sqlalchemy import delete, select, update

from integration_app.kit import clock, crypto, db, events
from integration_app.kit.errors import NotFound
from integration_app.platforms.protocol import ShopSnapshot
from integration_app.platforms.woocommerce.visit import Found
from integration_app.stores import credentials, operations, queries
from integration_app.stores.models import Agent, Store
from integration_app.stores.refusals import AlreadyTaken
from integration_app.stores.woocommerce import watching
from integration_app.stores.woocommerce.models import PendingConnection
from integration_app.stores.woocommerce.refusals import UnknownState

LASTS = timedelta(minutes=30)
"""How long a store's owner has to say yes."""

PATIENCE = timedelta(minutes=10)
"""How long keys are tried before the merchant is told that his store does not answer."""

_KEPT = timedelta(days=1)
_PLACE = "pending_connections.sealed"


def ask(found: Found, *, by: Agent) -> tuple[PendingConnection, str]:
    """Note that a store is asked to let us in; return the row, and the state by which its answer is known."""
    now, state = clock.now(), secrets.token_urlsafe(32)
    db.session().execute(delete(PendingConnection).where(PendingConnection.expires_at < now - _KEPT))
    row = PendingConnection(
        public_id=db.new_public_id(),
        workspace_id=by.workspace_id,
        address=found.address,
        name=found.name,
        state_hash=_hash(state),
        agent_id=by.id,
        created_at=now,
        expires_at=now + LASTS,
    )
    db.session().add(row)
    db.session().flush()
    return row, state


def grant(state: str, *, key: str, secret: str) -> None:
    """Take the keys that a store hands over, once. :raises UnknownState: for a state that is wrong, old or spent."""
    hashed, now = _hash(state), clock.now()
    row = db.session().scalar(select(PendingConnection).where(PendingConnection.state_hash == hashed))
    if row is None:
        raise UnknownState
    told = json.dumps({"key": key, "secret": secret})
    values = {"granted_at": now, "sealed": crypto.seal(row.workspace_id, _PLACE, row.public_id, told)}
    waiting = update(PendingConnection).where(PendingConnection.id == row.id, PendingConnection.granted_at.is_(None))
    if db.connection().execute(waiting.where(PendingConnection.expires_at > now).values(values)).rowcount != 1:
        raise UnknownState
    events.record("connection.granted", workspace=row.workspace_id, connection=row.id)


def keys_of(row: PendingConnection) -> tuple[str, str] | None:
    """Open the keys that wait to be proved; None once that is settled."""
    if row.sealed is None or row.made_store is not None:
        return None
    told = json.loads(crypto.unseal(row.workspace_id, _PLACE, row.public_id, row.sealed))
    return told["key"], told["secret"]


def finish(row: PendingConnection, store: Store) -> None:
    """Note what came of it; the keys stand with the store from now on."""
    row.made_store, row.sealed, row.problem, row.told = store.public_id, None, None, None


def fail(row: PendingConnection, problem: str, told: str) -> None:
    """Note why nothing came of it; its keys are forgotten."""
    row.problem, row.told, row.sealed = problem, told[:300], None


def is_stuck(row: PendingConnection) -> bool:
    """Say whether the keys came long ago and could still not be proved: the store does not answer us."""
    return row.granted_at is not None and row.made_store is None and clock.now() - row.granted_at > PATIENCE


def pending(workspace_id: int, public_id: str) -> PendingConnection:
    """Return a connection that is being made. :raises NotFound: if this workspace makes none of that name."""
    named = select(PendingConnection).where(PendingConnection.public_id == public_id)
    found = db.session().scalar(named.where(PendingConnection.workspace_id == workspace_id))
    if found is None:
        raise NotFound("There is no such connection.")
    return found


def by_id(id: int) -> PendingConnection:
    """Return a connection by its row id, as events carry it."""
    return db.session().get_one(PendingConnection, id)


def take_in(workspace_id: int, address: str, shop: ShopSnapshot, *, key: str, secret: str, actor: str) -> Store:
    """Add a store with keys that were proved, or give new keys to one that is here. Its webhooks are made after.

    :raises AlreadyTaken: if another workspace has it.
    """
    pair = {"consumer_key": key, "consumer_secret": secret}
    known = queries.by_shop_domain(name_of(address), "woocommerce")
    if known is not None and known.uninstalled_at is None:
        if known.workspace_id != workspace_id:
            raise AlreadyTaken(f"{name_of(address)} is connected already.")
        for kind, value in pair.items():
            credentials.keep(known, kind, value)
        known.address = address
        watching.begin(known)
        events.record("store.reconnected", workspace=workspace_id, store=known.id, actor=actor)
        return known
    store = operations.add_store(
        queries.workspace(workspace_id),
        platform="woocommerce",
        name=shop.name,
        address=address,
        shop_domain=name_of(address),
        secrets={**pair, "webhook_secret": secrets.token_urlsafe(32)},
        locale=shop.locale,
        currency=shop.currency,
        timezone=shop.timezone,
        country=shop.country,
        actor=actor,
    )
    watching.begin(store)
    return store


def name_of(address: str) -> str:
    """Return how a store is named: its host, and its folder where WordPress stands in one."""
    return address.partition("://")[2].rstrip("/")


def _hash(state: str) -> str:
    return crypto.lookup_hash("woocommerce_state", state)
