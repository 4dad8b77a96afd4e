"""Only Shopify's own, fresh ID tokens for this app say who somebody is."""

import base64
import json
import time
from typing import Any

import jwt
import pytest

from integration_app.platforms.shopify import id_token as checked
from integration_app.platforms.shopify.id_token import BadIdToken, Visitor
from tests.support.shopify_door import CLIENT_ID, OLD_SECRET, SECRET, SHOP, id_token


def read(token: str) -> Visitor:
    return checked.read(token, client_id=CLIENT_ID, secrets=(SECRET, OLD_SECRET))


def unsigned() -> str:
    claims = jwt.decode(id_token(), options={"verify_signature": False})
    return jwt.encode(claims, "", algorithm="none")


def swapped_body() -> str:
    head, _, signature = id_token().split(".")
    claims = jwt.decode(id_token("victim.myshopify.com"), options={"verify_signature": False})
    body = base64.urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=").decode()
    return f"{head}.{body}.{signature}"


def test_a_token_says_which_shop_and_who() -> None:
    assert read(id_token()) == Visitor(SHOP, "1001")


def test_the_secret_before_stays_valid_during_a_rotation() -> None:
    assert read(id_token(secret=OLD_SECRET)) == Visitor(SHOP, "1001")


def test_two_clocks_may_differ_a_little() -> None:
    now = int(time.time())
    assert read(id_token(nbf=now + 3)).user == "1001"
    assert read(id_token(exp=now - 3)).user == "1001"


@pytest.mark.parametrize("claim", ["exp", "nbf", "aud", "iss", "dest", "sub"])
def test_a_token_without_one_of_its_claims_is_none(claim: str) -> None:
    with pytest.raises(BadIdToken):
        read(id_token(**{claim: None}))


@pytest.mark.parametrize(
    "claims",
    [
        {"exp": int(time.time()) - 60},
        {"exp": "never"},
        {"nbf": int(time.time()) + 600},
        {"aud": "another-app"},
        {"aud": [CLIENT_ID, "another-app"]},
        {"dest": "https://other.myshopify.com"},
        {"iss": "https://other.myshopify.com/admin"},
        {"iss": "https://evil.example/admin", "dest": "https://evil.example"},
        {"iss": "https://tea.myshopify.com.evil.example", "dest": "https://tea.myshopify.com.evil.example"},
        {"iss": "https://a.b.myshopify.com/admin", "dest": "https://a.b.myshopify.com"},
        {"iss": "https://tea@x.myshopify.com/admin", "dest": "https://tea@x.myshopify.com"},
        {"iss": "https://tea.myshopify.com:8443/admin", "dest": "https://tea.myshopify.com:8443"},
        {"iss": f"http://{SHOP}/admin", "dest": f"http://{SHOP}"},
        {"iss": "https://[", "dest": "https://["},
        {"dest": 7},
        {"sub": ""},
        {"sub": 1001},
        {"sub": "1" * 65},
    ],
)
def test_a_token_of_somebody_or_something_else_is_none(claims: dict[str, Any]) -> None:
    with pytest.raises(BadIdToken):
        read(id_token(**claims))


@pytest.mark.parametrize("token", [unsigned(), swapped_body(), id_token(secret="x" * 40), "", "a.b.c", "é", "x" * 9000])
def test_a_forged_token_is_none(token: str) -> None:
    with pytest.raises(BadIdToken):
        read(token)


def test_without_a_registered_app_no_token_is_one() -> None:
    with pytest.raises(BadIdToken):
        checked.read(id_token(aud=""), client_id="", secrets=("",))


def test_only_exact_names_of_shops_are_shops() -> None:
    assert checked.is_shop("tea-house.myshopify.com")
    for name in (
        "",
        "tea-house",
        "Tea-House.myshopify.com",
        " tea.myshopify.com",
        "https://tea.myshopify.com",
        "tea.myshopify.com/",
        "evil.example",
        "a.b.myshopify.com",
        "tea.myshopify.com\n",
        "-.myshopify.com",
    ):
        assert not checked.is_shop(name), name
