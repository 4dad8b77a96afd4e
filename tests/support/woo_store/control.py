"""What nobody's store has: a door through which another process changes it, /__control?do=…"""

from collections.abc import Mapping
from datetime import timedelta

from tests.support.woo_store.listing import Answer
from tests.support.woo_store.state import Fault, WooStore


def control(store: WooStore, params: Mapping[str, str]) -> Answer:
    """Do what a benchmark asks for.

    ``do=change&count=50[&status=completed]`` changes that many orders, spread over all, ``do=forget&count=3`` deletes
    some for good, ``do=add&count=10`` adds new ones, ``do=fault&path=/orders&status=503&times=2`` lets calls fail
    (``status=0&seconds=0.25`` only makes them slow),
    ``do=asked`` counts the calls so far and starts anew.
    """
    count = int(params.get("count", "1"))
    if params["do"] == "asked":
        told = len(store.asked)
        store.asked.clear()
        return Answer(200, {"asked": told})
    if params["do"] == "fault":
        status, times = int(params.get("status", "503")), int(params.get("times", "1"))
        seconds = float(params.get("seconds", "0"))
        store.faults.append(Fault(params["path"], status=status, times=times, seconds=seconds))
        return Answer(200, {})
    if params["do"] == "add":
        made = [store.order_like(status=params.get("status", "processing")) for _ in range(count)]
        return Answer(200, {"ids": [row["id"] for row in made]})
    ids = list(store.orders.rows)
    chosen = ids[:: max(1, len(ids) // count)][:count]
    for id in chosen:
        if params["do"] == "forget":
            store.forget("orders", id)
        else:
            store.change_order(id, status=params.get("status", "completed"))
    return Answer(200, {"ids": chosen})


def fill(store: WooStore, orders: int, *, days: float = 50) -> None:
    """Add many orders, one after another over the last days, each changed at its own time."""
    store.load("product-simple", "product-variable", "product-variations", "product-backorder")
    first = store.now() - timedelta(days=days)
    templates = ("order-update-processing", "order-update-completed", "order-guest", "order-with-coupon")
    for number in range(orders):
        at = first + timedelta(days=days) * (number / max(orders, 1))
        row = store.order_like(templates[number % 4], at=at)
        row["billing"] = {**row["billing"], "email": f"buyer{number % 2500}@example.com"}
        row["customer_id"] = 0 if number % 3 else 1000 + number % 2500
