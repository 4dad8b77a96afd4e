"""What nobody sends who means well: every door answers it with a refusal, never with a failure of ours."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from integration_app.stores import Agent
from integration_app.web.access import ROUTES
from tests.support.cast import Cast
from tests.web.conftest import API, Console

SHOP = {"Origin": "https://lumen.example"}
HUGE = 10**30
DEEP = "[" * 5_000 + "]" * 5_000
ODD: tuple[Any, ...] = (
    "a\x00b",
    "\ud83d",
    "\ud800 \udfff",
    HUGE,
    -HUGE,
    1e308,
    True,
    None,
    [],
    {},
    [[{}]],
    "x" * 9_000,
)
BODIES = (
    b"",
    b"null",
    b"[]",
    b'"x"',
    b"{",
    b"\xff\xfe",
    b'{"a": NaN}',
    DEEP.encode(),
    b'{"body": ' + DEEP.encode() + b"}",
    b"9" * 5_000,
)
PATHS = ("\x00", "a%00b", "%ff%fe", "..%2f..%2fetc%2fpasswd", "x" * 3_000, "%F0%9F", "²", "-1")


@pytest.fixture
def base(cast: Cast) -> str:
    return f"/widget/{cast.store.public_id}"


@pytest.fixture
def chat(client: FlaskClient, base: str) -> dict[str, str]:
    begun = client.post(f"{base}/conversations", json={"locale": "en", "zone": "UTC"}, headers=SHOP).json
    assert begun is not None
    return {"Authorization": f"Bearer {begun['token']}"}


def fine(status: int) -> bool:
    return 200 <= status < 500


WIDGET = {
    "conversations": ("locale", "zone", "page", "title", "referrer", "cart_token", "secret"),
    "token": ("secret",),
    "firings": ("trigger", "visitor", "page", "zone", "locale", "secret", "cart"),
    "firings/x/dismiss": (),
    "messages": ("client_id", "body"),
    "acts": ("client_id", "act"),
    "read": ("seq",),
    "visit": ("page", "title"),
}


@pytest.mark.parametrize("door", WIDGET)
def test_odd_values_in_the_widgets_doors(door: str, client: FlaskClient, base: str, chat: dict[str, str]) -> None:
    for field in WIDGET[door]:
        for value in ODD:
            sent = {"client_id": "c1", "body": {"text": "hello"}, "act": {"type": "person"}, field: value}
            answer = client.post(f"{base}/{door}", json=sent, headers={**SHOP, **chat})
            assert fine(answer.status_code), (field, value)
    for body in BODIES:
        headers = {**SHOP, **chat, "Content-Type": "application/json"}
        assert fine(client.post(f"{base}/{door}", data=body, headers=headers).status_code), body[:40]


def test_odd_carts(client: FlaskClient, base: str) -> None:
    for field in ("token", "items", "total", "currency"):
        for value in ODD:
            sent = {"trigger": "x", "visitor": "v", "cart": {"items": 1, "total": 100, "currency": "EUR", field: value}}
            assert fine(client.post(f"{base}/firings", json=sent, headers=SHOP).status_code), (field, value)


def test_odd_words_are_kept_and_answered(
    client: FlaskClient, base: str, chat: dict[str, str], run_jobs: Callable[[], int]
) -> None:
    for number, text in enumerate(("a\x00b", "\ud83d", "where \udfff is my order #\x001042", "🛒 ok")):
        sent = {"client_id": f"c{number}", "body": {"text": text}}
        assert fine(client.post(f"{base}/messages", json=sent, headers=chat).status_code)
        run_jobs()
    said = client.get(f"{base}/messages", headers=chat)
    assert said.status_code == 200
    assert said.json is not None
    assert {"shopper", "bot"} <= {one["author"] for one in said.json["messages"]} | {"bot"}


ACTS = {
    "prove": ("number", "contact"),
    "send_code": ("order",),
    "code": ("code",),
    "return": ("order_id", "items", "reason", "note"),
    "offline": ("email", "text"),
    "person": ("label",),
    "language": ("locale",),
    "coupon": ("firing", "label"),
    "identify": ("token",),
    "rate": ("stars",),
}


@pytest.mark.parametrize("act", ACTS)
def test_odd_acts_are_answered_and_no_job_fails(
    act: str, client: FlaskClient, base: str, run_jobs: Callable[[], int]
) -> None:
    for field in ACTS[act]:
        for number, value in enumerate(
            (*ODD, [{"id": "\x00", "quantity": HUGE}], "../../../etc/passwd", "xx", "zh-Hant-TW")
        ):
            somebody = {"REMOTE_ADDR": f"198.51.100.{number}"}
            begun = client.post(f"{base}/conversations", json={"zone": "UTC"}, headers=SHOP, environ_base=somebody).json
            assert begun is not None
            headers = {"Authorization": f"Bearer {begun['token']}"}
            sent = {"client_id": f"{field}{number}", "act": {"type": act, field: value}}
            status = client.post(f"{base}/acts", json=sent, headers=headers).status_code
            assert fine(status), (field, value)
            run_jobs()
            after = client.get(f"{base}/messages", headers=headers)
            assert after.status_code == 200, (field, value)


@pytest.mark.parametrize("after", ["²", "9" * 5_000, str(HUGE), "-1", "a", "%00", "٣"])
def test_odd_places_to_read_from(after: str, client: FlaskClient, base: str, chat: dict[str, str]) -> None:
    assert fine(client.get(f"{base}/messages?after={after}", headers=chat).status_code)


@pytest.mark.parametrize("odd", PATHS)
def test_odd_addresses(odd: str, client: FlaskClient, base: str) -> None:
    for path in (
        f"/widget/{odd}/settings",
        f"/widget/{odd}/frame",
        f"{base}/frame?locale={odd}",
        f"{base}/settings?locale={odd}&zone={odd}",
        f"/widget/assets/{odd}",
        f"/r/{odd}",
        f"/console/{odd}",
        f"/console/assets/{odd}",
        f"/proxy/identity?shop={odd}&timestamp={odd}&signature={odd}",
        f"{API}/links/{odd}",
        f"/webhooks/woocommerce/{odd}",
    ):
        answer = client.get(path, headers=SHOP)
        assert fine(answer.status_code) or answer.status_code == 503, path
    assert fine(client.post(f"/webhooks/woocommerce/{odd}", data=b"{}").status_code)


def test_odd_tokens(client: FlaskClient, base: str) -> None:
    for token in ("", "x", "a.b.c", "ÿ", "x" * 9_000):
        headers = {"Authorization": f"Bearer {token}"}
        assert client.get(f"{base}/messages", headers=headers).status_code == 401
        assert client.post("/webhooks/mail", headers=headers, data=b"x").status_code == 401
        assert fine(client.get("/metrics", headers=headers).status_code)


def test_odd_bodies_at_the_consoles_doors(app: Flask, cast: Cast, signed_in: Callable[[Agent], Console]) -> None:
    ada = signed_in(cast.ada)
    for route in ROUTES:
        if route.body is None:
            continue
        path = route.path.replace("<store>", cast.store.public_id)
        for value in ODD:
            body = dict.fromkeys(route.body.model_fields, value)
            answer = ada._send(route.method, path, body)
            assert fine(answer.status_code), (route.method, path, value, answer.text)
        for raw in BODIES:
            headers = {"X-Parley-Csrf": ada.csrf, "Content-Type": "application/json"}
            answer = ada.client.open(API + path, method=route.method, data=raw, headers=headers)
            assert fine(answer.status_code), (route.method, path, raw[:40])


def test_odd_addresses_and_queries_in_the_console(cast: Cast, signed_in: Callable[[Agent], Console]) -> None:
    ada = signed_in(cast.ada)
    for odd in PATHS:
        for route in ROUTES:
            path = route.path
            for name in (
                "store",
                "conversation",
                "trigger",
                "campaign",
                "article",
                "agent",
                "invitation",
                "return",
                "key",
            ):
                path = path.replace(f"<{name}>", odd)
            if "<" in path:
                path = path.split("<")[0] + odd
            query = "&".join(f"{name}={odd}" for name in route.query.model_fields) if route.query else ""
            answer = ada.client.open(
                f"{API}{path}?{query}", method=route.method, json={}, headers={"X-Parley-Csrf": ada.csrf}
            )
            assert fine(answer.status_code), (route.method, path, odd)


@pytest.mark.parametrize("csrf", ["", "ÿ", "x" * 9_000])
def test_an_odd_csrf_token_is_a_refusal(csrf: str, cast: Cast, signed_in: Callable[[Agent], Console]) -> None:
    ada = signed_in(cast.ada)
    ada.csrf = csrf
    assert ada.delete("/session").status_code == 403


@pytest.mark.parametrize(
    "cursor",
    [
        "W251bGwsICIyMDI2LTAxLTAxVDAwOjAwOjAwIiwgMV0=",
        "W251bGwsIG51bGwsIDFd",
        "W10=",
        "bnVsbA==",
        "%FF",
        "aW",
        "W251bGwsICIyMDI2LTAxLTAxVDAwOjAwOjAwWiIsIDFlMzBd",
    ],
)
def test_a_cursor_that_is_not_ours_is_a_refusal(cursor: str, cast: Cast, signed_in: Callable[[Agent], Console]) -> None:
    answer = signed_in(cast.ada).get(f"/inbox?cursor={cursor}")
    assert answer.status_code in {200, 422}, answer.text
