"""Who sits at the agent sockets, and whether he still may: a push asks nobody before it goes out.

A person who is removed or whose role changes is put out at once, in whichever process he sits. A session that ended
is noticed within seconds. Who may still come connects again at once, and joins the rooms that are his now.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from integration_app import stores
from integration_app.kit import clock, db, ephemeral, log
from integration_app.kit.events import Event
from integration_app.platforms.shopify.id_token import Visitor
from integration_app.sockets import push, server
from integration_app.sockets.server import AGENT
from integration_app.stores import SignedIn
from integration_app.stores.shopify import people

TOKEN_COUNTS = timedelta(hours=1)
"""How long what an ID token said counts at a socket. A token itself lasts a minute; whom a shop dismisses gets no new
one, and the page of everybody else brings one by itself."""


@dataclass(frozen=True)
class Shown:
    """What Shopify's ID token said when somebody connected."""

    visitor: Visitor
    until: datetime


Ticket = str | Shown
"""By what somebody came in: his session's key, or an ID token."""

EVERY = 5.0
"""Seconds between two looks; the longest that somebody hears on after his session ended."""

_LASTS = 24 * 3600
"""Seconds that a list of somebody's sockets is kept after he last connected or gave a sign of life."""

_sitting: dict[str, tuple[Ticket, frozenset[str]]] = {}
"""By socket of this process: how its person came in, and the rooms that it opened."""


def holder(ticket: Ticket) -> SignedIn | None:
    """Return who sits there, if he may still, inside the open unit."""
    found = _by_token(ticket) if isinstance(ticket, Shown) else stores.signed_in(ticket)
    return found if found and stores.reaches(found.role, "agent") else None


def _by_token(shown: Shown) -> SignedIn | None:
    return people.signed_in(shown.visitor) if shown.until > clock.now() else None


def rooms_of(found: SignedIn | None) -> frozenset[str]:
    """Return the rooms that are open to somebody now, inside the open unit."""
    return frozenset(push.store_room(store.id) for store, _ in stores.stores_of(found.agent)) if found else frozenset()


def sit(socket: str, ticket: Ticket, found: SignedIn, rooms: frozenset[str]) -> None:
    """Note who was let in."""
    _sitting[socket] = (ticket, rooms)
    stay(socket, found)


def stay(socket: str, found: SignedIn) -> None:
    """Note that somebody is still there, where every process sees it."""
    ephemeral.join(_seats(found.agent.id), socket, seconds=_LASTS)


def leave(socket: str, agent_id: int | None) -> None:
    """Note that a socket was closed."""
    _sitting.pop(socket, None)
    if agent_id is not None:
        ephemeral.leave(_seats(agent_id), socket)


def right_changed(event: Event) -> None:
    """Close the sockets of an agent whose right has changed, in every process."""
    for socket in ephemeral.members(_seats(event["agent"])):
        ephemeral.leave(_seats(event["agent"]), socket)
        server.close(socket, namespace=AGENT)


def put_out() -> None:
    """Close the sockets of this process whose sessions do not open the same rooms any more."""
    if not _sitting:
        return
    with db.unit(read_only=True):
        wrong = [socket for socket, (ticket, rooms) in list(_sitting.items()) if rooms_of(holder(ticket)) != rooms]
    for socket in wrong:
        _sitting.pop(socket, None)
        server.close(socket, namespace=AGENT)


def start() -> None:
    """Look again and again, in a thread or greenlet of its own."""

    def look() -> None:
        while True:
            server.socketio.sleep(EVERY)
            try:
                put_out()
            except Exception:
                log.logger().exception("socket_watch_failed")

    server.socketio.start_background_task(look)


def _seats(agent_id: int) -> str:
    return f"seats:{agent_id}"
