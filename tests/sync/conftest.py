"""A store that is read, and looks worked on until nothing is due."""

from collections.abc import Callable, Iterator

import pytest

from integration_app import platforms, stores, sync
from integration_app.kit import clock, db
from integration_app.stores.models import Store
from integration_app.sync import reactions, runs
from integration_app.sync.models import SyncRun
from tests.support.cast import Cast
from tests.support.listing_store import Listing, ListingStore


@pytest.fixture
def shelf(cast: Cast) -> Iterator[ListingStore]:
    """The store that Ada's adapter reaches."""
    before = dict(platforms._makers)
    with ListingStore() as store:
        platforms.offer("shopify", lambda connection: Listing(connection, store))  # type: ignore[arg-type,return-value]
        yield store
    platforms._makers.clear()
    platforms._makers.update(before)


Look = Callable[[str], SyncRun]


@pytest.fixture
def look(cast: Cast) -> Look:
    """Work on a kind of look at Ada's store now, to its end, and return it."""
    return lambda kind: work(cast.store, kind)


def begin(store: Store) -> None:
    with db.unit():
        sync.begin(stores.by_id(store.id))


def run_of(store: Store, kind: str) -> SyncRun:
    with db.unit(read_only=True):
        found = runs.of(store.id, kind)
        assert found is not None
        return found


def make_due(run: SyncRun) -> None:
    with db.unit():
        row = db.session().get_one(SyncRun, run.id)
        row.next_at, row.lease_until = clock.now(), None


def work(store: Store, kind: str, *, seconds: float = 50.0) -> SyncRun:
    """Have one look worked on, slice by slice, until it is at its end."""
    make_due(run_of(store, kind))
    reactions.work(run_of(store, kind).id, seconds=seconds)
    while run_of(store, kind).stage is not None:
        make_due(run_of(store, kind))
        reactions.work(run_of(store, kind).id, seconds=seconds)
    return run_of(store, kind)
