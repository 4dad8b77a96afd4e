"""Looks at stores: begun, begun anew, and what they found."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, insert, select

from integration_app import platforms, stores
from integration_app.kit import clock, db
from integration_app.kit.queue import SYNC
from integration_app.stores.models import Store
from integration_app.sync import rules, runs
from integration_app.sync.models import Repair, SyncRun

KEPT = timedelta(days=30)
"""How long repairs are remembered."""

_GREETED = timedelta(minutes=10)
"""A store that has just come is begun by the reaction to that."""

_BLANK: dict[str, Any] = {"total": None, "done": 0, "asked": None, "watermark": None}


def begin(store: Store) -> None:
    """Have a store read from the start, if anything speaks to its platform; a look under way begins anew."""
    if not platforms.speaks_to(store.platform) or store.uninstalled_at is not None:
        return
    now = clock.now()
    since = rules.granted(store.platform, store.scopes, stores.chosen(store).history_days, now)
    for kind in rules.KINDS:
        _row(store, kind)
    fresh = {"since": since, "started_at": now, "finished_at": None, "repaired": 0, "skipped": 0, **_BLANK}
    runs.start(store, rules.BACKFILL, {"stage": rules.next_stage(rules.BACKFILL, None), **fresh})


def look_again(store: Store) -> None:
    """Look for what webhooks missed now, as every ten minutes and as every day; what failed is tried again."""
    first = runs.of(store.id, rules.BACKFILL)
    if first is None or (first.stage is None and first.finished_at is None):
        begin(store)
        return
    for kind in rules.KINDS:
        if kind != rules.BACKFILL or first.stage is not None:
            runs.start(store, kind, {})


def widen(store: Store) -> None:
    """Read a store anew where it grants more of its past than when it was read."""
    first = runs.of(store.id, rules.BACKFILL)
    if first is not None and first.since is not None:
        since = rules.granted(store.platform, store.scopes, stores.chosen(store).history_days, clock.now())
        if since < first.since - rules.A_DAY:
            begin(store)


def enrol() -> int:
    """Begin with up to a hundred installed stores that were never read; return how many."""
    read = select(SyncRun.store_id).where(SyncRun.kind == rules.BACKFILL)
    spoken = Store.platform.in_(platforms.spoken())
    old = Store.created_at < clock.now() - _GREETED
    new = select(Store).where(Store.uninstalled_at.is_(None), spoken, old, Store.id.not_in(read)).limit(100)
    rows = db.session().scalars(new.execution_options(every_store=True)).all()
    for store in rows:
        begin(store)
    return len(rows)


def note_repairs(row: SyncRun, kind: str, ids: Collection[str]) -> None:
    """Remember which rows of the mirror were wrong."""
    at = clock.now()
    told = [
        {"store_id": row.store_id, "kind": kind, "external_id": id, "found_by": row.kind, "repaired_at": at}
        for id in ids
    ]
    if told:
        db.connection().execute(insert(Repair), told)


def prune() -> None:
    """Forget old repairs."""
    db.connection().execute(delete(Repair).where(Repair.repaired_at < clock.now() - KEPT))


def _row(store: Store, kind: str) -> None:
    if runs.of(store.id, kind) is None:
        db.session().add(SyncRun(store_id=store.id, kind=kind, queue=SYNC, done=0, repaired=0, skipped=0))
        db.session().flush()
