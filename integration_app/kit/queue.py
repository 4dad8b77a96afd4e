"""Durable jobs. Rows are the truth; a queue only carries the news that there is work.

A job's row carries ``attempts``, ``lease_until`` and ``next_at``. Whoever gets the news claims the row, works,
and settles it in the unit that does the work. If the news is lost (a killed process, a flushed Redis), the
sweep finds the row and rings again.
"""

import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import Integer, String, Text, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from integration_app.kit import clock, db, log

CHAT, WEBHOOKS, MAIL, STORE, SYNC = "chat", "webhooks", "mail", "store", "sync"
QUEUES = (CHAT, WEBHOOKS, MAIL, STORE, SYNC)
"""``store`` is for single calls that somebody waits for, ``sync`` for reading a store whole, which takes minutes."""

LEASE = {CHAT: 15, WEBHOOKS: 15, MAIL: 90, STORE: 90, SYNC: 90}
"""Seconds a claimed job is left alone. Short where nobody outside is called: a killed worker's job waits that long."""

RING_AGAIN = timedelta(seconds=12)
"""How long the news may be under way before the sweep rings again."""

MAX_ATTEMPTS = 10


@dataclass(frozen=True)
class Ticket:
    """The news that a row waits: which kind of job, which row, in which queue."""

    job: str
    id: int
    queue: str


class Bell(Protocol):
    """Whatever carries tickets to a worker."""

    def ring(self, tickets: Sequence[Ticket]) -> None:
        """Carry the tickets; may fail, may lose them."""


class Leased:
    """The columns of a row that is a job."""

    queue: Mapped[str] = mapped_column(String(16))
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    lease_until: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    next_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime, index=True)
    """When the sweep looks at it again; empty once it is done or has failed for good."""
    failed_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    error: Mapped[str | None] = mapped_column(Text)


_bell: Bell | None = None


def use(bell: Bell | None) -> None:
    """Set what carries tickets in this process; None leaves everything to the sweep."""
    global _bell
    _bell = bell


def ring(tickets: Sequence[Ticket]) -> None:
    """Carry these tickets now."""
    if _bell is not None and tickets:
        _bell.ring(tickets)


def ring_after_commit(ticket: Ticket) -> None:
    """Carry this ticket once the open unit is committed, together with its others."""
    info = db.current().info
    if "tickets" not in info:
        tickets: list[Ticket] = info.setdefault("tickets", [])
        db.after_commit(lambda: ring(tickets))
    info["tickets"].append(ticket)


def claim(model: Any, id: int) -> Any | None:
    """Take a row for its lease by compare-and-set, in a unit of its own; None if it is taken or done."""
    now = clock.now()
    free = or_(model.lease_until.is_(None), model.lease_until < now)
    with db.unit() as unit:
        row = unit.connection.execute(
            update(model)
            .where(model.id == id, free, model.next_at.is_not(None))
            .values(attempts=model.attempts + 1, lease_until=now + timedelta(seconds=15))
            .returning(*model.__table__.columns)
        ).one_or_none()
        seconds = LEASE[row.queue] if row else 0
        if seconds > 15:
            lease = {"lease_until": now + timedelta(seconds=seconds)}
            unit.connection.execute(update(model).where(model.id == id).values(lease))
        return row


def put_back(model: Any, row: Any, error: str, *, permanent: bool) -> None:
    """Note a failure: try later with growing gaps, or stop for good and stay visible to the operator."""
    now = clock.now()
    over = permanent or row.attempts >= MAX_ATTEMPTS
    again = now + timedelta(seconds=min(2**row.attempts, 600))
    values: dict[str, object] = {"lease_until": None, "error": error[:2000]}
    values |= {"failed_at": now, "next_at": None} if over else {"next_at": again}
    with db.unit() as unit:
        unit.connection.execute(update(model).where(model.id == row.id).values(values))


