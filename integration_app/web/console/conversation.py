"""One conversation: everything around it, and what an agent does in it."""

from integration_app import conversations, routing, stores
from integration_app.conversations.models import Conversation as Row
from integration_app.web.access import get, may, post
from integration_app.web.caller import Caller
from integration_app.web.console import around, doable, inbox, panel, tags
from integration_app.web.console.shapes.parts import Nothing
from integration_app.web.console.shapes.inbox import (
    Conversation,
    ConversationPage,
    HandOver,
    Note,
    ReadUpTo,
    SendMessage,
    Sent,
    WriteNote,
)


@get("/conversations/<conversation>")
@may("agent")
def read_conversation(caller: Caller, conversation: str) -> ConversationPage:
    """Read everything around one conversation."""
    row = _mine(caller, conversation)
    store = caller.stores[row.store_id]
    orders, may_do = panel.orders_of(row), doable.rights(caller, store)
    return ConversationPage(
        conversation=around.state(row, store),
        tags=tags.of(row),
        messages=around.messages(row),
        events=around.events(row),
        summary=around.summary(row),
        notes=around.notes(row),
        shopper=panel.shopper(row, orders),
        orders=[panel.order(store, one, may_do) for one in orders[: panel.SHOWN]],
        cart=panel.cart(row, store),
        returns=panel.returns(row, store, may_do),
        earlier=around.earlier(row),
        proofs=around.proofs(row),
        viewers=[],
    )


@post("/conversations/<conversation>/messages")
@may("agent")
def send_message(caller: Caller, conversation: str, body: SendMessage) -> Sent:
    """Answer the shopper; what nobody has is then the caller's."""
    row = _mine(caller, conversation)
    posted = routing.reply(row, agent=caller.agent, text=body.body.text, client_id=body.client_id)
    return Sent(id=posted.public_id, seq=posted.seq)


@post("/conversations/<conversation>/notes")
@may("agent")
def write_note(caller: Caller, conversation: str, body: WriteNote) -> Note:
    """Write a note for the team."""
    row = _mine(caller, conversation)
    written = conversations.note(row, agent_id=caller.agent.id, text=body.text, client_id=body.client_id)
    return Note(id=written.public_id, author=inbox.brief(caller.agent), text=body.text, at=written.created_at)


@post("/conversations/<conversation>/read")
@may("agent")
def read_up_to(caller: Caller, conversation: str, body: ReadUpTo) -> None:
    """Say up to where the team has read."""
    conversations.mark_read(_mine(caller, conversation), body.seq, who="agent")


@post("/conversations/<conversation>/take")
@may("agent")
def take(caller: Caller, conversation: str, body: Nothing) -> Conversation:
    """Take a conversation."""
    row = _mine(caller, conversation)
    routing.take(row, agent=caller.agent)
    return around.state(row, caller.stores[row.store_id])


@post("/conversations/<conversation>/release")
@may("agent")
def release(caller: Caller, conversation: str, body: Nothing) -> Conversation:
    """Put one's conversation back into the queue."""
    row = _mine(caller, conversation)
    routing.release(row, agent=caller.agent)
    return around.state(row, caller.stores[row.store_id])


@post("/conversations/<conversation>/return-to-bot")
@may("agent")
def return_to_bot(caller: Caller, conversation: str, body: Nothing) -> Conversation:
    """Give a conversation back to the bot."""
    row = _mine(caller, conversation)
    routing.return_to_bot(row, agent=caller.agent)
    return around.state(row, caller.stores[row.store_id])


@post("/conversations/<conversation>/hand-over")
@may("agent")
def hand_over(caller: Caller, conversation: str, body: HandOver) -> Conversation:
    """Give a conversation to a colleague, or back to the queue, with a note if there is something to say."""
    row = _mine(caller, conversation)
    colleague = stores.person(caller.agent.workspace_id, body.agent) if body.agent else None
    routing.pass_on(row, by=caller.agent, to=colleague, note=body.note)
    return around.state(row, caller.stores[row.store_id])


@post("/conversations/<conversation>/close")
@may("agent")
def close(caller: Caller, conversation: str, body: Nothing) -> Conversation:
    """Close a conversation."""
    row = _mine(caller, conversation)
    conversations.close(row, agent_id=caller.agent.id)
    return around.state(row, caller.stores[row.store_id])


@post("/conversations/<conversation>/reopen")
@may("agent")
def reopen(caller: Caller, conversation: str, body: Nothing) -> Conversation:
    """Undo a close; the caller has it then."""
    row = _mine(caller, conversation)
    conversations.reopen(row, agent_id=caller.agent.id)
    return around.state(row, caller.stores[row.store_id])


def _mine(caller: Caller, public_id: str) -> Row:
    return conversations.conversation(list(caller.stores), public_id)
