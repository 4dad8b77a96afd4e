"""What webhooks missed is found: what changed within minutes, what vanished within a day."""

from datetime import UTC, datetime, timedelta

import pytest

from integration_app import orders, stores, sync
from integration_app.kit import clock, db, events
from integration_app.orders.models import Order
from integration_app.platforms.protocol import Financial
from integration_app.stores.models import Store
from integration_app.sync import compare, reactions, rules, runs
from integration_app.sync.models import Repair, SyncRun
from tests.support.cast import Cast
from tests.support.listing_store import ListingStore, order
from tests.sync.conftest import Look, begin, make_due, run_of

HOUR_AGO = datetime.now(UTC) - timedelta(minutes=30)


@pytest.fixture
def filled(cast: Cast, shelf: ListingStore, look: Look) -> ListingStore:
    """A store of 120 orders whose history was read, and whose ten minutes are over."""
    shelf.fill(120, products=3)
    begin(cast.store)
    look(rules.BACKFILL)
    look(rules.RECONCILE)
    with db.unit():  # as if all that had been an hour ago
        for run in db.session().query(SyncRun).filter_by(store_id=cast.store.id):
            run.good_from = clock.now() - timedelta(hours=1)
    shelf.asked.clear()
    return shelf


def repaired(store: Store) -> int:
    with db.unit(read_only=True):
        return sync.state(store.id).repaired_day


def order_row(store: Store, n: int) -> Order:
    with db.unit(read_only=True):
        found = orders.by_external_id(store.id, str(n))
        assert found is not None
        return found


def announced(store: Store) -> list[str]:
    with db.unit(read_only=True):
        rows = db.session().query(events.EventRow).filter_by(store_id=store.id).order_by(events.EventRow.id)
        return [row.kind for row in rows if row.kind.startswith("order.")]


def test_nothing_is_repaired_where_nothing_is_wrong(cast: Cast, filled: ListingStore, look: Look) -> None:
    run = look(rules.RECONCILE)
    assert (run.repaired, repaired(cast.store)) == (0, 0)
    assert run.next_at is not None
    assert timedelta(minutes=8) < run.next_at - clock.now() <= timedelta(minutes=10)
    assert announced(cast.store) == []


def test_a_missed_change_is_repaired_and_told(cast: Cast, filled: ListingStore, look: Look) -> None:
    now = datetime.now(UTC) - timedelta(minutes=30)
    filled.change(7, at=now, financial_status="refunded", cancelled_at=now.isoformat())
    look(rules.RECONCILE)
    assert order_row(cast.store, 7).financial == Financial.REFUNDED
    assert repaired(cast.store) == 1
    assert announced(cast.store) == ["order.cancelled"]


def test_a_missed_order_is_found(cast: Cast, filled: ListingStore, look: Look) -> None:
    filled.orders[500] = order(500, at=HOUR_AGO)
    look(rules.RECONCILE)
    assert order_row(cast.store, 500).number == "500"
    assert repaired(cast.store) == 1
    assert "order.created" in announced(cast.store)


def test_old_news_is_taken_over_in_silence(cast: Cast, filled: ListingStore, look: Look) -> None:
    with db.unit():
        run = runs.of(cast.store.id, rules.RECONCILE)
        assert run is not None
        run.good_from = clock.now() - timedelta(days=5)
    filled.orders[501] = order(501, at=datetime.now(UTC) - timedelta(days=3))
    look(rules.RECONCILE)
    assert repaired(cast.store) == 1
    assert announced(cast.store) == []


def test_a_webhook_under_way_is_no_fault(cast: Cast, filled: ListingStore, look: Look) -> None:
    filled.change(8, at=datetime.now(UTC) - timedelta(seconds=5), financial_status="refunded")
    look(rules.RECONCILE)
    assert order_row(cast.store, 8).financial == Financial.REFUNDED
    assert repaired(cast.store) == 0


def test_it_begins_before_the_last_good_look(cast: Cast, filled: ListingStore, look: Look) -> None:
    before = run_of(cast.store, rules.RECONCILE).good_from
    look(rules.RECONCILE)
    since = next(path for path in filled.asked if path.startswith("/orders"))
    assert before is not None
    assert (before - rules.OVERLAP - timedelta(seconds=1)).isoformat()[:19].replace(":", "%3A") in since


