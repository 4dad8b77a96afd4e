import json
from datetime import UTC, datetime, timedelta

import pytest
import requests

from tests.demo.conftest import Served

ADDRESS = {
    "email": "zoe@mail.fr", "first_name": "Zoé", "last_name": "Roux", "address1": "1 rue Longue",
    "zip": "69001", "city": "Lyon", "country": "FR",
}  # fmt: skip


def halo(served: Served) -> dict:
    products = served.api("/api/products").json()["items"]
    return next(product for product in products if product["handle"] == "halo-table-lamp")


def put_halo_in(served: Served, visitor: requests.Session, times: int = 1) -> None:
    for _ in range(times):
        visitor.post(f"{served.url}/cart/add", data={"variant": halo(served)["variants"][0]["id"]}, timeout=10)


def buy(served: Served, visitor: requests.Session, **form: str) -> requests.Response:
    put_halo_in(served, visitor)
    visitor.get(f"{served.url}/checkout", timeout=10)
    return visitor.post(f"{served.url}/checkout", data=ADDRESS | form, timeout=10)


def code(served: Served, key: str = "firing-1", hours: int = 24) -> dict:
    ends_at = (datetime.now(UTC) + timedelta(hours=hours)).isoformat()
    return served.api("/api/discounts", {"percent": "5", "ends_at": ends_at, "key": key}).json()


def test_cart_js_is_as_shopify_gives_it(served: Served, visitor: requests.Session) -> None:
    assert visitor.get(f"{served.url}/cart.js", timeout=10).json()["item_count"] == 0
    put_halo_in(served, visitor, 2)
    cart = visitor.get(f"{served.url}/cart.js", timeout=10).json()
    assert (cart["item_count"], cart["total_price"], cart["currency"]) == (2, 17800, "EUR")
    assert cart["items"][0]["handle"] == "halo-table-lamp"
    dollars = visitor.get(f"{served.url}/cart.js?country=US", timeout=10).json()
    assert (dollars["total_price"], dollars["currency"]) == (20000, "USD")


def test_buying_tells_cart_checkout_and_order_and_ties_them(served: Served, visitor: requests.Session) -> None:
    visitor.post(f"{served.url}/cart/update.js", json={"attributes": {"parley": "c_1"}}, timeout=10)
    answer = buy(served, visitor)
    assert "Thank you. Your order #1041 is in." in answer.text
    served.settle()
    told = {call.headers["x-shopify-topic"]: json.loads(call.body) for call in served.receiver.calls}
    assert served.receiver.topics() == [
        "carts/create", "checkouts/create", "products/update", "orders/create", "checkouts/update",
    ]  # fmt: skip
    order = told["orders/create"]
    assert order["cart_token"] == told["carts/create"]["token"] == told["checkouts/create"]["cart_token"]
    assert order["checkout_token"] == told["checkouts/update"]["token"]
    assert order["note_attributes"] == [{"name": "parley", "value": "c_1"}]
    assert (order["financial_status"], order["customer"], order["customer_locale"]) == ("paid", None, "en")
    assert told["checkouts/update"]["completed_at"] is not None
    assert visitor.get(f"{served.url}/cart.js", timeout=10).json()["item_count"] == 0


def test_a_bank_transfer_is_not_paid_yet(served: Served, visitor: requests.Session) -> None:
    buy(served, visitor, pay="later")
    newest = max(served.orders(), key=lambda order: order["order_number"])
    assert newest["financial_status"] == "pending"


def test_a_missing_field_is_named_and_nothing_is_bought(served: Served, visitor: requests.Session) -> None:
    answer = buy(served, visitor, city="")
    assert "Please fill in: City." in answer.text
    assert 'value="zoe@mail.fr"' in answer.text
    assert len(served.orders()) == 40


def test_a_code_takes_its_part_off_one_order_only(served: Served, visitor: requests.Session) -> None:
    made = code(served)
    visitor.get(made["apply_url"], timeout=10)
    answer = buy(served, visitor)
    assert "€84.55" not in answer.text
    order = max(served.orders(), key=lambda order: order["order_number"])
    assert order["total_discounts"] == "4.45"
    assert order["total_price"] == "90.45"
    assert order["discount_codes"][0]["code"] == made["code"]
    again = visitor.get(made["apply_url"], timeout=10)
    assert "was used already" in again.text


def test_two_carts_with_one_code_make_one_discount(served: Served) -> None:
    made = code(served)
    carts = [requests.Session(), requests.Session()]
    for cart in carts:
        put_halo_in(served, cart)
        cart.get(made["apply_url"], timeout=10)
        cart.get(f"{served.url}/checkout", timeout=10)
    answers = [cart.post(f"{served.url}/checkout", data=ADDRESS, timeout=10) for cart in carts]
    assert "Thank you" in answers[0].text
    assert "was used already" in answers[1].text
    assert len([order for order in served.orders() if order["discount_codes"]]) == 1


@pytest.mark.parametrize(("which", "hours", "words"), [("ended", -1, "has ended"), ("unknown", 0, "no code")])
def test_a_code_that_takes_nothing_off(
    served: Served, visitor: requests.Session, which: str, hours: int, words: str
) -> None:
    wanted = code(served, hours=hours)["code"] if which == "ended" else "NEVER"
    assert words in visitor.post(f"{served.url}/cart/discount", data={"code": wanted}, timeout=10).text


def test_a_discount_link_leads_nowhere_else(served: Served, visitor: requests.Session) -> None:
    link = f"{served.url}/discount/{code(served)['code']}?redirect=//evil.example/"
    answer = visitor.get(link, allow_redirects=False, timeout=10)
    assert answer.headers["Location"] == "/cart"


def test_no_more_than_the_stock_can_be_bought(served: Served, visitor: requests.Session) -> None:
    teal = next(v for v in halo(served)["variants"] if v["option1"] == "Teal")
    visitor.post(f"{served.url}/cart/add", data={"variant": teal["id"]}, timeout=10)
    change = {"variant": teal["id"], "quantity": "9"}
    answer = visitor.post(f"{served.url}/cart/change", data=change, timeout=10)
    assert "Only 3 of Halo table lamp are left." in answer.text
    assert visitor.get(f"{served.url}/cart.js", timeout=10).json()["item_count"] == 3


def test_a_customer_sees_own_orders_only(served: Served, visitor: requests.Session) -> None:
    wrong = {"email": "cleo@mail.fr", "password": "nope"}
    assert "do not go together" in visitor.post(f"{served.url}/account/login", data=wrong, timeout=10).text
    right = wrong | {"password": "lumen"}
    page = visitor.post(f"{served.url}/account/login", data=right, timeout=10).text
    assert "#1033" in page
    assert "#1001" not in page
