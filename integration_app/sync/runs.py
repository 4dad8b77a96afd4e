"""A look's row as a job: held by one worker at a time, brought on together with the rows that it reads."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update

from integration_app import stores
from integration_app.kit import clock, db, events, queue
from integration_app.kit.queue import SYNC, Ticket
from integration_app.stores.models import Store
from integration_app.sync import rules
from integration_app.sync.models import SyncRun

JOB = "sync"


class LostLease(Exception):
    """Another worker has this look: he was faster, or we were thought dead."""


def of(store_id: int, kind: str) -> SyncRun | None:
    """Return a store's look of a kind."""
    return db.session().scalar(select(SyncRun).where(SyncRun.store_id == store_id, SyncRun.kind == kind))


def take(id: int) -> SyncRun | None:
    """Take a look that is due, in units of its own; None if another worker has it."""
    claimed = queue.claim(SyncRun, id)
    if claimed is None:
        return None
    with db.unit():
        row = db.session().get_one(SyncRun, id)
        row.holder = db.new_public_id()
        _begin_periodic(row)
        return row


def again(row: SyncRun) -> SyncRun:
    """Read a look as it stands now, with who worked on it."""
    now = db.session().get_one(SyncRun, row.id)
    db.session().expunge(now)
    now.holder = row.holder
    return now


def _begin_periodic(row: SyncRun) -> None:
    """Set out on a look that comes again and again; one that was under way goes on."""
    if row.stage is not None or row.kind == rules.BACKFILL:
        return
    store, now = stores.by_id(row.store_id), clock.now()
    row.since = rules.granted(store.platform, store.scopes, stores.chosen(store).history_days, now)
    row.stage, row.started_at, row.repaired, row.skipped = rules.next_stage(row.kind, None), now, 0, 0
    _refresh(row)


def _refresh(row: SyncRun) -> None:
    """Begin a stage: a reconciliation goes on a little before where the last one began."""
    row.total, row.done, row.asked, row.watermark = None, 0, None, None
    if row.kind == rules.RECONCILE and row.good_from is not None:
        row.watermark = row.good_from - rules.OVERLAP


def hold(row: SyncRun, **values: object) -> None:
    """Note progress in the unit that made it, and keep the look for another while. :raises LostLease:"""
    now = clock.now()
    lease = {"lease_until": now + timedelta(seconds=queue.LEASE[SYNC]), "attempts": 0, "problem": None}
    mine = update(SyncRun).where(SyncRun.id == row.id, SyncRun.holder == row.holder)
    if db.connection().execute(mine.values(**lease, **values)).rowcount != 1:
        raise LostLease


def finish_stage(row: SyncRun, *, refused: str | None) -> bool:
    """Go on to the next stage; False if that was the last. ``refused`` is what the store refused in this look.

    :raises LostLease:
    """
    stage = rules.next_stage(row.kind, row.stage)
    if stage is None:
        _finish(row, refused)
        return False
    blank = SyncRun(kind=row.kind, good_from=row.good_from)
    _refresh(blank)
    values = {"stage": stage, "total": None, "done": 0, "asked": None, "watermark": blank.watermark}
    hold(row, **values)
    return True


def _finish(row: SyncRun, refused: str | None) -> None:
    now = clock.now()
    again = None if row.kind == rules.BACKFILL else rules.next_look(row.kind, row.store_id, now)
    hold(row, stage=None, finished_at=now, good_from=row.started_at, failed_at=None, error=None)
    rest = {"problem": refused, "problem_at": now if refused else None}
    rest |= {"next_at": again, "lease_until": None, "holder": None}
    db.connection().execute(update(SyncRun).where(SyncRun.id == row.id).values(**rest))
    store = stores.by_id(row.store_id)
    if row.kind == rules.BACKFILL:
        for kind, soon in ((rules.RECONCILE, now), (rules.DAILY, rules.next_look(rules.DAILY, store.id, now))):
            start(store, kind, {"good_from": row.started_at}, at=soon)
        events.record("store.synced", workspace=store.workspace_id, store=store.id)


def go_on_later(row: SyncRun) -> None:
    """Give the worker to others; what is left waits at the end of the queue. :raises LostLease:"""
    hold(row)
    now = clock.now()
    again = {"lease_until": None, "next_at": now + queue.RING_AGAIN, "holder": None}
    db.connection().execute(update(SyncRun).where(SyncRun.id == row.id).values(**again))
    queue.ring_after_commit(Ticket(JOB, row.id, SYNC))


def put_back(row: SyncRun, problem: str, error: str, *, permanent: bool) -> None:
    """Note why a look does not go on and when it is tried again; it never gives up, for stores come back."""
    now = clock.now()
    known = update(SyncRun).where(SyncRun.id == row.id, SyncRun.holder == row.holder)
    gap = rules.AFTER_REFUSAL if permanent else rules.pause(row.attempts)
    told = {"problem": problem, "error": error[:2000], "failed_at": now if permanent else None}
    told |= {"problem_at": row.problem_at or now, "next_at": now + gap, "lease_until": None, "holder": None}
    db.connection().execute(known.values(told))


def stop(row: SyncRun) -> None:
    """End a look at a store that has left, or that cannot be asked; it begins when the store comes back."""
    rest = {"stage": None, "problem": None, "next_at": None, "lease_until": None, "holder": None}
    db.connection().execute(update(SyncRun).where(SyncRun.id == row.id).values(rest))


def start(store: Store, kind: str, values: dict[str, Any], *, at: datetime | None = None) -> None:
    """Make a look due. Whoever works on it now loses it where it begins anew."""
    row = of(store.id, kind)
    if row is None:
        return
    for name, value in values.items():
        setattr(row, name, value)
    row.next_at, row.attempts, row.failed_at, row.problem, row.problem_at = at or clock.now(), 0, None, None, None
    if values:
        row.lease_until = row.holder = None
    db.session().flush()
    if at is None and (row.lease_until is None or row.lease_until < clock.now()):
        queue.ring_after_commit(Ticket(JOB, row.id, SYNC))
