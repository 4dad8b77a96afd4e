"""Where a conversation comes from, as far as limits need it."""

from sqlalchemy import select

from integration_app.conversations.models import Conversation, Origin
from integration_app.kit import crypto, db


def address_of(conversation: Conversation) -> str:
    """Return the network address that a conversation was opened from; empty where none was noted."""
    latest = select(Origin).where(Origin.conversation_id == conversation.id).order_by(Origin.id.desc()).limit(1)
    origin = db.session().scalars(latest).first()
    if origin is None:
        return ""
    place = "conversation_origins.address"
    return crypto.unseal(conversation.workspace_id, place, origin.public_id, origin.address)
