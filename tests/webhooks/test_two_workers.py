"""Two workers on one order at the same moment: one row each, each thing announced once."""

import json
import threading
from collections import Counter

import pytest

from integration_app.kit import clock, db, events
from integration_app.kit.inbox import Parcel
from integration_app.orders.models import Fulfilment, Order
from integration_app.stores.models import Store
from tests.support.cast import Cast
from tests.support.deliveries import LUMEN, shopify_payload
from webhooks import shopify, topics

SHIPPED = [
    ("orders/fulfilled", "orders_fulfilled"),
    ("orders/updated", "orders_updated_after_delivery"),
    ("fulfillments/create", "fulfillments_create_second_parcel"),
    ("fulfillments/create", "fulfillments_create_first_parcel"),
]


@pytest.mark.parametrize("known", [False, True], ids=["first news", "known order"])
def test_shipped_is_announced_once(cast: Cast, known: bool) -> None:
    if known:
        _work(cast.store, "orders/paid", "orders_paid")
    failures: list[BaseException] = []
    start = threading.Barrier(len(SHIPPED) * 2)

    def worker(topic: str, case: str) -> None:
        start.wait(timeout=10)
        try:
            _work(cast.store, topic, case)
        except BaseException as error:
            failures.append(error)
            raise

    threads = [threading.Thread(target=worker, args=told) for told in SHIPPED * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert failures == []
    with db.unit(read_only=True):
        announced = Counter(row.kind for row in db.session().query(events.EventRow))
        assert (db.session().query(Order).count(), db.session().query(Fulfilment).count()) == (1, 2)
    assert [announced[kind] for kind in ("order.created", "order.paid", "order.shipped")] == [1, 1, 1]


def _work(store: Store, topic: str, case: str) -> None:
    body = json.dumps(shopify_payload(case))
    parcel = Parcel(1, "shopify", LUMEN, topic, store.workspace_id, store.id, None, clock.now(), body)
    with db.unit():
        assert topics.handle(parcel, shopify.TOPICS, topics.sender(parcel)) == topics.DONE
