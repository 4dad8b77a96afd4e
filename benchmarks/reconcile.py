"""What a look at 10,000 orders costs of which 50 changed: the one of every ten minutes, and the daily one."""

import time
from datetime import timedelta

from sqlalchemy import func, select

from benchmarks import stores as stand_ins
from benchmarks.stage import DATABASES, prepare
from benchmarks.stores import StandIn
from integration_app import stores, sync
from integration_app.kit import clock, db
from integration_app.orders.models import Order
from integration_app.sync import reactions, rules, runs

ORDERS, CHANGED, ROUNDS = 10_000, 50, 3


def main() -> None:
    """Read a WooCommerce store whole, change some orders behind its webhooks, and look."""
    for kind in DATABASES:
        with stand_ins.woocommerce(ORDERS) as store:
            prepare(kind)
            id = _filled(store)
            for look in (rules.RECONCILE, rules.DAILY):
                took = sorted(_look(store, id, look) for _ in range(ROUNDS))
                print(f"{kind:<11} {look:<11} {took[ROUNDS // 2]:.2f} s, {CHANGED} of {ORDERS:,} repaired", flush=True)


def _filled(store: StandIn) -> int:
    id = store.add()
    with db.unit():
        sync.begin(stores.by_id(id))
    _work(id, rules.BACKFILL)
    _work(id, rules.RECONCILE)
    return id


def _look(store: StandIn, id: int, kind: str) -> float:
    """Change orders and look for them; return the seconds. What is under way counts as changed long ago here."""
    stand_ins.control(store, do="change", count=CHANGED)
    at = clock.now()
    rules.UNDER_WAY = timedelta(0)
    began = time.perf_counter()
    _work(id, kind)
    took = time.perf_counter() - began
    with db.unit(read_only=True):
        mine = select(func.count()).select_from(Order).where(Order.store_id == id, Order.mirrored_at >= at)
        found = db.session().scalar(mine)
    assert found == CHANGED, found
    return took


def _work(id: int, kind: str) -> None:
    with db.unit():
        run = runs.of(id, kind)
        assert run is not None
        row, run.next_at = run.id, clock.now()
    while reactions.work(row):
        with db.unit(read_only=True):
            run = runs.of(id, kind)
            assert run is not None
            if run.stage is None:
                return
