"""Carts as the plugin reports them: who is let in, what is kept of them."""

import json
import time
from collections.abc import Callable
from decimal import Decimal

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from integration_app import stores, triggers
from integration_app.kit import db
from integration_app.orders.models import Order
from integration_app.stores.models import Store
from integration_app.triggers.models import Cart
from tests.support.deliveries import captured, kept, send_woocommerce
from tests.wordpress.support import CART, DANS_SECRET, report

Jobs = Callable[[], int]


def cart_of(store: Store) -> Cart | None:
    with db.unit(read_only=True):
        return triggers.cart(store.id, CART["token"])


def test_a_cart_is_taken_over(trail: Store, client: FlaskClient, run_jobs: Jobs) -> None:
    assert report(client, trail.public_id, CART).status_code == 200
    run_jobs()
    assert [row.outcome for row in kept()] == ["done"]
    cart = cart_of(trail)
    assert cart is not None
    assert (cart.items, cart.total, cart.currency, cart.completed_at) == (2, Decimal("84.50"), "EUR", None)
    assert cart.recovery_url == CART["recovery_url"]
    line = {"title": "Trail Jacket", "variant": "Blue / M", "quantity": 2, "price": "42.25", "product_id": "20"}
    assert cart.lines == [line]


def test_older_news_change_nothing(trail: Store, client: FlaskClient, run_jobs: Jobs) -> None:
    report(client, trail.public_id, CART)
    run_jobs()
    report(client, trail.public_id, CART | {"lines": [], "total": "0", "updated_at": "2026-11-22T09:59:59Z"})
    run_jobs()
    cart = cart_of(trail)
    assert cart is not None
    assert cart.items == 2


def test_an_order_completes_the_cart(trail: Store, client: FlaskClient, run_jobs: Jobs) -> None:
    report(client, trail.public_id, CART)
    report(client, trail.public_id, CART | {"order_id": 104, "updated_at": "2026-11-22T10:05:00Z"})
    run_jobs()
    cart = cart_of(trail)
    assert cart is not None
    assert cart.completed_at is not None


def test_a_replayed_report_is_the_same_delivery(trail: Store, client: FlaskClient) -> None:
    at = time.time()
    assert [report(client, trail.public_id, CART, at=at).status_code for _ in range(3)] == [200] * 3
    assert len(kept()) == 1


@pytest.mark.parametrize("off", [-301, 302, 86_400])
def test_out_of_its_time_it_is_refused(trail: Store, client: FlaskClient, off: int) -> None:
    assert report(client, trail.public_id, CART, at=time.time() + off).status_code == 401
    assert kept() == []


def test_without_a_good_signature_it_is_refused(trail: Store, client: FlaskClient) -> None:
    path, now = f"/webhooks/woocommerce/{trail.public_id}/cart", str(int(time.time()))
    for given in ({}, {"X-Parley-Signature": "ff"}, {"X-Parley-Timestamp": now}, {"X-Parley-Timestamp": "١٢"}):
        for signature in ("", "0" * 64, "ÿ"):
            headers = {"X-Parley-Signature": signature, **given}
            assert client.post(path, data=b"{}", headers=headers).status_code == 401
    assert kept() == []


def test_dan_reports_into_his_own_store_only(
    trail: Store, dans_store: Store, client: FlaskClient, run_jobs: Jobs
) -> None:
    assert report(client, trail.public_id, CART, secret=DANS_SECRET).status_code == 401
    assert report(client, dans_store.public_id, CART, secret=DANS_SECRET).status_code == 200
    run_jobs()
    assert cart_of(trail) is None
    assert cart_of(dans_store) is not None


def test_the_webhook_secret_opens_no_plugin_door(trail: Store, client: FlaskClient) -> None:
    with db.unit(read_only=True):
        (secret,) = stores.secrets(stores.by_id(trail.id), "webhook_secret")
    assert report(client, trail.public_id, CART, secret=secret).status_code == 401


def test_a_store_of_another_kind_has_no_such_door(cast: object, trail: Store, client: FlaskClient) -> None:
    assert report(client, "nobody", CART).status_code == 404


@pytest.mark.parametrize("sent", [{}, b"[", {"token": "t"}, CART | {"lines": [{"key": "k"}]}, CART | {"updated_at": 1}])
def test_what_cannot_be_read_is_kept_and_marked(
    trail: Store, client: FlaskClient, run_jobs: Jobs, sent: object
) -> None:
    assert report(client, trail.public_id, sent).status_code == 200
    run_jobs()
    assert [row.outcome for row in kept()] == ["unreadable"]


def test_the_test_report_says_which_store_and_whether_its_pages_may(trail: Store, client: FlaskClient) -> None:
    for address, allowed in (("https://trail.example", True), ("https://shop.trail.example", False)):
        answer = report(client, trail.public_id, {"address": address}, to="test")
        assert (answer.status_code, answer.json) == (200, {"store": "Trail", "allowed": allowed})
    assert report(client, trail.public_id, b"[", to="test").json == {"store": "Trail", "allowed": False}


def test_dan_cannot_test_adas_store(trail: Store, dans_store: Store, client: FlaskClient) -> None:
    answer = report(client, trail.public_id, {"address": trail.address}, to="test", secret=DANS_SECRET)
    assert answer.status_code == 401
    assert b"Trail" not in answer.data


def test_an_order_names_the_cart_it_was(trail: Store, client: FlaskClient, run_jobs: Jobs) -> None:
    payload = captured("order.created_104_pending").payload
    payload["meta_data"] = [*payload["meta_data"], {"id": 1, "key": "_parley_cart", "value": CART["token"]}]
    send_woocommerce(client, trail.public_id, "order.created", json.dumps(payload))
    run_jobs()
    with db.unit(read_only=True):
        order = db.session().scalars(select(Order).where(Order.store_id == trail.id)).one()
        assert order.cart_token == CART["token"]
