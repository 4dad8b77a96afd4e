"""The stand-in answers as the real store did, asked by the package that real apps use."""

from typing import Any

import pytest
import requests
from woocommerce import API

from tests.support.woo_store import Key, WooStore, captures


@pytest.fixture
def api(woo: WooStore, key: Key) -> API:
    return API(woo.url, key.key, key.secret, timeout=20)


def recorded(name: str) -> Any:
    found = captures.capture(name)
    return found["status"], found["body"]


def told(answer: requests.Response) -> Any:
    return answer.status_code, answer.json()


def test_refusals_are_the_recorded_ones(api: API, woo: WooStore) -> None:
    row = woo.order_like()
    assert told(api.get("orders/999999")) == recorded("order-not-found")
    assert told(api.put(f"orders/{row['id']}", {"status": "shipped"})) == recorded("error-order-bad-status")
    api.post("coupons", {"code": "CHAT-15-ABC", "amount": "15"})
    assert told(api.post("coupons", {"code": "chat-15-abc", "amount": "1"})) == recorded("error-coupon-duplicate")
    bad = {"topic": "order.bogus", "delivery_url": "http://127.0.0.1:1/x"}
    assert told(api.post("webhooks", bad)) == recorded("error-webhook-bad-topic")
    bad = {"topic": "order.created", "delivery_url": "ftp://x"}
    assert told(api.post("webhooks", bad)) == recorded("error-webhook-bad-url")


@pytest.mark.parametrize("name", ["order-create-guest", "coupon-create", "refund-create", "order-note-create"])
def test_what_is_made_has_the_recorded_shape(api: API, woo: WooStore, name: str) -> None:
    row = woo.order_like()
    asked = captures.capture(name)
    path = asked["request"]["path"].removeprefix("/wp-json/wc/v3/").replace("104", str(row["id"]))
    body = asked["request"]["body"]
    for line in body.get("line_items", []):
        line["id"] = row["line_items"][1]["id"]
    answer = api.post(path, body)
    assert answer.status_code == asked["status"]
    assert set(asked["body"]) - {"_links"} <= set(answer.json())


def test_signatures_are_really_checked(api: API, woo: WooStore, key: Key) -> None:
    assert api.get("orders", params={"status": "completed,processing", "per_page": 5}).status_code == 200
    forged = API(woo.url, key.key, key.secret + "0").get("orders")
    assert told(forged)[1]["code"] == "woocommerce_rest_authentication_error"
    assert requests.get(f"{woo.url}/wp-json/wc/v3/orders", timeout=5).status_code == 401
    basic = requests.get(f"{woo.url}/wp-json/wc/v3/orders", auth=(key.key, key.secret), timeout=5)
    assert basic.json()["code"] == "woocommerce_rest_cannot_view"


def test_the_packages_traps_are_there(api: API, woo: WooStore) -> None:
    """A query in the path breaks over http; so does a list."""
    assert api.get("products?per_page=50").status_code == 400
    assert api.get("orders", params={"status": ["completed", "processing"]}).status_code == 401


def test_webhooks_come_as_they_really_do(api: API, woo: WooStore) -> None:
    """Trashing a product is told as a coupon too; nobody hears of what is deleted for good."""
    made = api.post(
        "webhooks", {"topic": "coupon.deleted", "delivery_url": "http://127.0.0.1:1/x", "secret": "s"}
    ).json()
    assert "secret" not in made
    assert made["id"] in woo.hooks.unpinged
    woo.hooks.fire("product.deleted", 18)
    woo.hooks.drain()
    assert woo.hooks.sent == [("coupon.deleted", 18, 0)]
    for _ in range(6):
        woo.hooks.fire("coupon.deleted", 18)
    woo.hooks.drain()
    assert api.get("webhooks", params={"status": "disabled"}).json()[0]["id"] == made["id"]
    api.put(f"webhooks/{made['id']}", {"status": "active"})
    woo.hooks.fire("coupon.deleted", 18)
    woo.hooks.drain()
    assert woo.hooks.rows[made["id"]]["status"] == "disabled"
