"""Deliveries from outside: kept first, answered 200, worked on after.

A delivery is unique by source, sender and its own key, so the same one twice is one row. Its body is sealed,
and pruned some time after it was handled.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import LargeBinary, String, Table, UniqueConstraint, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql.dml import ReturningInsert

from integration_app.kit import clock, crypto, db, queue
from integration_app.kit.queue import Ticket

JOB = "delivery"
CHECK = "check"
"""Source of the deliveries that the installation sends itself, to see that they arrive."""
KEEP_HANDLED = timedelta(days=30)


class Delivery(queue.Leased, db.Base):
    """One webhook delivery as it came."""

    __tablename__ = "deliveries"
    __table_args__ = (UniqueConstraint("source", "sender", "delivery_key"),)

    id: Mapped[int] = mapped_column(db.BigId, primary_key=True)
    public_id: Mapped[str] = mapped_column(db.PublicId, unique=True)
    source: Mapped[str] = mapped_column(String(24))
    sender: Mapped[str] = mapped_column(String(255))
    """The shop's domain, or the store's public id."""
    delivery_key: Mapped[str] = mapped_column(String(160))
    topic: Mapped[str] = mapped_column(String(80), index=True)
    workspace_id: Mapped[int] = mapped_column(db.BigId)
    store_id: Mapped[int | None] = mapped_column(db.BigId, index=True)
    happened_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    """When the sender says it happened, where it says so in a header."""
    body: Mapped[bytes | None] = mapped_column(LargeBinary)
    received_at: Mapped[datetime] = mapped_column(db.UtcDateTime, index=True)
    handled_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    outcome: Mapped[str | None] = mapped_column(String(24))
    """"done", "ignored" (unknown topic), "unreadable" (no JSON or not the shape), "unknown_store", "erased"."""


@dataclass(frozen=True)
class Parcel:
    """A delivery opened for its handler."""

    id: int
    source: str
    sender: str
    topic: str
    workspace: int
    store: int | None
    happened_at: datetime | None
    received_at: datetime
    body: str


Handler = Callable[[Parcel], str]
"""Works inside one unit and returns the outcome."""

_handlers: dict[str, Handler] = {}


def register(source: str, handler: Handler) -> None:
    """Say who works on deliveries of a source; done once by the root."""
    _handlers[source] = handler


def receive(
    source: str,
    *,
    sender: str,
    delivery_key: str,
    topic: str,
    body: str,
    workspace: int = crypto.SYSTEM,
    store: int | None = None,
    happened_at: datetime | None = None,
) -> bool:
    """Keep a delivery, inside the open unit; False if it was here already. The queue is rung after the commit."""
    at = clock.now()
    public_id = db.new_public_id()
    row = {
        "public_id": public_id,
        "source": source,
        "sender": sender,
        "delivery_key": delivery_key,
        "topic": topic[:80],
        "workspace_id": workspace,
        "store_id": store,
        "happened_at": happened_at,
        "body": crypto.seal(workspace, "deliveries.body", public_id, body),
        "received_at": at,
        "queue": queue.WEBHOOKS,
        "attempts": 0,
        "next_at": at + queue.RING_AGAIN,
    }
    id = db.connection().execute(_INSERT_ONCE[db.database().is_sqlite], row).scalar_one_or_none()
    if id is None:
        return False
    queue.ring_after_commit(Ticket(JOB, id, queue.WEBHOOKS))
    return True


def _insert_once(make: Callable[[Table], Any]) -> ReturningInsert[int]:
    table = cast(Table, Delivery.__table__)
    keys = [table.c.source, table.c.sender, table.c.delivery_key]
    once: ReturningInsert[int] = make(table).on_conflict_do_nothing(index_elements=keys).returning(table.c.id)
    return once


_INSERT_ONCE = {True: _insert_once(sqlite.insert), False: _insert_once(postgresql.insert)}
"""By whether the database is SQLite. Made once: building the statement costs as much as running it."""


def process(id: int) -> bool:
    """Claim a delivery and have its source's handler work on it; False if it was done or taken.

    "Handled" is written in the handler's own unit. :raises Exception: whatever the handler raises.
    """
    row = queue.claim(Delivery, id)
    if row is None:
        return False
    try:
        with db.unit():
            _mark(id, "erased" if row.body is None else _handlers[row.source](_open(row)))
    except Exception as error:
        queue.put_back(Delivery, row, f"{type(error).__name__}: {error}", permanent=getattr(error, "permanent", False))
        raise
    return True


def _open(row: Delivery) -> Parcel:
    body = crypto.unseal(row.workspace_id, "deliveries.body", row.public_id, row.body or b"")
    named = (
        row.id,
        row.source,
        row.sender,
        row.topic,
        row.workspace_id,
        row.store_id,
        row.happened_at,
        row.received_at,
    )
    return Parcel(*named, body)


def _mark(id: int, outcome: str) -> None:
    done = {"handled_at": clock.now(), "outcome": outcome, "next_at": None, "lease_until": None, "error": None}
    db.connection().execute(update(Delivery).where(Delivery.id == id).values(done))


def forget(id: int) -> None:
    """Drop what a delivery said, inside the open unit; that it came stays, so that it is not taken twice."""
    db.connection().execute(update(Delivery).where(Delivery.id == id).values(body=None))


def replay(id: int) -> None:
    """Have a delivery worked on again, inside the open unit."""
    again = {
        "handled_at": None,
        "failed_at": None,
        "outcome": None,
        "attempts": 0,
        "next_at": clock.now(),
        "lease_until": None,
    }
    db.connection().execute(update(Delivery).where(Delivery.id == id).values(again))
    queue.ring_after_commit(Ticket(JOB, id, queue.WEBHOOKS))


def sweep() -> int:
    """Ring for deliveries whose news was lost."""
    return queue.sweep(Delivery, JOB)


def prune() -> int:
    """Delete a hundred handled deliveries whose time is over, inside the open unit; return how many."""
    old = select(Delivery.id).where(Delivery.handled_at < clock.now() - KEEP_HANDLED).limit(100)
    ids = list(db.connection().execute(old).scalars())
    db.connection().execute(delete(Delivery).where(Delivery.id.in_(ids)))
    return len(ids)


def arrived(source: str, delivery_key: str) -> Delivery | None:
    """Return a delivery by its sender's own key, inside the open unit; None if it has not come."""
    named = select(Delivery).where(Delivery.source == source, Delivery.delivery_key == delivery_key)
    return db.session().scalar(named)


def oldest_waiting() -> datetime | None:
    """Return since when the oldest delivery waits to be worked on for the first time."""
    waiting = select(func.min(Delivery.received_at)).where(Delivery.next_at.is_not(None), Delivery.attempts == 0)
    return db.session().scalar(waiting)


def counts() -> Mapping[str, int]:
    """Count waiting and failed deliveries, for the operator."""
    waiting = select(Delivery.id).where(Delivery.next_at.is_not(None))
    failed = select(Delivery.id).where(Delivery.failed_at.is_not(None))
    session = db.session()
    return {"waiting": len(session.execute(waiting).all()), "failed": len(session.execute(failed).all())}
