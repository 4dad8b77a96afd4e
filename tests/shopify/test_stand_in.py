"""The stand-in is as strict as Shopify: tokens that end and turn over, points that run out, words that must fit."""

from typing import Any

import pytest
import requests

from tests.shopify.conftest import Reaching
from tests.support.shopify_store import apart

EXCHANGE = {
    "grant_type": "urn:ietf:params:oauth:grant-type:token-exchange",
    "subject_token_type": "urn:ietf:params:oauth:token-type:id_token",
    "requested_token_type": "urn:shopify:params:oauth:token-type:offline-access-token",
    "expiring": "1",
}


def post(reaching: Reaching, path: str, told: dict[str, Any], token: str = "") -> requests.Response:
    url = reaching.store.template.replace("{shop}", reaching.shop.domain)
    return requests.post(f"{url}/{path}", json=told, headers={"X-Shopify-Access-Token": token}, timeout=5)


def grant(reaching: Reaching, **told: Any) -> requests.Response:
    app = {"client_id": reaching.store.client_id, "client_secret": reaching.store.client_secret}
    return post(reaching, "admin/oauth/access_token", app | told)


def ask(reaching: Reaching, query: str, token: str | None = None, version: str = "2026-07") -> requests.Response:
    given = reaching.shop.tokens.new_access() if token is None else token
    return post(reaching, f"admin/api/{version}/graphql.json", {"query": query}, given)


def refresh(reaching: Reaching, token: str) -> requests.Response:
    return grant(reaching, grant_type="refresh_token", refresh_token=token)


def test_a_token_for_an_id_token(reaching: Reaching) -> None:
    told = grant(reaching, **EXCHANGE, subject_token=reaching.shop.tokens.id_token()).json()
    assert told["expires_in"] == 3600
    assert ask(reaching, "{ shop { name } }", told["access_token"]).json()["data"] == {"shop": {"name": "Lumen"}}
    reaching.store.advance(3601)
    assert ask(reaching, "{ shop { name } }", told["access_token"]).status_code == 401


@pytest.mark.parametrize(
    "claims", [{"exp": 1}, {"aud": "other"}, {"dest": "https://other.myshopify.com"}, {"secret": "other"}]
)
def test_a_wrong_id_token_gives_none(reaching: Reaching, claims: dict[str, Any]) -> None:
    answer = grant(reaching, **EXCHANGE, subject_token=reaching.shop.tokens.id_token(**claims))
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_subject_token")


def test_without_expiring_the_token_is_worth_nothing(reaching: Reaching) -> None:
    told = grant(reaching, **EXCHANGE | {"expiring": "0"}, subject_token=reaching.shop.tokens.id_token()).json()
    assert "refresh_token" not in told
    assert ask(reaching, "{ shop { name } }", told["access_token"]).status_code == 403


def test_the_old_refresh_token_lives_until_the_new_one_is_used(reaching: Reaching) -> None:
    first = grant(reaching, **EXCHANGE, subject_token=reaching.shop.tokens.id_token()).json()["refresh_token"]
    second = refresh(reaching, first).json()["refresh_token"]
    assert refresh(reaching, first).status_code == 200
    assert refresh(reaching, second).status_code == 200
    assert refresh(reaching, first).json()["error"] == "invalid_grant"
    reaching.store.advance(91 * 86400)
    assert refresh(reaching, second).status_code == 400


def test_a_wrong_secret_is_no_app(reaching: Reaching) -> None:
    assert grant(reaching, client_secret="other", **EXCHANGE).json()["error"] == "invalid_client"


def test_words_must_be_right(reaching: Reaching) -> None:
    told = ask(reaching, "{ shop { nam } }").json()
    assert "Cannot query field 'nam'" in told["errors"][0]["message"]
    assert "data" not in told


def test_costs_are_taken_and_what_was_not_used_comes_back(filled: Reaching) -> None:
    query = "{ orders(first: 100) { nodes { id lineItems(first: 2) { nodes { id } } } } }"
    cost = ask(filled, query).json()["extensions"]["cost"]
    assert cost["requestedQueryCost"] == 2 + 100 * (1 + 2 + 2 * 1)
    assert cost["actualQueryCost"] < 2 + 40 * 5 + 1
    assert cost["throttleStatus"]["currentlyAvailable"] >= 2000 - cost["actualQueryCost"] - 1
    filled.shop.bucket.empty()
    told = ask(filled, query).json()
    assert told["errors"][0]["extensions"]["code"] == "THROTTLED"
    filled.store.advance(6)
    assert "errors" not in ask(filled, query).json()


def test_a_query_may_cost_a_thousand_points(filled: Reaching) -> None:
    query = "{ orders(first: 250) { nodes { lineItems(first: 250) { nodes { id } } } } }"
    assert ask(filled, query).json()["errors"][0]["extensions"]["code"] == "MAX_COST_EXCEEDED"


def test_a_version_that_is_served_no_more_falls_forward(reaching: Reaching) -> None:
    answer = ask(reaching, "{ shop { name } }", version="2024-01")
    assert answer.headers["X-Shopify-API-Version"] == "2026-07"


def test_a_refund_needs_a_key(filled: Reaching) -> None:
    order = f"gid://shopify/Order/{next(iter(filled.shop.shelf.orders.by_id))}"
    without = f'mutation {{ refundCreate(input: {{orderId: "{order}"}}) {{ refund {{ id }} }} }}'
    assert "idempotent" in ask(filled, without).json()["errors"][0]["message"]


def test_it_runs_in_a_process_of_its_own() -> None:
    with apart.running(orders=50) as shop:
        assert len(shop.change(5)) == 5
        assert shop.state()["requests"] == 0
        address = f"{shop.template.replace('{shop}', shop.shop)}/admin/api/2026-07/graphql.json"
        told = {
            "query": '{ ordersCount { count } orders(first: 1, query: "cancelled_at:>2020-01-01") { nodes { id } } }'
        }
        answer = requests.post(address, json=told, headers={"X-Shopify-Access-Token": shop.token}, timeout=10).json()
        assert answer["data"]["ordersCount"]["count"] == 50
        assert len(answer["data"]["orders"]["nodes"]) == 1
