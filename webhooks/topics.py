"""What a topic means: read the payload, do one thing. Both platforms' tables are made of these."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from integration_app import stores
from integration_app.kit.inbox import Parcel
from integration_app.platforms import fields
from integration_app.platforms.fields import Payload, Unreadable
from integration_app.stores.models import Store

DONE, IGNORED, UNREADABLE, UNKNOWN_STORE = "done", "ignored", "unreadable", "unknown_store"

Step = Callable[[Parcel, Store, Payload], str]
"""Works on one payload inside the open unit and returns the outcome."""

Topics = Mapping[str, Step]
_Snapshot = TypeVar("_Snapshot")


def to(read: Callable[[Payload], _Snapshot], operation: Callable[[Store, _Snapshot], object]) -> Step:
    """Have a topic's payload read, and the snapshot given to one operation."""

    def step(_parcel: Parcel, store: Store, payload: Payload) -> str:
        operation(store, read(payload))
        return DONE

    return step


def handle(parcel: Parcel, topics: Topics, store: Store | None, *, after_leaving: frozenset[str] = frozenset()) -> str:
    """Work on one delivery. Bad data is an outcome, never a failure: trying again would not mend it.

    Of a store that has left only the topics of ``after_leaving`` still count.
    """
    try:
        payload = fields.parse(parcel.body)
        if store is None:
            return UNKNOWN_STORE
        counts = store.uninstalled_at is None or parcel.topic in after_leaving
        step = topics.get(parcel.topic) if counts else None
        return step(parcel, store, payload) if step else IGNORED
    except Unreadable:
        return UNREADABLE


def sender(parcel: Parcel) -> Store | None:
    """Return the store that a delivery was kept for; None if it was erased since."""
    return stores.find(parcel.store) if parcel.store else None
