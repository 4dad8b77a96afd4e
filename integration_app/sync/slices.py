"""One worker's turn at a look, and how what was read becomes rows."""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar

from integration_app import stores
from integration_app.kit import clock, db, log
from integration_app.kit.errors import ProviderError
from integration_app.platforms.protocol import Platform
from integration_app.stores.models import Store
from integration_app.sync import operations, rules, runs
from integration_app.sync.models import SyncRun
from integration_app.sync.runs import LostLease


@dataclass
class Slice:
    """A worker's turn: whom it asks, which look it carries on, and until when (by the monotonic clock)."""

    shop: Platform
    run: SyncRun
    until: float
    refused: str | None = None
    """What the store refused in a stage of this look."""


Step = Callable[[Slice], bool]
"""Works on a stage; False if the time is over before it is."""


class Told(Protocol):
    """An order or product as a store tells it."""

    @property
    def external_id(self) -> str:
        """The platform's id."""

    @property
    def updated_at(self) -> datetime | None:
        """When it changed last."""


Item = TypeVar("Item", bound=Told)
Record = Callable[[Store, Sequence[Item], datetime], list[str]]
"""Takes over a page, given since when things are news; returns the ids of what the mirror had wrong."""


def write(run: SyncRun, kind: str, page: Sequence[Item], record: Record[Item]) -> None:
    """Write a page and how far it brings the look, in one unit. What cannot be written alone is left out.

    :raises LostLease:
    """
    try:
        _write(run, kind, page, record)
    except (LostLease, ProviderError):
        raise
    except Exception:
        if len(page) == 1:
            raise
        for item in page:
            _write_alone(run, kind, item, record)


def _write_alone(run: SyncRun, kind: str, item: Item, record: Record[Item]) -> None:
    """Write one row; leave it out if it cannot be, for the thousands after it shall not wait for it."""
    try:
        _write(run, kind, [item], record)
    except (LostLease, ProviderError):
        raise
    except Exception:
        log.logger().exception("row_left_out", store=run.store_id, kind=kind, external_id=item.external_id)
        keep(run, skipped=run.skipped + 1, done=run.done + 1)


def _write(run: SyncRun, kind: str, page: Sequence[Item], record: Record[Item]) -> None:
    times = [item.updated_at for item in page if item.updated_at]
    told = {item.external_id: item.updated_at for item in page}
    with holding(run) as noted:
        now = clock.now()
        wrong = record(stores.by_id(run.store_id), page, _news_since(run, now))
        repaired = [] if run.kind == rules.BACKFILL else [id for id in wrong if _is_old(told[id], now)]
        operations.note_repairs(run, kind, repaired)
        noted["watermark"] = max([*times, run.watermark] if run.watermark else times, default=None)
        noted["done"] = run.done + len(page)
        noted["repaired"] = run.repaired + len(repaired)


@contextlib.contextmanager
def holding(run: SyncRun) -> Iterator[dict[str, Any]]:
    """Open a unit that brings a look on by what is put into the yielded dict: rows and progress stand or fall together.

    :raises LostLease:
    """
    noted: dict[str, Any] = {}
    with db.unit():
        yield noted
        runs.hold(run, **noted)
    for name, value in noted.items():
        setattr(run, name, value)


def keep(run: SyncRun, **values: object) -> None:
    """Keep the look for another while and note this. :raises LostLease:"""
    with holding(run) as noted:
        noted.update(values)


def end_stage(now: Slice) -> bool:
    """Go on to the next stage; False if that was the last. :raises LostLease:"""
    with db.unit():
        further = runs.finish_stage(now.run, refused=now.refused)
    with db.unit(read_only=True):
        now.run = runs.again(now.run)
    return further


def _news_since(run: SyncRun, now: datetime) -> datetime:
    """Say since when things are news: while history is read, only what happens beside it."""
    return run.started_at or now if run.kind == rules.BACKFILL else now - rules.NEWS


def _is_old(changed_at: datetime | None, now: datetime) -> bool:
    return changed_at is None or changed_at < now - rules.UNDER_WAY
