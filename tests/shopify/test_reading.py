"""Lists and single things, however much belongs to one of them."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from integration_app.kit.errors import ProviderError
from tests.shopify.conftest import Reaching, served
from tests.support.deliveries import shopify_payload
from tests.support.shopify_store import ShopifyStore, happenings
from tests.support.shopify_store.filling import both, order


@pytest.fixture
def busy() -> Iterator[Reaching]:
    """A shop with three hundred orders."""
    yield from served(ShopifyStore(orders=300))


def test_every_order_comes_once_and_oldest_change_first(filled: Reaching) -> None:
    told = list(filled.adapter().orders())
    assert {int(one.external_id) for one in told} == set(filled.shop.shelf.orders.by_id)
    assert len(told) == 40
    times = [one.updated_at for one in told]
    assert times == sorted(times, key=lambda at: at or datetime.now(UTC))


def test_only_what_changed_since(filled: Reaching) -> None:
    adapter = filled.adapter()
    told = list(adapter.orders())
    since = told[30].updated_at
    again = list(adapter.orders(updated_since=since))
    assert [one.external_id for one in again] == [one.external_id for one in told[30:]]


def test_only_what_was_made_since(filled: Reaching) -> None:
    since = datetime.fromtimestamp(filled.store.now(), UTC) - timedelta(days=20)
    told = list(filled.adapter().orders(created_since=since))
    assert 0 < len(told) < 40
    assert all(one.created_at and one.created_at >= since for one in told)


def test_sixty_days_without_the_right_to_all(filled: Reaching) -> None:
    filled.store.advance(30 * 86400)
    filled.shop.tokens.scopes = ("read_orders",)
    assert 0 < len(list(filled.adapter().orders())) < 40
    assert filled.adapter().count("orders") == len(list(filled.adapter().orders()))


def test_a_list_stays_within_the_budget_and_uses_it(busy: Reaching) -> None:
    """300 orders cost what they cost; waiting for anything but the bucket would be lost time."""
    started = busy.store.now()
    assert len(list(busy.adapter().orders())) == 300
    assert {one.outcome for one in busy.shop.asked} == {"ok"}
    spent, held = sum(one.cost for one in busy.shop.asked), busy.shop.bucket.state()["currentlyAvailable"]
    assert spent > 8000
    least = (spent - (2000 - held)) / busy.shop.bucket.rate
    assert sum(busy.waits) <= busy.store.now() - started <= least / 0.9 + 5


def test_counts_and_versions(filled: Reaching) -> None:
    adapter = filled.adapter()
    assert (adapter.count("orders"), adapter.count("products")) == (40, 30)
    orders = {one.external_id: one.updated_at for one in adapter.versions("orders")}
    assert orders == {one.external_id: one.updated_at for one in adapter.orders()}
    products = {one.external_id: one.updated_at for one in adapter.versions("products")}
    assert products == {one.external_id: one.updated_at for one in adapter.products()}
    assert filled.shop.operations().count("order_versions") == 1


def test_what_there_is_not(filled: Reaching) -> None:
    assert filled.adapter().order("1") is None
    assert filled.adapter().product("1") is None


def huge(id_of: int) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Make an order with more of everything than fits into a page."""
    payload, _ = order(id_of, datetime(2026, 11, 1, tzinfo=UTC), random.Random(1))
    id = payload["id"]
    line = payload["line_items"][0]
    payload["line_items"] = [line | {"id": id * 10 + n, "admin_graphql_api_id": None} for n in range(1, 131)]
    for one in payload["line_items"]:
        one["admin_graphql_api_id"] = f"gid://shopify/LineItem/{one['id']}"
    payload["fulfillments"] = [_parcel(id, n, payload["line_items"][n * 10 : n * 10 + 10]) for n in range(7)]
    payload["refunds"] = [_refund(id, n, payload["line_items"][n * 8 : n * 8 + 8]) for n in range(5)]
    scans = [_scan(id, n) for n in range(40)]
    return payload, scans


def _parcel(id: int, place: int, lines: list[dict[str, Any]]) -> dict[str, Any]:
    base = shopify_payload("fulfillments_create_first_parcel")
    number = id * 100 + place
    own = {"id": number, "admin_graphql_api_id": f"gid://shopify/Fulfillment/{number}", "order_id": id}
    return base | own | {"line_items": lines, "admin_graphql_api_order_id": None}


def _refund(id: int, place: int, lines: list[dict[str, Any]]) -> dict[str, Any]:
    number = id * 100 + 50 + place
    return {
        "id": number,
        "admin_graphql_api_id": f"gid://shopify/Refund/{number}",
        "order_id": id,
        "created_at": "2026-11-02T10:00:00Z",
        "processed_at": "2026-11-02T10:00:00Z",
        "note": None,
        "transactions": [{"kind": "refund", "status": "success", "amount": "3.00", "currency": "EUR"}],
        "refund_line_items": [
            {"line_item_id": line["id"], "line_item": line, "quantity": 1, "subtotal_set": both("3.00")}
            for line in lines
        ],
    }


def _scan(id: int, place: int) -> dict[str, Any]:
    at = datetime(2026, 11, 2, tzinfo=UTC) + timedelta(hours=place)
    base = shopify_payload("fulfillment_events_in_transit")
    number = id * 1000 + place
    own = {"id": number, "admin_graphql_api_id": f"gid://shopify/FulfillmentEvent/{number}", "order_id": id}
    return base | own | {"fulfillment_id": id * 100, "happened_at": at.isoformat()}


@pytest.mark.parametrize("alone", [True, False])
def test_an_order_with_more_than_fits_comes_whole(reaching: Reaching, alone: bool) -> None:
    payload, scans = huge(9)
    reaching.shop.shelf.put_order(payload, scans=scans)
    found = reaching.adapter().order(str(payload["id"])) if alone else next(reaching.adapter().orders())
    assert found is not None
    assert len(found.lines) == 130
    assert len({line.external_id for line in found.lines}) == 130
    assert [len(parcel.lines) for parcel in found.fulfilments or ()] == [10] * 7
    assert max(len(parcel.events) for parcel in found.fulfilments or ()) == 40
    assert [len(refund.lines) for refund in found.refunds or ()] == [8] * 5


def test_a_product_with_more_variants_than_fit_comes_whole(reaching: Reaching) -> None:
    payload = shopify_payload("products_create")
    first = payload["variants"][0]
    payload["variants"] = [
        first | {"id": 100 + n, "admin_graphql_api_id": f"gid://shopify/ProductVariant/{100 + n}"} for n in range(450)
    ]
    reaching.shop.shelf.put_product(payload)
    found = reaching.adapter().product(str(payload["id"]))
    assert found is not None
    assert len({one.external_id for one in found.variants or ()}) == 450
    assert next(reaching.adapter().products()) == found


def test_a_list_goes_on_while_the_shop_changes(filled: Reaching) -> None:
    told, listed = [], filled.adapter().orders()
    for place, one in enumerate(listed):
        told.append(one.external_id)
        if place == 3:
            happenings.cancel(filled.shop, int(told[0]))
    assert told[-1] == told[0]
    assert len(set(told)) == 40


def test_an_order_that_cannot_be_read_is_a_failure_for_good(reaching: Reaching) -> None:
    payload = shopify_payload("orders_fulfilled")
    payload["line_items"][0]["price_set"] = {"presentment_money": {"amount": "NaN-ish", "currency_code": "EUR"}}
    reaching.shop.shelf.put_order(payload)
    with pytest.raises(ProviderError) as failure:
        reaching.adapter().order(str(payload["id"]))
    assert failure.value.permanent
