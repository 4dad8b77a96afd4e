"""What happened to a return, as an event."""

from integration_app.kit import db, events
from integration_app.tickets.models import Return


def record(kind: str, asked: Return, actor: str) -> None:
    """Record it with the ids of return, order and conversation."""
    ids = {"conversation": asked.conversation_id} if asked.conversation_id else {}
    db.session().flush()
    events.record(
        kind,
        workspace=asked.workspace_id,
        store=asked.store_id,
        actor=actor,
        **{"return": asked.id, "order": asked.order_id, **ids},
    )
