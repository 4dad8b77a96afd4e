"""The webhooks that a store sends us: looked at, made, taken out.

WooCommerce switches one off at the seventh failure in a row, for good: to activate it again keeps the count, so that
the next failure switches it off at once. What is off is therefore deleted and made anew (measured).
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from integration_app.kit import address
from integration_app.platforms import Connection, fields
from integration_app.platforms.woocommerce.client import PER_PAGE, Client, of

DOOR = "/webhooks/woocommerce/"
"""Below our own address; the store's public id follows."""

_FIRST = ("order.updated", "order.created", "order.deleted", "product.updated")
"""Made first: without these nobody gets an answer."""


@dataclass(frozen=True)
class Hook:
    """One webhook as the store has it."""

    id: str
    topic: str
    active: bool


@dataclass(frozen=True)
class Tended:
    """What a look at a store's webhooks came to."""

    wanted: int
    made: int
    """How many were missing or off, and were made anew."""


def tend(client: Client, url: str, secret: str, topics: Collection[str], *, anew: bool = False) -> Tended:
    """Have exactly one active webhook for each topic; ``anew`` replaces all, after the secret changed."""
    good: set[str] = set()
    for hook in list(listed(client, url)):
        if hook.active and not anew and hook.topic in topics and hook.topic not in good:
            good.add(hook.topic)
        else:
            client.delete(f"webhooks/{hook.id}")
    missing = sorted(set(topics) - good, key=lambda topic: (topic not in _FIRST, topic))
    for topic in missing:
        # A ping is sent before the answer comes: it finds us, since no unit is open here.
        wanted = {"name": f"Parley {topic}", "topic": topic, "delivery_url": url, "secret": secret, "status": "active"}
        client.post("webhooks", wanted)
    return Tended(len(set(topics)), len(missing))


def listed(client: Client, under: str) -> Iterator[Hook]:
    """Yield the webhooks that lead to an address of ours, or below it."""
    page = 1
    while True:
        got = client.page("webhooks", {"per_page": PER_PAGE, "page": page, "orderby": "id", "order": "asc"}).items
        for one in [one for one in got if str(one.get("delivery_url")).startswith(under)]:
            yield Hook(fields.needed_id(one), str(one.get("topic")), one.get("status") == "active")
        if len(got) < PER_PAGE:
            return
        page += 1


def take_out(client: Client) -> None:
    """Delete every webhook that leads to us."""
    for hook in list(listed(client, address.of(DOOR))):
        client.delete(f"webhooks/{hook.id}")


def farewell(connection: Connection) -> None:
    """Take our webhooks out of a store that is let go."""
    take_out(of(connection))
