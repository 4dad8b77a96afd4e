"""What is pushed to open pages after an event. A push may be lost: heartbeats carry the last seq."""

from typing import Any

from integration_app import conversations
from integration_app.conversations import recent, view
from integration_app.kit import db
from integration_app.kit.events import Event
from integration_app.shoppers.rules import LINK, OWN
from integration_app.sockets.server import AGENT, SHOPPER, emit

DEVICES = (OWN, LINK)


def room(conversation_id: int) -> str:
    """Name the room of the agents who look at a conversation."""
    return f"c{conversation_id}"


def device_room(conversation_id: int, device: str) -> str:
    """Name the room of the shopper's devices of one kind: what was proved on one opens nothing on another."""
    return f"c{conversation_id}.{device}"


def _devices(conversation_id: int) -> list[str]:
    return [device_room(conversation_id, device) for device in DEVICES]


def store_room(store_id: int) -> str:
    """Name the room of a store's agents."""
    return f"s{store_id}"


def message(event: Event) -> None:
    """Show a new message to the shopper's devices and to the store's agents."""
    fresh = recent.get(event["message"])
    if fresh is None or fresh.turn.body.about_order is not None or fresh.turn.agent_id is not None:
        to_agents = _show_to_each(event)
    else:
        to_shopper = view.message_json(fresh.turn, proved=(), names={})
        to_agents = {**to_shopper, "conversation": fresh.conversation}
        emit("message", to_shopper, to=_devices(event["conversation"]), namespace=SHOPPER)
    emit("message", to_agents, to=_agents(event), namespace=AGENT)


def _show_to_each(event: Event) -> dict[str, Any]:
    """Show a message to each kind of device as that one may see it; return it as agents do."""
    id = event["conversation"]
    with db.unit(read_only=True):
        conversation = conversations.by_id(id)
        turn = conversations.turn(conversation, event["message"])
        names = view.agent_names([turn])
        proved = {device: view.proved_orders(conversation, device=device) for device in DEVICES}
        to_each = {device: view.message_json(turn, proved=proved[device], names=names) for device in DEVICES}
        to_agents = view.message_json(turn, proved=None, names=names)
        to_agents["conversation"] = conversation.public_id
    for device, shown in to_each.items():
        emit("message", shown, to=device_room(id, device), namespace=SHOPPER)
    return to_agents


def _agents(event: Event) -> str:
    return store_room(event.store or 0)


def state(event: Event) -> None:
    """Show both sides who has the conversation now."""
    with db.unit(read_only=True):
        conversation = conversations.by_id(event["conversation"])
        proved = {device: view.proved_orders(conversation, device=device) for device in DEVICES}
        to_each = {device: view.state_json(conversation, proved=proved[device]) for device in DEVICES}
        public_id = conversation.public_id
    for device, current in to_each.items():
        emit("state", current, to=device_room(event["conversation"], device), namespace=SHOPPER)
    emit("inbox", {"conversation": public_id}, to=_agents(event), namespace=AGENT)


def inbox(event: Event) -> None:
    """Have the store's agents read one row of their list again; what belongs to no conversation stands in none."""
    if "conversation" not in event.ids:
        return
    with db.unit(read_only=True):
        public_id = conversations.by_id(event["conversation"]).public_id
    emit("inbox", {"conversation": public_id}, to=_agents(event), namespace=AGENT)


def read(event: Event) -> None:
    """Show each side up to where the other one has read."""
    with db.unit(read_only=True):
        public_id = conversations.by_id(event["conversation"]).public_id
    data = {"seq": event["seq"], "who": event.actor}
    if event.actor == "shopper":
        emit("read", {**data, "conversation": public_id}, to=room(event["conversation"]), namespace=AGENT)
    else:
        emit("read", data, to=_devices(event["conversation"]), namespace=SHOPPER)


def typing(*, conversation_id: int, public_id: str, who: str, name: str | None) -> None:
    """Tell the other side that somebody writes."""
    data = {"who": who, "name": name}
    if who == "agent":
        emit("typing", data, to=_devices(conversation_id), namespace=SHOPPER)
    emit("typing", {**data, "conversation": public_id}, to=room(conversation_id), namespace=AGENT)


def looking(conversation_id: int, public_id: str, name: str, *, here: bool) -> None:
    """Tell the agents at a conversation who looks at it too."""
    data = {"conversation": public_id, "name": name, "here": here}
    emit("looking", data, to=room(conversation_id), namespace=AGENT)
