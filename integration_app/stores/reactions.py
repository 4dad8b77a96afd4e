"""What follows when what we know of a store is in doubt: the store is asked, and its answer decides."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TypeVar

from integration_app import platforms
from integration_app.kit import db, events
from integration_app.kit.errors import ProviderError
from integration_app.kit.events import Event
from integration_app.platforms import Connection
from integration_app.platforms.protocol import Platform
from integration_app.stores import queries, rereads
from integration_app.stores.models import Store
from integration_app.stores.rereads import Question
from integration_app.stores.shopify import reactions as shopify
from integration_app.stores.shopify import tokens

_Answer = TypeVar("_Answer")

_TRIES = 3
"""How often in one go a question is asked anew because something came in meanwhile."""


def reach(store_id: int) -> Platform:
    """Return the adapter that speaks to a store, with secrets that are valid now. Call it outside of any unit.

    :raises Unreachable: if nothing speaks to its platform or the store has to be connected anew.
    :raises ProviderError: passing, if its token could not be renewed.
    """
    with db.unit(read_only=True):
        connection = queries.connection(store_id)
    return platforms.connect(_with_token(store_id, connection) if connection.platform == "shopify" else connection)


def _with_token(store_id: int, connection: Connection) -> Connection:
    """Add a token that lasts, and the way to another one should it be turned down all the same."""
    token = shopify.access_token(store_id)
    if token is None:
        return connection
    kept = {kind: secret for kind, secret in connection.secrets.items() if kind != tokens.REFRESH}
    secrets = {**kept, tokens.ACCESS: token}
    return replace(connection, secrets=secrets, renew=partial(_renewed, store_id))


def _renewed(store_id: int, refused: str) -> str:
    return shopify.access_token(store_id, refused=refused) or ""


def reread(
    event: Event,
    *,
    ask: Callable[[Platform, str], _Answer],
    take: Callable[[Store, Question, _Answer], bool],
    believe: Callable[[Store, Question], bool],
) -> None:
    """Ask a store about one of its rows and take its answer; ``take`` says False where that came too late.

    Where the store cannot be asked, ``believe`` settles what its webhooks told as the best knowledge.
    :raises ProviderError: passing, if the row kept changing.
    """
    for _ in range(_TRIES):
        with db.unit(read_only=True):
            asked = rereads.question(event["reread"])
        if asked is None:
            return
        try:
            answer = ask(reach(asked.store_id), asked.external_id)
        except platforms.Unreachable:
            with db.unit():
                believe(queries.by_id(asked.store_id), asked)
                events.settle()
            return
        with db.unit():
            if take(queries.by_id(asked.store_id), asked, answer):
                events.settle()
                return
    raise ProviderError("This kept changing while the store was asked.", permanent=False)
