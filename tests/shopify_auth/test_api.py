"""The console's API with an ID token instead of a cookie."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from integration_app.kit import db
from integration_app.stores import accounts
from integration_app.web.cookies import NAME
from tests.shopify_auth.conftest import Admin
from tests.support.cast import Cast
from tests.support.shopify_door import ShopifyDoor, id_token

RETRY = "X-Shopify-Retry-Invalid-Session-Request"


def with_token(client: FlaskClient, token: str, *, method: str = "GET", path: str = "/me") -> TestResponse:
    headers = {"Authorization": f"Bearer {token}"}
    body = None if method == "GET" else {"code": "ABCD-EFGH"}
    return client.open(f"/api/v1{path}", method=method, headers=headers, json=body)


@pytest.mark.parametrize(
    "token",
    [id_token(exp=1), id_token(exp=None), id_token(aud="another-app"), id_token(secret="y" * 40), "nonsense", ""],
)
def test_a_wrong_or_stale_token_is_asked_for_anew(client: FlaskClient, door: ShopifyDoor, token: str) -> None:
    for method, path in (("GET", "/me"), ("POST", "/shopify/session"), ("POST", "/shopify/codes")):
        answer = with_token(client, token, method=method, path=path)
        assert (answer.status_code, answer.json["error"]["code"]) == (401, "bad_id_token"), path
        assert answer.headers[RETRY] == "1"
    assert door.calls == []


def test_without_a_token_nobody_comes_from_shopify(client: FlaskClient, door: ShopifyDoor) -> None:
    assert client.post("/api/v1/shopify/session", json={"begin": True}).status_code == 401
    answer = client.get("/api/v1/me")
    assert answer.json["error"]["code"] == "not_signed_in"
    assert RETRY not in answer.headers


def test_a_write_needs_no_csrf_token_and_leaves_no_cookie(admin: Callable[..., Admin]) -> None:
    mei = admin()
    mei.open(begin=True)
    answer = mei.patch("/me", {"name": "Mei"})
    assert answer.json["agent"]["name"] == "Mei"
    assert answer.json["csrf"] == ""
    assert "Set-Cookie" not in answer.headers
    assert mei.delete("/session").status_code == 204


def test_a_bad_token_is_not_saved_by_a_good_cookie(app: Flask, cast: Cast, door: ShopifyDoor) -> None:
    """The cookie is Ada's; what is asked in a shop's name is answered in that shop's name or not at all."""
    with db.unit():
        opened = accounts.open_session(cast.ada)
    client = app.test_client()
    client.set_cookie(NAME, opened.key)
    assert with_token(client, "nonsense").status_code == 401
    assert with_token(client, id_token()).status_code == 401
    assert client.get("/api/v1/me").status_code == 200


def test_a_cookie_still_needs_its_csrf_token(app: Flask, cast: Cast, door: ShopifyDoor) -> None:
    with db.unit():
        opened = accounts.open_session(cast.ada)
    client = app.test_client()
    client.set_cookie(NAME, opened.key)
    answer = client.patch("/api/v1/me", json={"name": "Eve"}, headers={"Authorization": "Basic eve"})
    assert answer.json["error"]["code"] == "csrf"
