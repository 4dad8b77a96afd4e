"""The daily look: every version that the store has beside every one that the mirror has.

It finds what no webhook and no list of changes tells: orders deleted by force, and changes without a time.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from integration_app import catalogue, stores
from integration_app import orders as mirror
from integration_app.kit import clock, db
from integration_app.platforms.protocol import Kind, Platform, Version
from integration_app.stores.models import Store
from integration_app.sync import operations, rules, slices
from integration_app.sync.slices import Slice

MANY = 500
"""Differences from which the whole history is read again: a list of them is cheaper than asking for each."""

_ASKED_AT_ONCE = 20
_HEARTBEAT = 20.0
"""Seconds after which a long list of versions shows that we are alive."""

_EDGE = timedelta(days=1)
"""At the window's edge the store may count an order's day from another moment than the mirror does."""


Write = Callable[[Store], bool]
"""Takes over an answer inside a unit; says whether the mirror was wrong."""

About = Callable[[Platform, str], Write]
"""Asks the store about one id, outside of any unit."""


@dataclass(frozen=True)
class Mine:
    """What the mirror has of one thing."""

    updated_at: datetime | None
    alive: bool
    inside: bool = True
    """Whether the store's list must hold it, if the store still has it."""


def orders(now: Slice) -> bool:
    """Compare the orders of the window."""
    with db.unit(read_only=True):
        held = mirror.versions(now.run.store_id)
    started, since = now.run.started_at or clock.now(), now.run.since
    mine = {
        id: Mine(one.updated_at, one.deleted_at is None, _is_inside(one.created_at, since, started))
        for id, one in held.items()
    }
    return _compare(now, "orders", mine, _about_order)


def products(now: Slice) -> bool:
    """Compare all products."""
    with db.unit(read_only=True):
        held = catalogue.versions(now.run.store_id)
    mine = {id: Mine(one.updated_at, one.deleted_at is None) for id, one in held.items()}
    return _compare(now, "products", mine, _about_product)


def differing(theirs: Mapping[str, datetime | None], mine: Mapping[str, Mine], before: datetime) -> list[str]:
    """List the ids about which the store must be asked; what it changed after ``before`` may still be coming."""
    return sorted(
        [id for id, at in theirs.items() if (at is None or at < before) and _is_behind(mine.get(id), at)]
        + [id for id, one in mine.items() if id not in theirs and one.alive and one.inside]
    )


def _is_behind(mine: Mine | None, told_at: datetime | None) -> bool:
    if mine is None or not mine.alive:
        return True
    return told_at is not None and (mine.updated_at is None or mine.updated_at < told_at)


def _is_inside(created_at: datetime | None, since: datetime | None, started: datetime) -> bool:
    if created_at is None or since is None:
        return False
    return since + _EDGE < created_at < started - rules.OVERLAP


def _compare(now: Slice, kind: Kind, mine: Mapping[str, Mine], about: About) -> bool:
    run = now.run
    theirs = dict(_alive(now, now.shop.versions(kind, created_since=run.since if kind == "orders" else None)))
    wrong = differing(theirs, mine, (run.started_at or clock.now()) - rules.UNDER_WAY)
    if len(wrong) > MANY:
        with db.unit():
            operations.begin(stores.by_id(run.store_id))
        return True
    left = [id for id in wrong if run.asked is None or id > run.asked]
    slices.keep(run, total=len(wrong))
    for at in range(0, len(left), _ASKED_AT_ONCE):
        if at and time.monotonic() > now.until:
            return False
        _ask(now, kind, left[at : at + _ASKED_AT_ONCE], about)
    return True


def _ask(now: Slice, kind: Kind, ids: Sequence[str], about: About) -> None:
    """Ask about some, then write all answers and how far we came in one unit."""
    run = now.run
    write = [about(now.shop, id) for id in ids]
    with slices.holding(run) as noted:
        store = stores.by_id(run.store_id)
        repaired = [id for id, take in zip(ids, write, strict=True) if take(store)]
        operations.note_repairs(run, kind, repaired)
        noted.update(asked=ids[-1], done=run.done + len(ids), repaired=run.repaired + len(repaired))


def _alive(now: Slice, versions: Iterator[Version]) -> Iterator[tuple[str, datetime | None]]:
    """Pass versions on, and keep the look meanwhile."""
    held = time.monotonic()
    for version in versions:
        if time.monotonic() - held > _HEARTBEAT:
            slices.keep(now.run)
            held = time.monotonic()
        yield version.external_id, version.updated_at


def _about_order(shop: Platform, id: str) -> Write:
    told = shop.order(id)
    if told is None or told.deleted:
        return lambda store: mirror.bury(store, id)
    return lambda store: bool(mirror.record_listed(store, [told], news_since=clock.now() - rules.NEWS))


def _about_product(shop: Platform, id: str) -> Write:
    told = shop.product(id)
    if told is None:
        return lambda store: catalogue.bury(store, id)
    return lambda store: bool(catalogue.record_listed(store, [told]))
