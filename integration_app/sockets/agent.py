"""What the console sends over its socket."""

from typing import Any

from flask import request, session
from flask_socketio import ConnectionRefusedError, join_room, leave_room

from integration_app import conversations, routing, stores
from integration_app.conversations import view
from integration_app.conversations.models import Conversation
from integration_app.kit import clock, db, ephemeral
from integration_app.kit.errors import NotFound
from integration_app.platforms.shopify.id_token import BadIdToken
from integration_app.sockets import push, watch
from integration_app.sockets.entry import field, handler
from integration_app.sockets.server import AGENT, socketio
from integration_app.stores import SignedIn
from integration_app.stores.shopify import people

COOKIE = "parley_session"


def connect(auth: Any = None) -> None:
    """Let in who is signed in, by his cookie or by a fresh ID token; he hears of his stores and nothing else."""
    try:
        with db.unit(read_only=True):
            ticket = _ticket(auth)
            found = watch.holder(ticket)
            rooms = watch.rooms_of(found)
    except BadIdToken as refusal:
        raise ConnectionRefusedError(refusal.code) from refusal
    if found is None:
        raise ConnectionRefusedError("not_signed_in")
    session["ticket"], session["agent_id"] = ticket, found.agent.id
    watch.sit(_socket(), ticket, found, rooms)
    for name in rooms:
        join_room(name)


def _ticket(auth: Any) -> watch.Ticket:
    """Return by what somebody wants to come in. Shopify's frame has no cookies, so an ID token goes before them."""
    token = auth.get("id_token") if isinstance(auth, dict) else None
    if token is None:
        return request.cookies.get(COOKIE, "")
    return watch.Shown(people.visitor(token), clock.now() + watch.TOKEN_COUNTS)


def _socket() -> str:
    """Return the socket's name in this namespace; Flask-SocketIO puts it on the request."""
    sid: str = request.sid  # type: ignore[attr-defined]
    return sid


def who() -> SignedIn:
    """Return who sits at this socket, asked anew at each event: a removed agent is out at once."""
    found = watch.holder(session["ticket"])
    if found is None:
        raise NotFound("You are not signed in any more. Sign in again.")
    return found


def mine(data: Any) -> tuple[SignedIn, Conversation]:
    """Return the agent and the conversation he names, fetched with his right to it."""
    agent = who()
    reach = [store.id for store, _ in stores.stores_of(agent.agent)]
    return agent, conversations.conversation(reach, field(data, "conversation", str))


@handler
def join(data: Any) -> dict[str, Any]:
    """Look at a conversation, and tell the others who look at it too."""
    agent, conversation = mine(data)
    join_room(push.room(conversation.id))
    _look(conversation, view.first_name(agent.agent.name), here=True)
    return {"ok": True}


@handler
def leave(data: Any) -> dict[str, Any]:
    """Look away."""
    agent, conversation = mine(data)
    leave_room(push.room(conversation.id))
    _look(conversation, view.first_name(agent.agent.name), here=False)
    return {"ok": True}


def _look(conversation: Conversation, name: str, *, here: bool) -> None:
    """Tell the others, and remember for when this page is closed without a word."""
    looked_at = session.setdefault("looking", {})
    if here:
        looked_at[conversation.id] = (conversation.public_id, name)
    else:
        looked_at.pop(conversation.id, None)
    push.looking(conversation.id, conversation.public_id, name, here=here)


def disconnect(_reason: Any = None) -> None:
    """Look away from everything."""
    watch.leave(_socket(), session.get("agent_id"))
    for id, (public_id, name) in session.get("looking", {}).items():
        push.looking(id, public_id, name, here=False)


@handler
def send(data: Any) -> dict[str, Any]:
    """Answer the shopper; who answers takes the conversation if nobody has it."""
    agent, conversation = mine(data)
    posted = routing.reply(
        conversation,
        agent=agent.agent,
        text=field(data, "body", str),
        client_id=field(data, "client_id", str)[:64],
    )
    return {"id": posted.public_id, "seq": posted.seq}


@handler
def read(data: Any) -> dict[str, Any]:
    """Say up to where the team has read."""
    _, conversation = mine(data)
    conversations.mark_read(conversation, field(data, "seq", int), who="agent")
    return {"ok": True}


@handler
def beat(_data: Any = None) -> dict[str, Any]:
    """Note that somebody sits here."""
    agent = who()
    routing.beat(agent.agent)
    watch.stay(_socket(), agent)
    return {"ok": True}


@handler
def typing(data: Any) -> dict[str, Any]:
    """Tell the shopper that a person is writing."""
    agent, conversation = mine(data)
    name = view.first_name(agent.agent.name)
    push.typing(
        conversation_id=conversation.id,
        public_id=conversation.public_id,
        who="agent",
        name=name,
    )
    return {"ok": True}


@handler
def online(data: Any) -> dict[str, Any]:
    """Say whether the shopper has the chat open."""
    _, conversation = mine(data)
    return {"online": bool(ephemeral.get(f"online:{conversation.id}"))}


def register() -> None:
    """Attach the handlers."""
    events = {"join": join, "leave": leave, "send": send, "read": read, "beat": beat, "typing": typing}
    for name, function in {**events, "online": online, "connect": connect, "disconnect": disconnect}.items():
        socketio.on_event(name, function, namespace=AGENT)
