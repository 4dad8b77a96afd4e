"""However an order's deliveries come, shuffled and repeated: the mirror ends the same, and each thing is told once."""

import itertools
import json
from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from integration_app import stores
from integration_app.kit import clock, db, events
from integration_app.kit.inbox import Parcel
from integration_app.platforms.shopify import read as shopify_read
from integration_app.platforms.woocommerce import read as woocommerce_read
from integration_app.stores.models import Store, Workspace
from integration_app.stores.rereads import Reread
from tests.conftest import drain
from tests.support import mirror
from tests.support.cast import Cast
from tests.support.deliveries import all_captured, shopify_payload
from tests.support.store_server import StoreServer, answering
from webhooks import shopify, topics, woocommerce

Told = tuple[str, Any]

DATED: list[Told] = [
    (topic, shopify_payload(case))
    for topic, case in (
        ("orders/create", "orders_create_unpaid"),
        ("orders/paid", "orders_paid"),
        ("fulfillments/create", "fulfillments_create_first_parcel"),
        ("orders/partially_fulfilled", "orders_partially_fulfilled"),
        ("fulfillment_events/create", "fulfillment_events_in_transit"),
        ("fulfillment_events/create", "fulfillment_events_customs"),
        ("fulfillments/create", "fulfillments_create_second_parcel"),
        ("orders/fulfilled", "orders_fulfilled"),
        ("fulfillment_events/create", "fulfillment_events_second_in_transit"),
        ("fulfillment_events/create", "fulfillment_events_out_for_delivery"),
        ("fulfillment_events/create", "fulfillment_events_delivered"),
        ("fulfillments/update", "fulfillments_update_delivered"),
        ("orders/updated", "orders_updated_after_delivery"),
        ("fulfillment_events/create", "fulfillment_events_second_delayed"),
    )
]
DATELESS: list[Told] = [
    (topic, shopify_payload(case))
    for topic, case in (
        ("refunds/create", "refunds_create_partial"),
        ("returns/request", "returns_request"),
        ("returns/approve", "returns_approve"),
        ("returns/close", "returns_close"),
        ("returns/update", "returns_update"),
        ("orders/edited", "orders_edited"),
    )
]
WOOCOMMERCE: list[Told] = [
    (case.topic, case.payload)
    for case in all_captured()
    if case.topic.startswith("order.") and case.topic != "order.deleted"
]

_numbers = itertools.count(1)
_thorough = settings(
    max_examples=10,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],  # a failing shuffle is short enough to read; shrinking takes minutes
)


def shuffled(told: list[Told]) -> st.SearchStrategy[list[Told]]:
    """Every delivery at least once, some several times, in any order."""
    again = st.lists(st.sampled_from(told), max_size=6)
    return again.flatmap(lambda more: st.permutations(told + more))


@_thorough
@given(told=shuffled(DATED))
def test_shopifys_dated_deliveries(cast: Cast, told: list[Told]) -> None:
    expected = _in_order(cast, "shopify", DATED)
    store = _deliver(_store(cast.workspace, "shopify"), told)
    assert mirror.of_orders(store.id) == expected
    announced = _announced(store)
    assert {kind: announced[kind] for kind in ("order.created", "order.paid", "order.shipped", "order.delivered")} == {
        "order.created": 1,
        "order.paid": 1,
        "order.shipped": 1,
        "order.delivered": 1,
    }


@_thorough
@given(told=shuffled(WOOCOMMERCE))
def test_woocommerces_captures(cast: Cast, told: list[Told]) -> None:
    expected = _in_order(cast, "woocommerce", WOOCOMMERCE)
    store = _deliver(_store(cast.workspace, "woocommerce"), told)
    assert mirror.of_orders(store.id) == expected
    numbers = {payload["id"] for _, payload in WOOCOMMERCE}
    assert _announced(store)["order.created"] == len(numbers)


@pytest.fixture
def shopify_store_server(database: db.Database) -> Iterator[StoreServer]:
    with answering("shopify", shopify_read.order, shopify_read.product) as server:
        yield server


