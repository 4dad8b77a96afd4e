"""A worker is killed in the middle of a store's history: the next one goes on, nothing is lost or there twice."""

import subprocess
import sys
import time
from pathlib import Path

from sqlalchemy import func, select
from werkzeug.wrappers import Request, Response

from integration_app.kit import clock, db
from integration_app.orders.models import Order, OrderLine
from integration_app.sync import reactions, rules
from integration_app.sync.models import SyncRun
from tests.support.cast import Cast
from tests.support.listing_store import ListingStore
from tests.support.waiting import until
from tests.sync.conftest import begin, make_due, run_of, work

ROOT = Path(__file__).parents[2]
ORDERS = 1500


def start(database: db.Database, shelf: ListingStore, run: SyncRun) -> "subprocess.Popen[bytes]":
    url = database.url.render_as_string(hide_password=False)
    return subprocess.Popen([sys.executable, "-m", "tests.sync.worker", url, shelf.url, str(run.id)], cwd=ROOT)


def count(model: type[db.Base]) -> int:
    with db.unit(read_only=True):
        return int(db.session().scalar(select(func.count()).select_from(model)) or 0)


def test_a_killed_worker_is_followed_by_another(database: db.Database, cast: Cast, shelf: ListingStore) -> None:
    shelf.fill(ORDERS)

    def slowly(request: Request, _count: int) -> Response | None:
        if request.path == "/orders":
            time.sleep(0.1)
        return None

    shelf.fault = slowly
    begin(cast.store)
    make_due(run_of(cast.store, rules.BACKFILL))
    first = start(database, shelf, run_of(cast.store, rules.BACKFILL))
    try:
        until(lambda: run_of(cast.store, rules.BACKFILL).done >= 300, seconds=60)
    finally:
        first.kill()
        first.wait(timeout=20)
    left = run_of(cast.store, rules.BACKFILL)
    assert left.lease_until is not None
    assert left.lease_until > clock.now(), "Nobody knows yet that he is dead."
    assert not reactions.work(left.id)
    assert count(Order) == left.done < ORDERS, "Rows and watermark were written together."
    shelf.fault = lambda _request, _count: None
    shelf.asked.clear()
    run = work(cast.store, rules.BACKFILL)  # once the lease is over, the sweep rings for it
    assert run.finished_at is not None
    assert (count(Order), count(OrderLine)) == (ORDERS, 2 * ORDERS)
    pages = [path for path in shelf.asked if path.startswith("/orders")]
    assert len(pages) <= (ORDERS - left.done) / 50 + 2, "It went on from where the first one was."
