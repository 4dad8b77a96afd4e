from urllib.parse import parse_qs, urlsplit

import requests

from demo import signing
from tests.demo.conftest import SECRET, Served


def ask(served: Served, visitor: requests.Session, query: str = "") -> dict[str, list[str]]:
    served.receiver.answer = b'{"token": "t"}'
    answer = visitor.get(f"{served.url}/apps/parley/identity{query}", timeout=10)
    assert answer.json() == {"token": "t"}
    call = served.receiver.calls[-1]
    assert "cookie" not in call.headers
    parts = urlsplit(call.path)
    assert parts.path == "/proxy/identity"
    return parse_qs(parts.query, keep_blank_values=True)


def signed(query: dict[str, list[str]]) -> bool:
    return query["signature"] == [signing.app_proxy(SECRET, query)]


def test_a_guest_is_an_empty_id(served: Served, visitor: requests.Session) -> None:
    query = ask(served, visitor)
    assert signed(query)
    assert query["logged_in_customer_id"] == [""]
    assert query["path_prefix"] == ["/apps/parley"]
    assert query["shop"] == ["lumen-goods.myshopify.com"]


def test_a_customer_is_named_and_cannot_be_another(served: Served, visitor: requests.Session) -> None:
    visitor.post(f"{served.url}/account/login", data={"email": "cleo@mail.fr", "password": "lumen"}, timeout=10)
    query = ask(served, visitor, "?logged_in_customer_id=1&extra=1&extra=2")
    own = next(order["customer"]["id"] for order in served.orders() if order["email"] == "cleo@mail.fr")
    assert query["logged_in_customer_id"] == [str(own)]
    assert query["extra"] == ["1", "2"]
    assert signed(query)


def test_an_answer_other_than_200_is_passed_on(served: Served, visitor: requests.Session) -> None:
    served.receiver.statuses[:] = [401]
    assert visitor.get(f"{served.url}/apps/parley/identity", timeout=10).status_code == 401
