"""How fast somebody may write: a person's pace passes, a flood does not.

Each process counts for itself: this is a brake and no border, and a round trip to Redis for every message would cost
more than what it guards.
"""

from integration_app.conversations.posting import Ref
from integration_app.kit import ephemeral
from integration_app.kit.errors import Refusal

MESSAGES = 30
SECONDS = 20

_counts = ephemeral.InMemory()


class TooFast(Refusal):
    """Those were many messages at once. Wait a few seconds, then go on."""

    code, status = "too_fast", 429


def check(conversation: Ref) -> None:
    """Count one message. :raises TooFast: above 30 in 20 seconds."""
    if _counts.add(conversation.public_id, seconds=SECONDS) > MESSAGES:
        raise TooFast