@pytest.fixture
def woocommerce_store_server(database: db.Database) -> Iterator[StoreServer]:
    with answering("woocommerce", woocommerce_read.order, woocommerce_read.product) as server:
        yield server


def _stores_answer() -> dict[str, Any]:
    """The order as the store tells it in the end: refunded in part, the return closed, scans with their parcels."""
    answer = shopify_payload("orders_updated_partially_refunded")
    scans = [payload for topic, payload in DATED if topic == "fulfillment_events/create"]
    for parcel in answer["fulfillments"]:
        parcel["events"] = [scan for scan in scans if scan["fulfillment_id"] == parcel["id"]]
    answer["returns"] = [shopify_payload("returns_approve") | {"status": "closed"}]
    return answer


@_thorough
@given(told=shuffled(DATED + DATELESS), pauses=st.sets(st.integers(0, 25), max_size=4))
def test_dateless_deliveries_end_in_the_stores_answer(
    cast: Cast, shopify_store_server: StoreServer, told: list[Told], pauses: set[int]
) -> None:
    answer = _stores_answer()
    shopify_store_server.answers[f"/orders/{answer['id']}"] = answer
    expected = _in_order(cast, "shopify", [("orders/updated", answer)])
    store = _store(cast.workspace, "shopify")
    _deliver(store, told, pauses)
    assert mirror.of_orders(store.id) == expected
    with db.unit(read_only=True):
        assert db.session().query(Reread).filter_by(store_id=store.id).count() == 0
    assert _announced(store)["order.shipped"] == 1


@_thorough
@given(told=shuffled([*WOOCOMMERCE, ("order.deleted", {"id": 106}), ("order.deleted", {"id": 104})]))
def test_woocommerces_deletions_ask_the_store(
    cast: Cast, woocommerce_store_server: StoreServer, told: list[Told]
) -> None:
    """106 is gone in the store; 104 is not, whatever the delivery says."""
    newest: dict[int, Any] = {}
    for _, payload in WOOCOMMERCE:
        known = newest.get(payload["id"])
        if known is None or payload["date_modified_gmt"] >= known["date_modified_gmt"]:
            newest[payload["id"]] = payload
    newest.pop(106)
    woocommerce_store_server.answers = {f"/orders/{id}": payload for id, payload in newest.items()}
    store = _store(cast.workspace, "woocommerce")
    _deliver(store, told)
    found = {row["external_id"]: row for row in mirror.of_orders(store.id)["orders"]}
    assert {id for id, row in found.items() if row["deleted"]} == {"106"}
    assert len(found) == len({payload["id"] for _, payload in WOOCOMMERCE})


_mirrors: dict[tuple[Cast, str, int], Any] = {}


def _in_order(cast: Cast, platform: str, told: list[Told]) -> Any:
    """Return what the mirror holds once these came one after the other; worked out once for all examples."""
    key = (cast, platform, len(told))
    if key not in _mirrors:
        _mirrors[key] = mirror.of_orders(_deliver(_store(cast.workspace, platform), told).id)
    return _mirrors[key]


def _store(workspace: Workspace, platform: str) -> Store:
    number = next(_numbers)
    with db.unit():
        return stores.add_store(
            stores.workspace(workspace.id),
            platform=platform,
            name=f"Store {number}",
            address=f"https://s{number}.example",
            shop_domain=f"s{number}.example",
        )


def _deliver(store: Store, told: list[Told], pauses: Collection[int] = ()) -> Store:
    """Work on deliveries one after the other, as a worker does; at the pauses run what follows from them."""
    table = shopify.TOPICS if store.platform == "shopify" else woocommerce.TOPICS
    for place, (topic, payload) in enumerate(told):
        named = (place, store.platform, store.shop_domain, topic, store.workspace_id, store.id, None, clock.now())
        parcel = Parcel(*named, json.dumps(payload))
        with db.unit():
            assert topics.handle(parcel, table, topics.sender(parcel)) == topics.DONE
        if place in pauses:
            drain()
    drain()
    return store


def _announced(store: Store) -> Counter[str]:
    with db.unit(read_only=True):
        return Counter(row.kind for row in db.session().query(events.EventRow).filter_by(store_id=store.id))
