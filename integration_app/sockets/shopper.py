"""What a shopper's chat sends over its socket."""

from typing import Any

from flask import session
from flask_socketio import ConnectionRefusedError, join_room

from integration_app import conversations, stores
from integration_app.conversations import access, acts, pace, view
from integration_app.conversations.posting import Key
from integration_app.kit import db, ephemeral, log
from integration_app.kit.errors import Refusal
from integration_app.sockets import push
from integration_app.sockets.entry import field, handler
from integration_app.sockets.server import SHOPPER, socketio


def connect(auth: Any = None) -> None:
    """Let in who brings a chat token, and only into his own conversation."""
    try:
        key = access.key_of(str((auth or {}).get("token", "")))
        with db.unit(read_only=True):
            stores.installed(key.store_id)
    except Refusal as refusal:
        raise ConnectionRefusedError(refusal.code) from refusal
    session["chat"] = (key.id, key.public_id, key.workspace_id, key.store_id, key.device)
    join_room(push.device_room(key.id, key.device))


def key() -> Key:
    """Return the conversation this socket was let into."""
    return Key(*session["chat"])


def here() -> Key:
    """Return the same inside the open unit, while its store is installed: a chat ends with it. :raises NotFound:"""
    mine = key()
    stores.installed(mine.store_id)
    return mine


@handler
def send(data: Any) -> dict[str, Any]:
    """Say something."""
    mine = here()
    pace.check(mine)
    client_id = field(data, "client_id", str)[:64]
    text = field(field(data, "body", dict), "text", str)
    posted = conversations.receive(mine, text=text, client_id=client_id, device=mine.device)
    return {"id": posted.public_id, "seq": posted.seq}


@handler
def act(data: Any) -> dict[str, Any]:
    """Do something: prove an order, ask for a person, choose a language."""
    mine = here()
    pace.check(mine)
    posted = acts.perform(mine, field(data, "act", dict), client_id=field(data, "client_id", str)[:64])
    return {"ok": True, "seq": posted.seq if posted else None}


@handler
def after(data: Any) -> dict[str, Any]:
    """Ask for everything after a seq."""
    mine = here()
    return view.shopper_thread(view.by_key(mine), after=field(data, "seq", int), device=mine.device)


@handler
def read(data: Any) -> dict[str, Any]:
    """Say up to where it was read."""
    conversations.mark_read(here(), field(data, "seq", int), who="shopper")
    return {"ok": True}


@handler
def visit(data: Any) -> dict[str, Any]:
    """Say which page the shopper looks at."""
    conversations.visit(here(), page=field(data, "page", str), page_title=field(data, "title", str))
    return {"ok": True}


def beat(_data: Any = None) -> dict[str, Any]:
    """Answer a heartbeat with the last seq, so that a gap shows."""
    ephemeral.put(f"online:{key().id}", "1", seconds=45)
    with db.unit(read_only=True):
        conversation = view.by_key(key())
        proved = view.proved_orders(conversation, device=key().device)
        return {"seq": conversation.last_seq, "state": view.state_json(conversation, proved=proved)}


def typing(_data: Any = None) -> None:
    """Tell the agents who look at the conversation."""
    mine = key()
    push.typing(conversation_id=mine.id, public_id=mine.public_id, who="shopper", name=None)


def disconnect(_reason: Any = None) -> None:
    """Let the chat be seen as away at once."""
    log.clear()
    if "chat" in session:
        ephemeral.put(f"online:{key().id}", "", seconds=1)


def register() -> None:
    """Attach the handlers."""
    events = {"send": send, "act": act, "after": after, "read": read, "visit": visit, "beat": beat, "typing": typing}
    for name, function in {**events, "connect": connect, "disconnect": disconnect}.items():
        socketio.on_event(name, function, namespace=SHOPPER)
