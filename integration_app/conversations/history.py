"""What happened to a conversation between its messages, from the diary of events."""

from collections.abc import Sequence

from sqlalchemy import select

from integration_app.conversations.models import Conversation
from integration_app.kit import db
from integration_app.kit.events import EventRow

KINDS = (
    "conversation.opened",
    "conversation.queued",
    "conversation.assigned",
    "conversation.released",
    "conversation.returned_to_bot",
    "conversation.closed",
    "conversation.reopened",
    "return.requested",
    "return.decided",
    "return.received",
    "return.refunded",
    "order.action_held",
    "order.action_done",
    "order.action_refused",
    "order.action_unclear",
    "order.action_declined",
    "coupon.issued",
    "trigger.fired",
)


def history(conversation: Conversation) -> Sequence[EventRow]:
    """List it, oldest first."""
    about_it = select(EventRow).where(
        EventRow.workspace_id == conversation.workspace_id,
        EventRow.at >= conversation.created_at,
        EventRow.kind.in_(KINDS),
        EventRow.ids["conversation"].as_integer() == conversation.id,
    )
    return db.session().scalars(about_it.order_by(EventRow.id)).all()
