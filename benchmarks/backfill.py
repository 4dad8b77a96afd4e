"""Orders of a store's history written a second ÷ the rate at which the store lets them be fetched. Target: 0.9.

The bare peer fetches the same pages through the same adapter, at the pace that the store sets, and throws them away.
"""

import statistics
import time
from datetime import timedelta

from benchmarks import stores as stand_ins
from benchmarks.stage import DATABASES, interleaved, median_ratio, prepare
from benchmarks.stores import StandIn
from integration_app import stores, sync
from integration_app.kit import clock, db
from integration_app.platforms.shopify import pace
from integration_app.sync import reactions, rules, runs

ORDERS, ROUNDS = 10_000, 1

POINTS = 2000.0
"""Points a second of Shopify's stand-in: what the largest plan has; on the smallest it takes twenty times as long."""

PAGE_TAKES = 0.25
"""Seconds in which WooCommerce's stand-in answers a page of a hundred; it has no limit but its own speed, and real
shops take longer."""


def main() -> None:
    """Measure both platforms on both databases."""
    with stand_ins.woocommerce(ORDERS) as store:
        stand_ins.control(store, do="fault", path="/orders", status=0, times=10**9, seconds=PAGE_TAKES)
        for kind in DATABASES:
            _show(kind, store)
    with stand_ins.shopify(ORDERS, rate=POINTS) as store:
        for kind in DATABASES:
            _show(kind, store)


def _show(kind: str, store: StandIn) -> None:
    prepare(kind)
    rates = interleaved({"bare": lambda: _bare(store), "parley": lambda: _ours(kind, store)}, rounds=ROUNDS)
    ratio = median_ratio(rates["parley"], rates["bare"])
    medians = {name: statistics.median(found) for name, found in rates.items()}
    told = f"parley {medians['parley']:,.0f}/s  bare {medians['bare']:,.0f}/s  ratio {ratio:.2f}"
    print(f"{store.name:<11} {kind:<11} {told}", flush=True)


def _bare(store: StandIn) -> float:
    _rest()
    began = time.perf_counter()
    shop = store.reach()
    fetched = sum(1 for _ in shop.orders(created_since=clock.now() - timedelta(days=365)))
    return fetched / (time.perf_counter() - began)


def _ours(kind: str, store: StandIn) -> float:
    """Read the history as a worker does, slice by slice; only the orders' stage is timed."""
    prepare(kind)
    id = store.add()
    with db.unit():
        sync.begin(stores.by_id(id))
        run = runs.of(id, rules.BACKFILL)
        assert run is not None
        run.stage = rules.ORDERS
        row = run.id
    _rest()
    began = time.perf_counter()
    while reactions.work(row):
        with db.unit(read_only=True):
            run = runs.of(id, rules.BACKFILL)
            assert run is not None
            if run.finished_at is not None:
                return run.done / (time.perf_counter() - began)
    raise RuntimeError("The look was taken by somebody else.")


def _rest() -> None:
    """Let the store's bucket fill again, and forget what is known of it."""
    pace.forget()
    time.sleep(2.5)
