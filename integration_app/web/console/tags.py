"""Tags: each store has its own; agents put them on conversations, managers keep them tidy."""

from integration_app import conversations
from integration_app.conversations import tags
from integration_app.conversations.models import Conversation as Row
from integration_app.web.access import delete, get, may, patch, post
from integration_app.web.caller import Caller
from integration_app.web.console.shapes.tags import StoreTag, Tag, TagName


@get("/stores/<store>/tags")
@may("agent")
def list_tags(caller: Caller, store: str) -> list[StoreTag]:
    """List a store's tags."""
    found = tags.of_store(caller.store(store).id)
    return [StoreTag(id=one.tag.public_id, name=one.tag.name, count=one.count) for one in found]


@patch("/stores/<store>/tags/<tag>")
@may("manager")
def rename_tag(caller: Caller, store: str, tag: str, body: TagName) -> Tag:
    """Call a tag otherwise."""
    found = tags.by_public_id(caller.store(store).id, tag)
    tags.rename(found, body.name)
    return shape(found)


@delete("/stores/<store>/tags/<tag>")
@may("manager")
def drop_tag(caller: Caller, store: str, tag: str) -> None:
    """Delete a tag from everywhere."""
    tags.drop(tags.by_public_id(caller.store(store).id, tag))


@post("/conversations/<conversation>/tags")
@may("agent")
def put_on(caller: Caller, conversation: str, body: TagName) -> list[Tag]:
    """Put a tag on a conversation."""
    row = _mine(caller, conversation)
    tags.put_on(row, body.name, agent_id=caller.agent.id)
    return of(row)


@delete("/conversations/<conversation>/tags/<tag>")
@may("agent")
def take_off(caller: Caller, conversation: str, tag: str) -> None:
    """Take a tag off a conversation."""
    tags.take_off(_mine(caller, conversation), tag, agent_id=caller.agent.id)


def of(row: Row) -> list[Tag]:
    """Return a conversation's tags."""
    return [shape(tag) for tag in tags.of_conversations([row.id]).get(row.id, [])]


def shape(tag: tags.Tag) -> Tag:
    """Return a tag as the console reads it."""
    return Tag(id=tag.public_id, name=tag.name)


def _mine(caller: Caller, public_id: str) -> Row:
    return conversations.conversation(list(caller.stores), public_id)