def sweep(model: Any, job: str, *, limit: int = 500) -> int:
    """Ring for rows that are due and free; return how many. Sets ``next_at`` ahead so a backlog does not multiply."""
    now = clock.now()
    free = or_(model.lease_until.is_(None), model.lease_until < now)
    with db.unit() as unit:
        due = select(model.id, model.queue).where(model.next_at <= now, free).order_by(model.next_at).limit(limit)
        rows = unit.connection.execute(due).all()
        if rows:
            ids = [row.id for row in rows]
            unit.connection.execute(update(model).where(model.id.in_(ids)).values(next_at=now + RING_AGAIN))
    ring([Ticket(job, row.id, row.queue) for row in rows])
    return len(rows)


GATHER = 0.025
"""Seconds between two rings. After a pause a ticket goes at once; under load they gather, for the round trip to Redis
and RQ's own work cost the same for one as for twenty."""


class Relay:
    """Hands tickets to a slower bell from a thread of its own, all that wait at once: no request waits for it."""

    def __init__(self, bell: Bell) -> None:
        self._bell = bell
        self._waiting: deque[Ticket] = deque()
        self._news = threading.Event()
        self._started = threading.Lock()
        self._thread: threading.Thread | None = None

    def ring(self, tickets: Sequence[Ticket]) -> None:
        """Take the tickets and return at once."""
        self._waiting.extend(tickets)
        self._news.set()
        if self._thread is None:
            with self._started:
                if self._thread is None:
                    self._thread = threading.Thread(target=self._run, name="relay", daemon=True)
                    self._thread.start()

    def _run(self) -> None:
        while True:
            self._news.wait()
            self._news.clear()
            batch = list(_drain(self._waiting))
            try:
                self._bell.ring(batch)
            except Exception:
                log.logger().exception("ring_failed", tickets=len(batch))
            time.sleep(GATHER)


def _drain(waiting: deque[Ticket]) -> Iterable[Ticket]:
    while waiting:
        yield waiting.popleft()


AT_ONCE = {CHAT: 1, WEBHOOKS: 20, MAIL: 20, STORE: 1, SYNC: 1}
"""Tickets that one message to RQ carries at most. RQ costs some 0.4 ms to enqueue and 5 ms to take up a message:
with one ticket each, webhooks were accepted at half the rate and worked on at 200 a second at most."""


class RedisBell:
    """Puts tickets into RQ queues, several to a message. The function takes a list of (job, row id)."""

    def __init__(self, redis: Any, function: str) -> None:
        from rq import Queue

        self._function = function
        self._queues = {name: Queue(name, connection=redis) for name in QUEUES}

    def ring(self, tickets: Sequence[Ticket]) -> None:
        """Enqueue, what goes to one queue in one round trip."""
        from rq import Queue

        for name, target in self._queues.items():
            mine = [(ticket.job, ticket.id) for ticket in tickets if ticket.queue == name]
            if mine:
                loads = [mine[start : start + AT_ONCE[name]] for start in range(0, len(mine), AT_ONCE[name])]
                target.enqueue_many(
                    [
                        Queue.prepare_data(self._function, (load,), timeout=300, result_ttl=0, failure_ttl=3600)
                        for load in loads
                    ]
                )


class Dispatcher:
    """Works tickets off in threads of this process: the embedded way, without any service."""

    def __init__(self, run: Callable[[str, int], object], *, threads: int = 2) -> None:
        self._run = run
        self._queues: dict[str, queue.SimpleQueue[Ticket | None]] = {name: queue.SimpleQueue() for name in QUEUES}
        self._threads = [
            threading.Thread(target=self._work, args=(name,), name=f"work-{name}-{n}", daemon=True)
            for name in QUEUES
            for n in range(threads)
        ]

    def start(self) -> None:
        """Start the threads."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Let running jobs end, drop the rest (their rows stay), and end the threads."""
        for thread in self._threads:
            self._queues[thread.name.split("-")[1]].put(None)
        for thread in self._threads:
            thread.join(timeout=5)

    def ring(self, tickets: Sequence[Ticket]) -> None:
        """Queue the tickets."""
        for ticket in tickets:
            self._queues[ticket.queue].put(ticket)

    def _work(self, name: str) -> None:
        while (ticket := self._queues[name].get()) is not None:
            try:
                self._run(ticket.job, ticket.id)
            except Exception:
                log.logger().exception("job_failed", job=ticket.job, id=ticket.id)
