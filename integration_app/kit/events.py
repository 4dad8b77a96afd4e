"""What happened, as rows; and what follows from it.

An event row holds ids, never personal data. It is written in the unit that did the deed, with one pending row
for each ``later`` reaction. After the commit the ``now`` reactions run here and the queue is rung for the others.
"""

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from sqlalchemy import ForeignKey, String, Table, delete, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from integration_app.kit import clock, db, queue
from integration_app.kit.queue import Ticket

JOB = "reaction"


@dataclass(frozen=True)
class Event:
    """Something that happened: ``noun.past_participle``, to which rows, when, by whom."""

    id: int
    kind: str
    workspace: int
    store: int | None
    ids: Mapping[str, int]
    actor: str
    at: datetime

    def __getitem__(self, name: str) -> int:
        """Return the id of the row called this ("order", "conversation")."""
        return int(self.ids[name])


Reaction = Callable[[Event], None]


@dataclass(frozen=True)
class Line:
    """One line of the reactions table: what follows an event, how, and what it may record in turn."""

    function: Reaction
    when: str
    queue: str = queue.CHAT
    records: tuple[str, ...] = field(default=())

    @property
    def name(self) -> str:
        """Name the reaction for its pending row."""
        return f"{self.function.__module__.removeprefix('integration_app.')}.{self.function.__name__}"


def now(function: Reaction) -> Line:
    """Have it run right after the commit, in this process; it may be lost."""
    return Line(function, "now")


def later(function: Reaction, *, queue: str = queue.CHAT, records: tuple[str, ...] = ()) -> Line:
    """Have it run in a worker, at least once."""
    return Line(function, "later", queue, records)


class EventRow(db.Base):
    """The diary: outbox, audit trail, live push and raw material of insights in one."""

    __tablename__ = "events"

    id: Mapped[int] = mapped_column(db.BigId, primary_key=True)
    kind: Mapped[str] = mapped_column(String(48), index=True)
    workspace_id: Mapped[int] = mapped_column(db.BigId, index=True)
    store_id: Mapped[int | None] = mapped_column(db.BigId)
    ids: Mapped[dict[str, int]] = mapped_column(db.Json)
    actor: Mapped[str] = mapped_column(String(32))
    at: Mapped[datetime] = mapped_column(db.UtcDateTime, index=True)


class PendingReaction(queue.Leased, db.Base):
    """A ``later`` reaction that is still to run."""

    __tablename__ = "pending_reactions"

    id: Mapped[int] = mapped_column(db.BigId, primary_key=True)
    event_id: Mapped[int] = mapped_column(db.BigId, ForeignKey("events.id", ondelete="CASCADE"), index=True)
    reaction: Mapped[str] = mapped_column(String(80))


_table: dict[str, tuple[Line, ...]] = {}
_job: ContextVar[int | None] = ContextVar("job", default=None)


class UnknownEvent(LookupError):
    """An event was recorded that the reactions table does not list."""


def use(table: Mapping[str, tuple[Line, ...]]) -> None:
    """Set the table of reactions; done once by the root."""
    _table.clear()
    _table.update(table)


def table() -> Mapping[str, tuple[Line, ...]]:
    """Return the table of reactions."""
    return _table


_event_rows, _pending_rows = cast(Table, EventRow.__table__), cast(Table, PendingReaction.__table__)
_writing_event = insert(_event_rows).returning(_event_rows.c.id)
_writing_pending = insert(_pending_rows).returning(_pending_rows.c.id)
"""Made once, over the tables: each message writes both, and building them took longer than running them."""


def record(kind: str, *, workspace: int, store: int | None = None, actor: str = "system", **ids: int) -> None:
    """Write down that this happened, inside the unit that did it.

    Ids are rows' primary keys by name. :raises UnknownEvent: if the table does not list the kind.
    """
    if kind not in _table:
        raise UnknownEvent(f"{kind} has no line in the reactions table.")
    at = clock.now()
    values = {"kind": kind, "workspace_id": workspace, "store_id": store, "ids": ids, "actor": actor, "at": at}
    connection = db.connection()
    event_id = connection.execute(_writing_event, values).scalar_one()
    event = Event(event_id, kind, workspace, store, ids, actor, at)
    for line in _table[kind]:
        if line.when == "now":
            _run_after_commit(line.function, event)
        else:
            _leave(line, event)


def _run_after_commit(function: Reaction, event: Event) -> None:
    db.after_commit(lambda: function(event))


def _leave(line: Line, event: Event) -> None:
    row = {
        "event_id": event.id,
        "reaction": line.name,
        "queue": line.queue,
        "attempts": 0,
        "next_at": event.at + queue.RING_AGAIN,
    }
    pending = db.connection().execute(_writing_pending, row).scalar_one()
    queue.ring_after_commit(Ticket(JOB, pending, line.queue))


def react(id: int) -> bool:
    """Claim a pending reaction and run it; False if it was done or taken.

    :raises Exception: whatever the reaction raises, after the row is put back.
    """
    row = queue.claim(PendingReaction, id)
    if row is None:
        return False
    token = _job.set(row.id)
    try:
        _find(row.reaction)(_load(row.event_id))
        with db.unit():
            settle()
    except Exception as error:
        queue.put_back(
            PendingReaction, row, f"{type(error).__name__}: {error}", permanent=getattr(error, "permanent", False)
        )
        raise
    finally:
        _job.reset(token)
    return True


def settle() -> None:
    """Mark the running reaction as done in the open unit, so that its work and its mark stand or fall together."""
    pending = _job.get()
    if pending is not None:
        db.connection().execute(delete(PendingReaction).where(PendingReaction.id == pending))


def sweep() -> int:
    """Ring for reactions whose news was lost."""
    return queue.sweep(PendingReaction, JOB)


def _load(id: int) -> Event:
    with db.unit(read_only=True) as unit:
        row = unit.connection.execute(select(*EventRow.__table__.columns).where(EventRow.id == id)).one()
    return Event(row.id, row.kind, row.workspace_id, row.store_id, row.ids, row.actor, row.at)


def _find(name: str) -> Reaction:
    for lines in _table.values():
        for line in lines:
            if line.when == "later" and line.name == name:
                return line.function
    raise LookupError(f"No reaction is called {name} any more.")
