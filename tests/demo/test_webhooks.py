import json
from collections.abc import Callable

import pytest
import requests

from demo import signing
from tests.demo.conftest import SECRET, Served
from tests.support.waiting import until


def press(served: Served, number: int, act: str, **form: str) -> requests.Response:
    url = f"{served.url}/panel/orders/{served.order_id(number)}/{act}"
    return requests.post(url, data=form, allow_redirects=False, timeout=10)


@pytest.mark.parametrize(
    ("number", "act", "topics"),
    [
        (1040, "pay", ["orders/updated"]),
        (1038, "pack", ["fulfillments/create", "fulfillment_events/create", "orders/updated"]),
        (1033, "deliver", ["fulfillment_events/create", "fulfillments/update", "orders/updated"]),
        (1024, "cleared", ["fulfillment_events/create", "fulfillments/update", "orders/updated"]),
        (1035, "delay", ["fulfillment_events/create", "fulfillments/update", "orders/updated"]),
        (1035, "lose", ["fulfillment_events/create", "fulfillments/update", "orders/updated"]),
        (1013, "refund_part", ["refunds/create", "orders/updated"]),
        (1013, "refund_full", ["refunds/create", "orders/updated"]),
        (1013, "ask_return", ["returns/request", "orders/updated"]),
        (1018, "approve_return", ["returns/approve", "orders/updated"]),
        (1018, "decline_return", ["returns/decline", "orders/updated"]),
        (1015, "close_return", ["returns/close", "orders/updated"]),
        (1039, "cancel", ["products/update", "orders/cancelled", "orders/updated"]),
    ],
)
def test_each_act_tells_what_a_store_would_tell(served: Served, number: int, act: str, topics: list[str]) -> None:
    assert press(served, number, act).status_code == 302
    served.settle()
    assert served.receiver.topics() == topics


def test_a_delivery_is_signed_and_named_as_shopify_does(served: Served) -> None:
    press(served, 1038, "ship")
    served.settle()
    calls = served.receiver.calls
    assert {call.path for call in calls} == {"/webhooks/shopify"}
    for call in calls:
        assert call.headers["x-shopify-hmac-sha256"] == signing.webhook(SECRET, call.body)
        assert call.headers["x-shopify-shop-domain"] == "lumen-goods.myshopify.com"
        assert call.headers["x-shopify-api-version"] == "2026-07"
        assert call.headers["x-shopify-triggered-at"].endswith("Z")
    assert len({call.headers["x-shopify-webhook-id"] for call in calls}) == len(calls)
    assert len({call.headers["x-shopify-event-id"] for call in calls}) == 1
    order = json.loads(calls[-1].body)
    assert order["id"] == served.order_id(1038)
    assert order["fulfillments"][0]["shipment_status"] == "in_transit"
    assert order["total_price"] == "88.90"
    assert order["total_price_set"]["presentment_money"] == {"amount": "707.00", "currency_code": "CNY"}


def test_an_act_that_makes_no_sense_is_refused(served: Served) -> None:
    assert press(served, 1001, "pay").status_code == 404
    assert press(served, 1040, "deliver").status_code == 404
    assert served.receiver.calls == []


def test_a_tracking_event_of_ones_own(served: Served) -> None:
    press(served, 1033, "events", status="in_transit", message="Held up by snow", city="Dijon")
    served.settle()
    event = json.loads(served.receiver.calls[0].body)
    assert (event["message"], event["city"], event["country"]) == ("Held up by snow", "Dijon", "FR")


def test_a_refused_delivery_comes_again_with_the_same_id(served: Served) -> None:
    served.receiver.statuses[:] = [503, 500]
    press(served, 1040, "pay")
    served.settle()
    calls = served.receiver.calls
    assert len(calls) == 3
    assert len({(call.headers["x-shopify-webhook-id"], call.body) for call in calls}) == 1


def test_nothing_is_lost_while_nobody_listens(serve: Callable[..., Served]) -> None:
    served = serve(parley_url="http://127.0.0.1:9")
    press(served, 1040, "pay")
    waiting = f"{served.url}/panel/outbox.json"
    until(lambda: "refused" in requests.get(f"{served.url}/panel", timeout=10).text.lower())
    assert requests.get(waiting, timeout=10).json() == {"waiting": 1}


def test_a_form_from_another_site_is_refused(served: Served) -> None:
    url = f"{served.url}/panel/orders/{served.order_id(1040)}/pay"
    assert requests.post(url, headers={"Origin": "http://evil.example"}, timeout=10).status_code == 403
    assert served.receiver.calls == []


def test_new_stock_is_told(served: Served) -> None:
    variant = served.api("/api/products").json()["items"][0]["variants"][0]
    requests.post(f"{served.url}/panel/products/{variant['id']}/stock", data={"stock": 7}, timeout=10)
    served.settle()
    assert served.receiver.topics() == ["products/update"]
    told = json.loads(served.receiver.calls[0].body)
    assert told["variants"][0]["inventory_quantity"] == 7
