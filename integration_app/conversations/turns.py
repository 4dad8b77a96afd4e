"""One turn of a conversation, opened."""

from dataclasses import dataclass
from datetime import datetime

from integration_app.conversations.body import Body


@dataclass(frozen=True)
class Turn:
    """One message, opened."""

    id: int
    public_id: str
    seq: int
    author: str
    agent_id: int | None
    client_id: str | None
    body: Body
    channel: str
    at: datetime
