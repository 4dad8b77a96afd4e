"""The peers: what the framework needs for the same work with nothing of ours around it."""

import base64
import contextlib
import hashlib
import hmac
import json
import secrets
import threading
from datetime import UTC, datetime
from typing import Any

from flask import Flask, Response, request, session
from flask_socketio import SocketIO, join_room
from sqlalchemy import Engine, bindparam, create_engine, event, insert, select, update

from integration_app import tables
from integration_app.conversations.models import Conversation, Message
from integration_app.kit.events import EventRow, PendingReaction
from integration_app.kit.inbox import Delivery

SECRET = b"hush"
_deliveries, _messages = Delivery.__table__, Message.__table__
_conversations, _events, _pending = Conversation.__table__, EventRow.__table__, PendingReaction.__table__


def make(url: str, redis_url: str, *, single: bool) -> Flask:
    """Return a Flask app with a webhook route and a chat handler, written straight down."""
    assert tables.metadata.tables
    url = url.replace("postgresql://", "postgresql+psycopg://") if url.startswith("postgresql://") else url
    engine = _engine(url)
    lock = threading.Lock() if engine.dialect.name == "sqlite" else contextlib.nullcontext()
    app = Flask("bare")
    app.secret_key = secrets.token_bytes(16)
    _webhooks(app, engine, lock)
    _chat(app, engine, lock, redis_url, single=single)
    return app


def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        return create_engine(url, pool_size=10, max_overflow=10)
    engine = create_engine(url, connect_args={"timeout": 5, "check_same_thread": False}, pool_size=20)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=5000"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _webhooks(app: Flask, engine: Engine, lock: Any) -> None:
    @app.get("/healthz")
    def healthz() -> str:
        return "alive"

    @app.post("/webhooks/shopify")
    def webhook() -> Response:
        raw = request.get_data()
        digest = base64.b64encode(hmac.new(SECRET, raw, hashlib.sha256).digest())
        if not hmac.compare_digest(digest, request.headers["X-Shopify-Hmac-Sha256"].encode()):
            return Response(status=401)
        row = {
            "public_id": secrets.token_urlsafe(15),
            "source": "bare",
            "sender": request.headers["X-Shopify-Shop-Domain"],
            "delivery_key": request.headers["X-Shopify-Webhook-Id"],
            "topic": request.headers["X-Shopify-Topic"],
            "workspace_id": 1,
            "body": raw,
            "received_at": datetime.now(UTC),
            "queue": "webhooks",
            "attempts": 0,
        }
        with lock, engine.begin() as connection:
            connection.execute(_ADD_DELIVERY, row)
        return Response(status=200)


def _chat(app: Flask, engine: Engine, lock: Any, redis_url: str, *, single: bool) -> None:
    bus = {"message_queue": redis_url, "redis_options": {"max_connections": 500}} if redis_url else {}
    mode = "gevent" if redis_url else "threading"
    server = SocketIO(app, async_mode=mode, async_handlers=False, transports=["websocket"], channel="bare", **bus)

    def connect(auth: Any) -> None:
        session["conversation"] = int(auth["token"])
        join_room(f"c{session['conversation']}")

    def send(data: dict[str, Any]) -> dict[str, Any]:
        id = session["conversation"]
        with lock, engine.begin() as connection:
            found = _insert_only(connection, id, data) if single else _all_writes(connection, id, data)
        server.emit("message", {**found, "text": data["body"]["text"]}, to=f"c{id}", namespace="/shopper")
        return found

    server.on_event("connect", connect, namespace="/shopper")
    server.on_event("send", send, namespace="/shopper")


def _message(id: int, data: dict[str, Any], seq: Any) -> dict[str, Any]:
    return {
        "public_id": secrets.token_urlsafe(15),
        "workspace_id": 1,
        "store_id": 1,
        "conversation_id": id,
        "seq": seq,
        "author": "shopper",
        "client_id": data["client_id"],
        "body": json.dumps(data["body"]).encode(),
        "channel": "web",
        "created_at": datetime.now(UTC),
    }


def _insert_only(connection: Any, id: int, data: dict[str, Any]) -> dict[str, Any]:
    row = _message(id, data, int(data["client_id"].rsplit("-", 1)[1]) + 1)
    connection.execute(_ADD_ONLY, row)
    return {"id": row["public_id"], "seq": row["seq"]}


def _all_writes(connection: Any, id: int, data: dict[str, Any]) -> dict[str, Any]:
    """Message, conversation, event, pending reaction: the four writes of a message, in Core."""
    now = datetime.now(UTC)
    seq = connection.execute(_LAST_SEQ, {"of": id}).scalar_one() + 1
    row = _message(id, data, seq)
    message_id = connection.execute(_ADD_MESSAGE, row).scalar_one()
    changes = {"last_seq": seq, "shopper_seq": seq, "last_message_at": now, "gist": b"x" * 60, "last_author": "shopper"}
    connection.execute(_CHANGE, {"of": id, **changes})
    happened = {"kind": "message.received", "workspace_id": 1, "store_id": 1, "actor": "shopper", "at": now}
    happened["ids"] = {"conversation": id, "message": message_id, "seq": seq}
    event_id = connection.execute(_ADD_EVENT, happened).scalar_one()
    connection.execute(_ADD_PENDING, {"event_id": event_id, "reaction": "answer", "queue": "bare", "attempts": 0})
    return {"id": row["public_id"], "seq": seq}


# Built once, as ours are: a peer that builds them for each message is slower and proves nothing.
_ADD_DELIVERY = insert(_deliveries)
_LAST_SEQ = select(_conversations.c.last_seq).where(_conversations.c.id == bindparam("of")).with_for_update()
_ADD_ONLY = insert(_messages)
_ADD_MESSAGE = insert(_messages).returning(_messages.c.id)
_CHANGE = update(_conversations).where(_conversations.c.id == bindparam("of"))
_ADD_EVENT = insert(_events).returning(_events.c.id)
_ADD_PENDING = insert(_pending)
