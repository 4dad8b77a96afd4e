"""What the Admin tells of an order is what its webhook tells: the same ids, amounts, times and states."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from integration_app.orders.changes import order_digest, parcel_digest
from integration_app.platforms.protocol import OrderSnapshot, ReturnState
from integration_app.platforms.shopify import read
from tests.shopify.conftest import Reaching
from tests.support.deliveries import PAYLOADS, shopify_payload

ORDERS = sorted(path.stem for path in (PAYLOADS / "shopify").glob("orders_*.json"))
WHOLE = [name for name in ORDERS if "line_items" in shopify_payload(name)]
PRODUCTS = ["products_create", "products_update_one_variant_less"]
SCANS = ["fulfillment_events_in_transit", "fulfillment_events_customs", "fulfillment_events_delivered"]


def bare(order: OrderSnapshot) -> OrderSnapshot:
    """Leave out what an order's webhook does not tell: scans, returns, the customer's consent and language."""
    person = order.person and replace(order.person, accepts_marketing=None, locale=None)
    parcels = tuple(replace(parcel, events=()) for parcel in order.fulfilments or ())
    return replace(order, fulfilments=parcels, returns=(), person=person)


def ask(reaching: Reaching, payload: dict[str, Any], **more: Any) -> OrderSnapshot:
    reaching.shop.shelf.put_order(payload, **more)
    found = reaching.adapter().order(str(payload["id"]))
    assert found is not None
    return found


@pytest.mark.parametrize("name", WHOLE)
def test_an_order_is_the_same(reaching: Reaching, name: str) -> None:
    payload = shopify_payload(name)
    told, asked = read.order(payload), ask(reaching, payload)
    assert bare(asked) == bare(told)
    assert order_digest(asked) == order_digest(told)
    for mine, theirs in zip(asked.fulfilments or (), told.fulfilments or (), strict=True):
        assert parcel_digest(mine) == parcel_digest(theirs)


def test_forty_orders_are_the_same_in_a_list(filled: Reaching) -> None:
    asked = list(filled.adapter().orders())
    assert len(asked) == 40
    for order in asked:
        assert bare(order) == bare(read.order(filled.shop.shelf.orders.by_id[int(order.external_id)]))


def test_a_parcel_and_its_scans_are_the_same(reaching: Reaching) -> None:
    payload, scans = shopify_payload("orders_updated_partially_refunded"), [shopify_payload(name) for name in SCANS]
    first = payload["fulfillments"][0]["id"]
    scans = [scan | {"fulfillment_id": first, "order_id": payload["id"]} for scan in scans]
    asked = ask(reaching, payload, scans=scans)
    parcel = next(one for one in asked.fulfilments or () if one.external_id == str(first))
    told = sorted((read.tracking_event(scan) for scan in scans), key=lambda scan: scan.happened_at)
    assert sorted(parcel.events, key=lambda scan: scan.happened_at) == told


@pytest.mark.parametrize("name", ["returns_request", "returns_approve", "returns_decline", "returns_close"])
def test_a_return_is_the_same(reaching: Reaching, name: str) -> None:
    payload = shopify_payload("orders_fulfilled")
    told = shopify_payload("returns_request") | shopify_payload(name)
    told["order"] = {"id": payload["id"], "admin_graphql_api_id": payload["admin_graphql_api_id"]}
    reaching.shop.shelf.put_return(told)
    asked = ask(reaching, payload)
    expected = replace(read.return_(told), updated_at=None)
    assert asked.returns == (expected,)
    assert expected.state in set(ReturnState)


@pytest.mark.parametrize("name", PRODUCTS)
def test_a_product_is_the_same(reaching: Reaching, name: str) -> None:
    payload = shopify_payload(name)
    reaching.shop.shelf.put_product(payload)
    assert reaching.adapter().product(str(payload["id"])) == read.product(payload)


def test_the_shop_is_the_same(reaching: Reaching) -> None:
    reaching.shop.shelf.shop |= {"domain": "lumen.example"}
    told = read.shop(reaching.shop.shelf.shop)
    assert reaching.adapter().shop() == told


def test_amounts_are_the_shoppers(reaching: Reaching) -> None:
    payload = shopify_payload("orders_create_guest_in_pounds")
    asked = ask(reaching, payload)
    assert asked.currency == "GBP"
    assert asked.person is not None
    assert asked.person.external_id is None


@pytest.mark.parametrize(
    ("shown", "status"),
    [("IN_PROGRESS", "partial"), ("ON_HOLD", None), ("SCHEDULED", None), ("RESTOCKED", "restocked")],
)
def test_states_that_webhooks_do_not_know(reaching: Reaching, shown: str, status: str | None) -> None:
    payload = shopify_payload("orders_partially_fulfilled") | {"fulfillment_status": status}
    asked = ask(reaching, payload | {"display_fulfillment_status": shown})
    assert asked.fulfilment_status == read.order(payload).fulfilment_status


def test_times_have_no_zone_of_their_own(reaching: Reaching) -> None:
    asked = ask(reaching, shopify_payload("orders_fulfilled"))
    assert asked.updated_at is not None
    assert asked.updated_at.tzinfo is UTC or asked.updated_at == asked.updated_at.astimezone(UTC)
    assert isinstance(asked.created_at, datetime)
