"""One delivery each, and every field of the rows that it leaves behind."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from integration_app.stores.models import Store
from tests.support import mirror
from tests.support.cast import Cast
from tests.support.deliveries import PAYLOADS, captured, send_shopify, send_woocommerce, shopify_payload

MIRRORED = PAYLOADS / "mirrored"

SHOPIFY = {
    "orders_create_unpaid": "orders/create",
    "orders_paid": "orders/paid",
    "orders_partially_fulfilled": "orders/partially_fulfilled",
    "orders_fulfilled": "orders/fulfilled",
    "orders_updated_after_delivery": "orders/updated",
    "orders_updated_partially_refunded": "orders/updated",
    "orders_cancelled": "orders/cancelled",
    "orders_create_guest_in_pounds": "orders/create",
    "fulfillments_create_first_parcel": "fulfillments/create",
    "fulfillments_create_second_parcel": "fulfillments/create",
    "fulfillments_update_delivered": "fulfillments/update",
    "fulfillment_events_in_transit": "fulfillment_events/create",
    "fulfillment_events_customs": "fulfillment_events/create",
    "fulfillment_events_delivered": "fulfillment_events/create",
    "fulfillment_events_second_delayed": "fulfillment_events/create",
    "refunds_create_partial": "refunds/create",
    "returns_request": "returns/request",
    "returns_approve": "returns/approve",
    "returns_decline": "returns/decline",
    "returns_close": "returns/close",
    "products_create": "products/create",
    "products_update_one_variant_less": "products/update",
    "carts_update": "carts/update",
    "checkouts_update": "checkouts/update",
    "customers_update": "customers/update",
}

WOOCOMMERCE = [
    "order.created_104_pending",
    "order.updated_104_processing",
    "order.updated_104_processing_2",
    "order.updated_104_completed",
    "order.updated_104_completed_2",
    "order.created_106_cancelled",
    "order.updated_97_completed",
    "order.updated_108_processing",
    "order.created_109_on-hold",
    "order.created_110_processing",
    "order.updated_111_processing",
    "product.created_107",
    "product.updated_107",
    "product.updated_17",
    "product.updated_20",
    "product.updated_24",
    "product.updated_43",
    "customer.created_12",
    "customer.updated_12_2",
]


@pytest.mark.parametrize("case", SHOPIFY)
def test_shopify(cast: Cast, client: FlaskClient, run_jobs: Callable[[], int], case: str) -> None:
    assert send_shopify(client, SHOPIFY[case], shopify_payload(case)).status_code == 200
    run_jobs()
    assert mirror.of_store(cast.store.id) == _expected("shopify", case)


@pytest.mark.parametrize("case", WOOCOMMERCE)
def test_woocommerce(trail: Store, client: FlaskClient, run_jobs: Callable[[], int], case: str) -> None:
    delivery = captured(case)
    assert send_woocommerce(client, trail.public_id, delivery.topic, delivery.body).status_code == 200
    run_jobs()
    assert mirror.of_store(trail.id) == _expected("woocommerce", case)


def test_the_shop_itself(cast: Cast, client: FlaskClient, run_jobs: Callable[[], int]) -> None:
    send_shopify(client, "shop/update", shopify_payload("shop_update"))
    send_shopify(client, "app/scopes_update", shopify_payload("app_scopes_update"))
    run_jobs()
    assert mirror.shop(cast.store.id) == {
        "name": "Lumen & Co",
        "currency": "EUR",
        "locale": "fr",
        "timezone": "Europe/Paris",
        "country": "FR",
        "email": "hello@lumen.example",
        "scopes": ["read_orders", "read_products"],
    }


def test_what_opens_an_order_is_never_taken_over() -> None:
    for path in Path(MIRRORED / "woocommerce").glob("*.json"):
        assert "wc_order_" not in path.read_text()
        assert "order-pay" not in path.read_text()


def _expected(source: str, case: str) -> dict[str, Any]:
    stored: dict[str, Any] = json.loads((MIRRORED / source / f"{case}.json").read_text())
    return stored
