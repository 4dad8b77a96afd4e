from datetime import UTC, datetime, timedelta

from demo.app_calls import PAGE_SIZE
from tests.demo.conftest import Served


def test_only_the_app_is_let_in(served: Served) -> None:
    for path in ("/api/shop", "/api/orders", "/api/products", f"/api/orders/{served.order_id(1001)}"):
        assert served.api(path, token="other").status_code == 401
    assert served.api("/api/discounts", {}, token="").status_code == 401


def test_an_order_carries_everything(served: Served) -> None:
    order = served.api(f"/api/orders/{served.order_id(1018)}").json()
    parcel = order["fulfillments"][0]
    assert [event["status"] for event in parcel["events"]][-1] == "delivered"
    assert {event["city"] for event in parcel["events"]} == {"Leipzig", "Bordeaux"}
    assert order["returns"][0]["status"] == "requested"
    assert order["returns"][0]["return_line_items"][0]["quantity"] == 1
    assert served.api("/api/orders/1").status_code == 404


def test_lists_are_paged_and_begin_where_asked(served: Served) -> None:
    assert PAGE_SIZE == 50
    first = served.api("/api/orders").json()
    assert (len(first["items"]), first["next_page"]) == (40, None)
    since = (datetime.now(UTC) - timedelta(days=2)).isoformat()
    recent = served.api(f"/api/orders?updated_since={since}").json()["items"]
    assert 0 < len(recent) < 40
    assert all(
        datetime.fromisoformat(row["updated_at"]) >= datetime.fromisoformat(since[:19] + "+00:00") for row in recent
    )
    moments = [datetime.fromisoformat(row["updated_at"]) for row in first["items"]]
    assert moments == sorted(moments)
    assert len(served.api("/api/products").json()["items"]) == 24
    assert served.api("/api/orders?updated_since=yesterday").status_code == 422


def test_a_discount_is_made_once_a_key(served: Served) -> None:
    ends_at = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    wanted = {"percent": 5, "ends_at": ends_at, "key": "firing-7"}
    one, same = (served.api("/api/discounts", wanted).json() for _ in range(2))
    other = served.api("/api/discounts", wanted | {"key": "firing-8"}).json()
    assert one == same
    assert one["code"] != other["code"]
    assert served.api("/api/discounts", wanted | {"percent": 0, "key": "k"}).status_code == 422
    assert served.api("/api/discounts", {"percent": 5}).status_code == 422


def test_a_return_is_asked_once_a_key_and_told(served: Served) -> None:
    order = served.api(f"/api/orders/{served.order_id(1013)}").json()
    line = order["line_items"][0]
    wanted = {
        "order_id": order["id"],
        "lines": [{"line_item_id": line["id"], "quantity": 1}],
        "reason": "unwanted",
        "note": "Too red",
        "key": "return-1",
    }
    one, same = (served.api("/api/returns", wanted).json() for _ in range(2))
    assert one["id"] == same["id"]
    assert one["status"] == "requested"
    served.settle()
    assert served.receiver.topics() == ["returns/request", "orders/updated"]
    assert served.api("/api/returns", wanted | {"key": "return-2"}).status_code == 422


def test_what_was_never_sent_cannot_come_back(served: Served) -> None:
    order = served.api(f"/api/orders/{served.order_id(1040)}").json()
    lines = [{"line_item_id": order["line_items"][0]["id"], "quantity": 1}]
    answer = served.api("/api/returns", {"order_id": order["id"], "lines": lines, "key": "r"})
    assert answer.json()["error"]["code"] == "not_returnable"