def test_newer_news_is_not_overwritten(cast: Cast, filled: ListingStore, look: Look) -> None:
    with db.unit():
        row = orders.by_external_id(cast.store.id, "9")
        assert row is not None
        row.platform_updated_at, row.financial, row.digest = clock.now(), "refunded", "newer"
    filled.change(9, at=HOUR_AGO, financial_status="pending")
    look(rules.RECONCILE)
    assert order_row(cast.store, 9).financial == Financial.REFUNDED


def test_the_daily_look_finds_what_was_deleted_by_force(cast: Cast, filled: ListingStore, look: Look) -> None:
    with db.unit():
        row = orders.by_external_id(cast.store.id, "20")
        assert row is not None
        run = runs.of(cast.store.id, rules.DAILY)
        assert run is not None
        run.since = None
    del filled.orders[20]
    look(rules.DAILY)
    assert order_row(cast.store, 20).deleted_at is not None
    assert order_row(cast.store, 21).deleted_at is None
    assert repaired(cast.store) == 1
    asked = [path for path in filled.asked if path.startswith("/orders/")]
    assert asked == ["/orders/20"]


def test_the_daily_look_finds_what_no_list_of_changes_told(cast: Cast, filled: ListingStore, look: Look) -> None:
    filled.orders[600] = order(600, at=datetime.now(UTC) - timedelta(days=20))
    filled.change(30, at=datetime.now(UTC) - timedelta(minutes=50), financial_status="refunded")
    del filled.products[2]
    look(rules.DAILY)
    assert order_row(cast.store, 600).number == "600"
    assert order_row(cast.store, 30).financial == Financial.REFUNDED
    with db.unit(read_only=True):
        found = {(row.kind, row.external_id) for row in db.session().query(Repair).filter_by(store_id=cast.store.id)}
    assert found == {("orders", "600"), ("orders", "30"), ("products", "2")}


def test_too_many_differences_are_read_again_from_the_start(
    cast: Cast, filled: ListingStore, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compare, "MANY", 3)
    for n in range(700, 705):
        filled.orders[n] = order(n, at=HOUR_AGO - timedelta(days=4))
    look(rules.DAILY)
    assert run_of(cast.store, rules.BACKFILL).stage == "shop"


def test_differences() -> None:
    now = datetime.now(UTC)
    old, new = now - timedelta(days=1), now - timedelta(hours=1)
    mine = {
        "same": compare.Mine(old, alive=True),
        "behind": compare.Mine(old, alive=True),
        "ahead": compare.Mine(new, alive=True),
        "buried": compare.Mine(old, alive=False),
        "gone": compare.Mine(old, alive=True),
        "gone and known": compare.Mine(old, alive=False),
        "outside": compare.Mine(old, alive=True, inside=False),
    }
    theirs = {"same": old, "behind": new, "ahead": old, "buried": old, "new": old, "coming": now, "timeless": None}
    found = compare.differing(theirs, mine, now - timedelta(minutes=2))
    assert found == ["behind", "buried", "gone", "new", "timeless"]


def test_one_stores_failure_is_not_anothers(cast: Cast, filled: ListingStore, look: Look) -> None:
    begin(cast.other_store)
    with db.unit():
        stores.uninstall(stores.by_id(cast.other_store.id))
    look(rules.RECONCILE)
    assert run_of(cast.store, rules.RECONCILE).problem is None


def test_look_again_makes_everything_due(cast: Cast, filled: ListingStore) -> None:
    with db.unit():
        sync.look_again(stores.by_id(cast.store.id))
    for kind in (rules.RECONCILE, rules.DAILY):
        due = run_of(cast.store, kind).next_at
        assert due is not None
        assert due <= clock.now()
    assert run_of(cast.store, rules.BACKFILL).next_at is None


def test_a_store_that_could_not_be_asked_is_read_once_it_can(cast: Cast, shelf: ListingStore, look: Look) -> None:
    shelf.fill(2)
    with db.unit():
        stores.by_id(cast.store.id).platform = "rest"
    begin(cast.store)
    reactions.work(run_of(cast.store, rules.BACKFILL).id)
    with db.unit():
        store = stores.by_id(cast.store.id)
        store.platform = "shopify"
        sync.look_again(store)
    look(rules.BACKFILL)
    assert order_row(cast.store, 2).number == "2"


def test_a_store_that_comes_back_is_read_again(cast: Cast, filled: ListingStore) -> None:
    begin(cast.store)
    run = run_of(cast.store, rules.BACKFILL)
    assert (run.stage, run.done) == ("shop", 0)
    make_due(run)
