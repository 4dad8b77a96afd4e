"""Requests that outlive a chat: what was left for the team, and what goes back to the store."""

from integration_app.tickets.models import Return, Ticket
from integration_app.tickets.operations import (
    AlreadyDecided,
    NotReturnable,
    decide,
    open,
    open_return,
)
from integration_app.tickets.own_returns import NotYet, close, is_kept_by_store, receive, refund
from integration_app.tickets.queries import (
    a_return,
    answer_of,
    asked_by,
    may_be_returned,
    note_of,
    of_conversation,
    request_of,
    return_by_id,
    returns_of,
    ticket_of,
)
from integration_app.tickets.rules import Verdict, Window

__all__ = [
    "AlreadyDecided",
    "NotReturnable",
    "NotYet",
    "Return",
    "Ticket",
    "Verdict",
    "Window",
    "a_return",
    "answer_of",
    "asked_by",
    "close",
    "decide",
    "is_kept_by_store",
    "may_be_returned",
    "note_of",
    "of_conversation",
    "open",
    "open_return",
    "receive",
    "refund",
    "request_of",
    "return_by_id",
    "returns_of",
    "ticket_of",
]
