"""A store is disconnected from our side: it is told what it should know while its keys still work, then they go."""

from collections.abc import Callable

from integration_app import platforms
from integration_app.kit import db, log
from integration_app.kit.errors import ProviderError
from integration_app.platforms import Connection
from integration_app.stores import operations, queries

Farewell = Callable[[Connection], None]

_farewells: dict[str, Farewell] = {}


def on_leaving(platform: str, say: Farewell) -> None:
    """Have this called before a platform's store is let go: take our webhooks out, say. Done once by the root."""
    _farewells[platform] = say


def let_go(store_id: int, *, actor: str) -> None:
    """Disconnect a store. Call it outside of any unit.

    What cannot be taken back in the store (it is down, or its keys are dead) keeps nobody here: its webhooks are
    refused from then on, and the store disables them by itself.
    """
    with db.unit(read_only=True):
        connection = queries.connection(store_id)
    say = _farewells.get(connection.platform)
    if say is not None:
        try:
            say(connection)
        except (ProviderError, platforms.NoAdapter) as error:
            log.logger().warning("farewell_failed", store=store_id, error=str(error))
    with db.unit():
        operations.uninstall(queries.by_id(store_id), actor=actor)
