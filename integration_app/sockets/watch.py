"""Who sits at this process's agent sockets, and whether he still may: a push asks nobody before it goes out.

A session that ended, a person who was removed, a role that changed: within seconds the socket is closed. Who may
still come connects again at once, and joins the rooms that are his now.
"""

from integration_app import stores
from integration_app.kit import db, log
from integration_app.sockets import push
from integration_app.sockets.server import AGENT, socketio

EVERY = 5.0
"""Seconds between two looks; the longest that somebody hears on after he was put out."""

_sitting: dict[str, tuple[str, frozenset[str]]] = {}
"""By socket: the session's key, and the rooms that it opened."""


def rooms_of(key: str) -> frozenset[str]:
    """Return the rooms that a session opens now, inside the open unit; none if it opens nothing any more."""
    found = stores.signed_in(key)
    return frozenset(push.store_room(store.id) for store, _ in stores.stores_of(found.agent)) if found else frozenset()


def sit(socket: str, key: str, rooms: frozenset[str]) -> None:
    """Note who was let in."""
    _sitting[socket] = (key, rooms)


def leave(socket: str) -> None:
    """Note that a socket was closed."""
    _sitting.pop(socket, None)


def put_out() -> None:
    """Close the sockets whose sessions do not open the same rooms any more."""
    if not _sitting:
        return
    with db.unit(read_only=True):
        wrong = [socket for socket, (key, rooms) in list(_sitting.items()) if rooms_of(key) != rooms]
    for socket in wrong:
        leave(socket)
        socketio.server.disconnect(socket, namespace=AGENT)


def start() -> None:
    """Look again and again, in a thread or greenlet of its own."""

    def look() -> None:
        while True:
            socketio.sleep(EVERY)
            try:
                put_out()
            except Exception:
                log.logger().exception("socket_watch_failed")

    socketio.start_background_task(look)
