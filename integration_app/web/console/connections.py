"""Connecting a WooCommerce store: its owner agrees there, or makes keys by hand."""

from integration_app.platforms.woocommerce import visit
from integration_app.stores.woocommerce import connecting
from integration_app.stores.woocommerce import reactions as woocommerce
from integration_app.stores.woocommerce.models import PendingConnection
from integration_app.web import texts
from integration_app.web.access import get, may, outside, post
from integration_app.web.caller import Caller
from integration_app.web.console.shapes.connections import (
    ConnectedStore,
    ConnectionState,
    FoundStore,
    Keys,
    StoreAddress,
)


@post("/connections/woocommerce")
@may("owner")
@outside
def find_store(caller: Caller, body: StoreAddress) -> FoundStore:
    """Look whether there is a store, and prepare to be let in."""
    found, url = woocommerce.ask(body.address, by=caller.agent)
    return FoundStore(
        address=found.address, name=found.name, authorize_url=url, keys_page=visit.keys_page(found.address)
    )


@post("/connections/woocommerce/keys")
@may("owner")
@outside
def connect_by_hand(caller: Caller, body: Keys) -> ConnectedStore:
    """Prove keys that were made by hand, and connect the store."""
    keys = (body.consumer_key, body.consumer_secret)
    return ConnectedStore(store=woocommerce.connect_by_hand(body.address, *keys, by=caller.agent).public_id)


@get("/connections/woocommerce/<connection>")
@may("owner")
def read_connection(caller: Caller, connection: str) -> ConnectionState:
    """Tell what came of a connection that was begun in the store."""
    row = connecting.pending(caller.agent.workspace_id, connection)
    why = row.problem or ("store_silent" if connecting.is_stuck(row) else None)
    problem = texts.say(f"refusal.{why}", default=row.told or texts.say("connection.stuck")) if why else None
    return ConnectionState.model_validate(
        {"state": _state(row), "address": row.address, "name": row.name, "store": row.made_store, "problem": problem}
    )


def _state(row: PendingConnection) -> str:
    if row.problem or connecting.is_stuck(row):
        return "failed"
    if row.made_store:
        return "done"
    return "granted" if row.granted_at else "asked"
