"""How a store's mirror stands."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from integration_app.kit import clock, db
from integration_app.sync import rules
from integration_app.sync.models import Repair, SyncRun


@dataclass(frozen=True)
class Look:
    """One kind of look at a store, as it stands."""

    kind: str
    stage: str | None
    """Empty between two looks."""
    since: datetime | None
    """Orders placed from then on are read."""
    done: int
    total: int | None
    skipped: int
    started_at: datetime | None
    finished_at: datetime | None
    next_at: datetime | None
    problem: str | None
    problem_at: datetime | None


@dataclass(frozen=True)
class SyncState:
    """All looks at a store, and how many rows of the mirror they found wrong."""

    looks: dict[str, Look]
    possible: bool
    """Whether the store can be asked; without, its webhooks are all that is known."""
    repaired_day: int
    repaired_week: int


def state(store_id: int) -> SyncState:
    """Return how a store's mirror stands."""
    rows = db.session().scalars(select(SyncRun).where(SyncRun.store_id == store_id))
    looks, now = {row.kind: _look(row) for row in rows}, clock.now()
    return SyncState(
        looks,
        _is_asked(looks.get(rules.BACKFILL)),
        repaired_since(store_id, now - timedelta(days=1)),
        repaired_since(store_id, now - timedelta(days=7)),
    )


def _is_asked(first: Look | None) -> bool:
    """Say whether a store's history was read, or is being read: not where nobody ever signed in there for us."""
    if first is None or (first.stage is None and first.finished_at is None):
        return False
    return not (first.stage == rules.SHOP and first.problem == rules.SIGN_IN)


def repaired_since(store_id: int, since: datetime) -> int:
    """Count the rows that were found wrong since then."""
    mine = select(func.count()).select_from(Repair).where(Repair.store_id == store_id, Repair.repaired_at >= since)
    return int(db.session().scalar(mine) or 0)


def _look(row: SyncRun) -> Look:
    done = row.done if row.total is None else min(row.done, row.total)
    return Look(
        kind=row.kind,
        stage=row.stage,
        since=row.since,
        done=done,
        total=row.total,
        skipped=row.skipped,
        started_at=row.started_at,
        finished_at=row.finished_at,
        next_at=row.next_at,
        problem=row.problem,
        problem_at=row.problem_at,
    )
