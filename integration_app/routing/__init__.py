"""Who has a conversation: the bot, the queue or a person; and who is there to take it."""

from integration_app.routing.operations import (
    TakenMeanwhile,
    assign,
    assign_waiting,
    beat,
    expect_answer,
    hand_over,
    pass_on,
    refer,
    release,
    return_to_bot,
    take,
)
from integration_app.routing.queries import candidates, is_here, last_seen, overdue, person_available, presence, staff
from integration_app.routing.replies import reply
from integration_app.routing.rules import answer_by, is_late, tier

__all__ = [
    "TakenMeanwhile",
    "answer_by",
    "assign",
    "assign_waiting",
    "beat",
    "candidates",
    "expect_answer",
    "hand_over",
    "is_here",
    "is_late",
    "last_seen",
    "overdue",
    "pass_on",
    "person_available",
    "presence",
    "refer",
    "release",
    "reply",
    "return_to_bot",
    "staff",
    "take",
    "tier",
]
