"""What is personal, where it stands, and when it goes: export, erasure, and the requests for both."""

from integration_app.privacy.models import ERASE, ERASE_STORE, EXPORT, PrivacyRequest
from integration_app.privacy.operations import ask, ask_for_store, expire, hold, note_handed_over, release
from integration_app.privacy.people import Person, Subject, find
from integration_app.privacy.queries import about, due_before, request, requests, store_of, to_hand_over

__all__ = [
    "ERASE",
    "ERASE_STORE",
    "EXPORT",
    "Person",
    "PrivacyRequest",
    "Subject",
    "about",
    "ask",
    "ask_for_store",
    "due_before",
    "expire",
    "find",
    "hold",
    "note_handed_over",
    "release",
    "request",
    "requests",
    "store_of",
    "to_hand_over",
]
