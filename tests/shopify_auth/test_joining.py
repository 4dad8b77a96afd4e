"""A shop joins a workspace that is there already, by a code that its owner made."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from integration_app import stores
from integration_app.kit import clock, db
from integration_app.stores import accounts
from integration_app.stores.models import Agent, OneTimeLink, Store
from integration_app.web.cookies import NAME
from tests.shopify_auth.conftest import Admin
from tests.support.cast import Cast
from tests.support.shopify_door import SHOP, ShopifyDoor
from tests.web.conftest import Console

Somebody = Callable[..., Admin]


@pytest.fixture
def console(app: Flask) -> Callable[[Agent], Console]:
    """The console outside of Shopify, with a cookie."""

    def of(agent: Agent) -> Console:
        with db.unit():
            opened = accounts.open_session(agent)
        client = app.test_client()
        client.set_cookie(NAME, opened.key)
        return Console(client, opened.csrf)

    return of


def stores_named(agent: Agent) -> list[str]:
    with db.unit(read_only=True):
        return [store.name for store, _ in stores.stores_of(agent)]


def test_a_code_brings_the_shop_and_its_maker(admin: Somebody, console: Callable[[Agent], Console], cast: Cast) -> None:
    made = console(cast.ada).post("/shopify/join-codes")
    assert made.status_code == 201
    code = made.json["code"]
    mei = admin()
    assert mei.post("/shopify/codes", {"code": code.lower().replace("-", " ")}).json == {"workspace": "Lumen"}
    assert mei.open(code=code).json == {"place": "in", "shop": SHOP, "workspace": "Lumen"}
    me = mei.get("/me").json
    assert me["agent"]["name"] == "Ada Lindqvist"
    assert [store["name"] for store in me["stores"]] == ["Lumen", "tea-house"]
    assert stores_named(cast.dan) == ["Nordpfad"]


def test_a_code_is_used_once_and_lasts_ten_minutes(
    admin: Somebody, console: Callable[[Agent], Console], cast: Cast
) -> None:
    ada = console(cast.ada)
    first = ada.post("/shopify/join-codes").json["code"]
    second = ada.post("/shopify/join-codes").json["code"]
    assert admin().open(code=first).json["error"]["code"] == "wrong_join_code", "a new one ends the one before"
    assert admin().open(code=second).json["place"] == "in"
    other = admin(shop="other-shop.myshopify.com")
    assert other.open(code=second).json["error"]["code"] == "wrong_join_code"
    third = ada.post("/shopify/join-codes").json["code"]
    with db.unit():
        db.session().query(OneTimeLink).update({"expires_at": clock.now() - timedelta(seconds=1)})
    assert other.open(code=third).json["error"]["code"] == "wrong_join_code"


def test_codes_cannot_be_guessed(admin: Somebody, console: Callable[[Agent], Console], cast: Cast) -> None:
    code = console(cast.ada).post("/shopify/join-codes").json["code"]
    for n in range(10):
        assert admin().open(code=f"AAAA-{n:04}").status_code == 404
    assert admin().open(code=code).json["error"]["code"] == "too_many_tries"
    assert admin(shop="other-shop.myshopify.com").open(code=code).status_code == 200


def test_a_code_of_somebody_who_is_no_owner_any_more_is_none(
    admin: Somebody, console: Callable[[Agent], Console], cast: Cast
) -> None:
    with db.unit():
        stores.give_role(stores.agent_by_id(cast.ben.id), "owner")
    code = console(cast.ben).post("/shopify/join-codes").json["code"]
    with db.unit():
        stores.give_role(stores.agent_by_id(cast.ben.id), "agent")
    assert admin().open(code=code).status_code == 404


def test_only_owners_make_codes(console: Callable[[Agent], Console], cast: Cast) -> None:
    assert console(cast.ben).post("/shopify/join-codes").status_code == 403


def test_a_code_opens_no_link(admin: Somebody, console: Callable[[Agent], Console], cast: Cast) -> None:
    ada = console(cast.ada)
    code = ada.post("/shopify/join-codes").json["code"]
    for key in (code, code.replace("-", "")):
        assert ada.get(f"/links/{key}").status_code == 404
        assert ada.post(f"/links/{key}", {"password": "a long password"}).status_code == 404
    assert ada.get("/team").json["invitations"] == []


def test_a_shop_that_is_here_cannot_be_taken_by_a_code(
    admin: Somebody, console: Callable[[Agent], Console], cast: Cast, door: ShopifyDoor
) -> None:
    """Dan's code in the hands of the tea house's staff moves nothing."""
    admin("1001").open(begin=True)
    code = console(cast.dan).post("/shopify/join-codes").json["code"]
    assert admin("1002").open(code=code).json["error"]["code"] == "already_taken"
    with db.unit(read_only=True):
        found = stores.by_shop_domain(SHOP, "shopify")
        assert found is not None
        assert found.workspace_id != cast.other_workspace.id
        assert db.session().query(Store).count() == 3
    assert stores_named(cast.dan) == ["Nordpfad"]
