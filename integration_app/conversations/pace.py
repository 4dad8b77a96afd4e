"""How fast somebody may write: a person's pace passes, a flood does not."""

from integration_app.kit import ephemeral
from integration_app.kit.errors import Refusal

MESSAGES = 30
SECONDS = 20


class TooFast(Refusal):
    """That were many messages at once. Wait a few seconds, then go on."""

    code, status = "too_fast", 429


def check(conversation_id: int) -> None:
    """Count one message. :raises TooFast: above 30 in 20 seconds."""
    if ephemeral.add(f"pace:{conversation_id}", seconds=SECONDS) > MESSAGES:
        raise TooFast
