"""What follows when a shopper waits for a person."""

from integration_app import conversations, stores
from integration_app.conversations import outgoing
from integration_app.conversations.models import Conversation
from integration_app.kit import address, db, events
from integration_app.kit.events import Event
from integration_app.routing import operations, queries, rules
from integration_app.stores.models import Agent, Store

CONSOLE = "/console/inbox/"


def assign(event: Event) -> None:
    """Give a waiting conversation to whoever is there and has the fewest; call the others by mail if nobody is."""
    with db.unit():
        events.settle()
        conversation = conversations.by_id(event["conversation"])
        if conversation.holder != operations.QUEUE:
            return
        store = stores.by_id(conversation.store_id)
        chosen = rules.pick(queries.candidates(store))
        if chosen is None:
            alert(conversation, store)
        else:
            operations.assign_waiting(conversation, agent_id=chosen)


def escalate() -> int:
    """Call by mail for conversations that nobody took in time; one mail a person and waiting. For the clock."""
    with db.unit():
        waiting = queries.overdue()
        for conversation in waiting:
            alert(conversation, stores.by_id(conversation.store_id))
        return len(waiting)


def alert(conversation: Conversation, store: Store) -> None:
    """Write to everybody who may answer in the store, once for each time that the shopper waits."""
    for agent in queries.staff(store):
        if agent.address is not None:
            _write_to(agent, agent.address, conversation, store)


def _write_to(agent: Agent, to: str, conversation: Conversation, store: Store) -> None:
    summary = conversations.summary(conversation)
    since = conversation.waiting_since.timestamp() if conversation.waiting_since else 0
    outgoing.want(
        outgoing.STAFF_ALERT,
        workspace=store.workspace_id,
        store=store.id,
        to=to,
        locale=agent.locale,
        values={
            "reference": conversation.reference or "",
            "reason": str(summary.get("reason_text") or ""),
            "who": str(summary.get("who") or "?"),
            "wants": str(summary.get("wants") or ""),
            "answer_by": "",
        },
        dedupe_key=f"staff:{conversation.id}:{agent.id}:{since:.0f}",
        sender=store.name,
        link=address.of(CONSOLE + conversation.public_id),
    )
