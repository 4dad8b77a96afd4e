"""The schedule: deadlines are columns, looked at again and again; a restarted process forgets nothing."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import String, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from integration_app import privacy
from integration_app.assistant import reactions as assistant
from integration_app.conversations import outgoing
from integration_app.conversations import reactions as conversations
from integration_app.kit import clock, db, events, inbox, limits, log
from integration_app.privacy import reactions as privacy_work
from integration_app.routing import reactions as routing
from integration_app.stores.shopify import reactions as shopify
from integration_app.sync import operations as sync_runs
from integration_app.sync import reactions as sync
from integration_app.triggers import reactions as triggers


class ClockTick(db.Base):
    """When a task of the schedule ran last. Claimed by compare-and-set, so that two clocks do it once."""

    __tablename__ = "clock_ticks"

    name: Mapped[str] = mapped_column(String(48), primary_key=True)
    ran_at: Mapped[datetime] = mapped_column(db.UtcDateTime)


@dataclass(frozen=True)
class Task:
    """Something to do every so often. It opens its own units of work."""

    name: str
    every: timedelta
    run: Callable[[], object]


def _prune() -> None:
    with db.unit():
        inbox.prune()
        limits.prune()
        sync_runs.prune()
        privacy.expire()


TASKS: list[Task] = [
    Task("sweep_reactions", timedelta(seconds=5), events.sweep),
    Task("sweep_deliveries", timedelta(seconds=5), inbox.sweep),
    Task("sweep_mail", timedelta(seconds=5), outgoing.sweep),
    Task("sweep_sync", timedelta(seconds=5), sync.sweep),
    Task("sync_new_stores", timedelta(minutes=5), sync.enrol),
    Task("fetch_mail", timedelta(minutes=1), conversations.fetch_mail),
    Task("help_out", timedelta(minutes=1), assistant.help_out),
    Task("rescue", timedelta(minutes=1), assistant.rescue),
    Task("escalate", timedelta(minutes=1), routing.escalate),
    Task("release_coupons", timedelta(minutes=1), triggers.release_expired),
    Task("privacy", timedelta(minutes=1), privacy_work.sweep),
    Task("keep_tokens", timedelta(hours=6), shopify.keep_alive),
    Task("prune", timedelta(hours=1), _prune),
]


def run(stop: threading.Event, tasks: Sequence[Task] | None = None) -> None:
    """Go through the schedule every second until told to stop."""
    while not stop.wait(1):
        tick(TASKS if tasks is None else tasks)


def tick(tasks: Sequence[Task]) -> None:
    """Run what is due. A task that fails is logged and comes again; the others run."""
    for task in tasks:
        try:
            if _claim(task):
                task.run()
        except Exception:
            log.logger().exception("clock_task_failed", task=task.name)


def _claim(task: Task) -> bool:
    """Take a due task; False if it is not due, or another clock took it."""
    now = clock.now()
    with db.unit(read_only=True) as unit:
        last = unit.connection.execute(select(ClockTick.ran_at).where(ClockTick.name == task.name)).scalar_one_or_none()
    if last is not None and last > now - task.every:
        return False
    try:
        with db.unit() as unit:
            if last is None:
                unit.connection.execute(insert(ClockTick).values(name=task.name, ran_at=now))
                return True
            mine = update(ClockTick).where(ClockTick.name == task.name, ClockTick.ran_at == last)
            return unit.connection.execute(mine.values(ran_at=now)).rowcount == 1
    except IntegrityError:
        return False
