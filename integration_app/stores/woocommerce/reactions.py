"""What is asked of WooCommerce stores while they are connected, and from time to time after."""

from collections.abc import Callable
from functools import partial

from integration_app.kit import address, clock, db, events, log
from integration_app.kit.errors import ProviderError, Refusal
from integration_app.kit.events import Event
from integration_app.platforms.manifest import manifest
from integration_app.platforms.protocol import ShopSnapshot
from integration_app.platforms.woocommerce import client, hooks, visit
from integration_app.platforms.woocommerce.visit import Found
from integration_app.stores import queries
from integration_app.stores.models import Agent, Store
from integration_app.stores.woocommerce import connecting, watching
from integration_app.stores.woocommerce.models import PendingConnection
from integration_app.stores.woocommerce.refusals import NotConnected, code_of

CALLBACK = "/webhooks/woocommerce-keys"
RETURN = "/console/connect/woocommerce"


def look(typed: str) -> Found:
    """Find the store that a merchant means. Call it outside of any unit. :raises NotConnected: with what to do."""
    try:
        return visit.look(typed)
    except ProviderError as error:
        raise NotConnected(error) from error


def ask(typed: str, *, by: Agent) -> tuple[Found, str | None]:
    """Find a store; return it with the page of the store on which its owner lets us in.

    There is no such page (None) where we have no https address: a store hands its keys to no other.
    :raises NotConnected: with what to do.
    """
    found = look(typed)
    if not address.of("").startswith("https://"):
        return found, None
    with db.unit():
        row, state = connecting.ask(found, by=by)
        back = f"{address.of(RETURN)}?connection={row.public_id}"
    return found, visit.authorize_url(found.address, state=state, callback=address.of(CALLBACK), back=back)


def connect_by_hand(typed: str, key: str, secret: str, *, by: Agent) -> Store:
    """Connect a store with keys that were made there by hand. :raises NotConnected: :raises AlreadyTaken:"""
    found = look(typed)
    try:
        shop = visit.prove(found.address, key, secret)
    except ProviderError as error:
        raise NotConnected(error) from error
    with db.unit():
        return connecting.take_in(by.workspace_id, found.address, shop, key=key, secret=secret, actor=f"agent:{by.id}")


def finish(event: Event) -> None:
    """Prove the keys that a store handed over, and take it in. :raises ProviderError: while it is worth another try."""
    with db.unit(read_only=True):
        row = connecting.by_id(event["connection"])
        keys = connecting.keys_of(row)
    if keys is None:
        return
    try:
        shop = visit.prove(row.address, *keys)
    except ProviderError as error:
        if not error.permanent:
            raise
        _settle(row.id, partial(connecting.fail, problem=code_of(error), told=str(error)))
        return
    try:
        _settle(row.id, lambda known: _take_in(known, shop, keys))
    except Refusal as refusal:
        _settle(row.id, partial(connecting.fail, problem=refusal.code, told=refusal.message))


def make_webhooks(event: Event) -> None:
    """Make the webhooks of a store that was connected. :raises ProviderError: while it is worth another try."""
    _tend(event.store or 0)


def sweep() -> int:
    """Look at the webhooks of stores whose turn it is; for the clock. One that fails keeps none of the others."""
    with db.unit(read_only=True):
        ids = watching.due()
    for id in ids:
        try:
            _tend(id)
        except ProviderError as error:
            log.logger().warning("webhooks_not_looked_at", store=id, error=str(error))
    return len(ids)


def _tend(store_id: int) -> None:
    with db.unit():
        store = queries.by_id(store_id)
        asked = watching.take(store) if watching.of(store_id) is not None else None
        connection = queries.connection(store_id)
    if asked is None:
        return
    began_at = clock.now()
    url, topics = address.of(f"{hooks.DOOR}{asked.public_id}"), manifest().woocommerce_topics
    try:
        tended = hooks.tend(client.of(connection), url, asked.secret, topics, anew=asked.anew)
    except ProviderError as error:
        with db.unit():
            watching.note_problem(queries.by_id(store_id), code_of(error))
        raise
    with db.unit():
        watching.note(queries.by_id(store_id), tended, began_at=began_at)
        events.settle()


def _take_in(row: PendingConnection, shop: ShopSnapshot, keys: tuple[str, str]) -> None:
    actor = f"agent:{row.agent_id}"
    store = connecting.take_in(row.workspace_id, row.address, shop, key=keys[0], secret=keys[1], actor=actor)
    connecting.finish(row, store)


def _settle(id: int, do: Callable[[PendingConnection], None]) -> None:
    with db.unit():
        row = connecting.by_id(id)
        if connecting.keys_of(row) is not None:
            do(row)
        events.settle()
