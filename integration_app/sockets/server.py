"""The Socket.IO server. Websocket only, so that any process may serve any client."""

from typing import Any

from flask import Flask
from flask_socketio import SocketIO

from integration_app.config import Config

SHOPPER, AGENT = "/shopper", "/agent"

_REDIS = {"max_connections": 500}
"""redis-py 8 stops at 100 connections by default and python-socketio then rebuilds its listener."""

socketio = SocketIO()


def serve(app: Flask, config: Config, *, mode: str) -> None:
    """Attach the server to the application. ``async_handlers=False``: an answer never overtakes its push."""
    origins = [config.public_url] + ([config.socket_origin] if config.socket_origin else [])
    socketio.init_app(
        app,
        async_mode=mode,
        async_handlers=False,
        transports=["websocket"],
        cors_allowed_origins=origins,
        ping_interval=25,
        ping_timeout=20,
        max_http_buffer_size=100_000,
        **_bus(config),
    )


def push_only(config: Config) -> None:
    """Let a process without sockets (a worker) push through Redis."""
    global socketio  # noqa: PLW0603 - one a process, set at start-up
    socketio = SocketIO(**_bus(config))


def emit(event: str, data: Any, *, to: str | list[str], namespace: str) -> None:
    """Push to a room; it may be lost, the client notices by the seq. Who serves no sockets pushes nothing."""
    if socketio.server is None:
        return
    socketio.emit(event, data, to=to, namespace=namespace)


def close(socket: str, *, namespace: str) -> None:
    """Close a socket, in whichever process it is open."""
    if socketio.server is not None:
        socketio.server.disconnect(socket, namespace=namespace)


def _bus(config: Config) -> dict[str, Any]:
    if config.is_embedded:
        return {}
    return {"message_queue": config.redis_url, "channel": "parley", "redis_options": _REDIS}
