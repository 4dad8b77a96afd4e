"""What follows when a product is in doubt: the store is asked, and its answer decides."""

from integration_app import platforms, stores
from integration_app.catalogue import operations
from integration_app.kit import db, events
from integration_app.kit.errors import ProviderError
from integration_app.kit.events import Event
from integration_app.stores import rereads

_TRIES = 3


def reread(event: Event) -> None:
    """Ask the store about a product and take over its answer; without an adapter its last word counts."""
    for _ in range(_TRIES):
        with db.unit(read_only=True):
            asked = rereads.question(event["reread"])
            connection = stores.connection(asked.store_id) if asked else None
        if asked is None or connection is None:
            return
        try:
            answer = platforms.connect(connection).product(asked.external_id)
        except platforms.NoAdapter:
            with db.unit():
                operations.believe(stores.by_id(asked.store_id), asked)
                events.settle()
            return
        with db.unit():
            if operations.take_answer(stores.by_id(asked.store_id), asked, answer):
                events.settle()
                return
    raise ProviderError("The product kept changing while the store was asked.", permanent=False)
