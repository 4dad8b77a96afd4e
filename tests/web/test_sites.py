"""Adding any other site: its door, its secret once, and nobody else's."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from integration_app import stores
from integration_app.conversations import identity
from integration_app.conversations.posting import Key
from integration_app.kit import db
from integration_app.kit.signing import BadToken
from integration_app.stores import Agent, installation
from tests.support.cast import Cast
from tests.support.door import add_site, order, send
from tests.web.conftest import Console
from tests.wordpress.support import word
from webhooks import senders

SITE = {"name": "Atelier", "address": "shop.atelier.example", "currency": "GBP", "timezone": "Europe/London"}
SignedIn = Callable[[Agent], Console]


@pytest.fixture(autouse=True)
def _fresh_look_ups() -> None:
    senders.forget()


@pytest.fixture
def ada(cast: Cast, signed_in: SignedIn) -> Console:
    return signed_in(cast.ada)


def test_a_site_gets_a_door_that_works(ada: Console, client: FlaskClient) -> None:
    answer = ada.post("/sites", SITE)
    assert answer.status_code == 201
    door = answer.json or {}
    path = f"/door/{door['store']}/orders/7"
    assert door["door"] == f"http://localhost/door/{door['store']}"
    assert send(client, "PUT", path, order(), secret=door["secret"]).status_code == 202
    listed = next(one for one in ada.get("/stores").json or [] if one["id"] == door["store"])
    assert (listed["platform"], listed["webhook_address"]) == ("rest", door["door"])
    assert listed["snippet"] == door["snippet"]
    assert door["secret"] not in ada.get("/stores").text
    with db.unit(read_only=True):
        store = stores.by_public_id(door["store"])
        assert (store.address, store.currency, store.domains) == (
            "https://shop.atelier.example",
            "GBP",
            ["https://shop.atelier.example"],
        )


@pytest.mark.parametrize(
    "address", ["ftp://shop.example", "https://", "shop example", "https://u:p@shop.example", "http://["]
)
def test_what_is_no_address_is_refused(ada: Console, address: str) -> None:
    answer = ada.post("/sites", {**SITE, "address": address})
    assert answer.status_code == 422
    assert "address" in (answer.json or {})["error"]["fields"]


def test_a_site_is_added_once(ada: Console) -> None:
    assert ada.post("/sites", SITE).status_code == 201
    assert ada.post("/sites", SITE).status_code == 409


def test_a_new_secret_is_told_once_more(cast: Cast, ada: Console, client: FlaskClient) -> None:
    site = add_site(cast.workspace)
    new = (ada.post(f"/stores/{site.public_id}/door-secret").json or {})["secret"]
    path = f"/door/{site.public_id}/orders/7"
    assert send(client, "PUT", path, order(), secret=new).status_code == 202
    assert ada.post(f"/stores/{cast.store.public_id}/door-secret").status_code == 404


def test_dan_and_ben_get_nothing(cast: Cast, signed_in: SignedIn) -> None:
    site = add_site(cast.workspace)
    assert signed_in(cast.dan).post(f"/stores/{site.public_id}/door-secret").status_code == 404
    assert signed_in(cast.ben).post(f"/stores/{site.public_id}/door-secret").status_code == 403
    assert signed_in(cast.ben).post("/sites", SITE).status_code == 403


def test_a_site_says_who_is_signed_in_with_the_secret_of_its_door(cast: Cast) -> None:
    site, dans = add_site(cast.workspace), add_site(cast.other_workspace, "https://dan.example", secret="dans secret")
    chat = Key(id=1, public_id="c1", workspace_id=site.workspace_id, store_id=site.id)
    good = word(site.public_id, secret="door secret ü", customer_id="c-9")
    with db.unit():
        assert identity.customer_of(chat, good) == "c-9"
        for forged in (
            word(site.public_id, secret="dans secret", customer_id="c-9"),
            word(dans.public_id, secret="dans secret", customer_id="c-9"),
            word(site.public_id, secret="door secret ü", customer_id="0"),
            word(site.public_id, secret="door secret ü", customer_id="c 9"),
        ):
            with pytest.raises(BadToken):
                identity.customer_of(chat, forged)


def test_a_shopify_store_is_led_to_its_theme_editor(cast: Cast, ada: Console) -> None:
    installation.use("client-1", ("hush",))
    listed = ada.get("/stores").json or []
    assert listed[0]["theme_editor"] == (
        "https://lumen-goods.myshopify.com/admin/themes/current/editor"
        "?context=apps&template=index&activateAppId=client-1/parley-chat"
    )
    installation.use("", ())
    assert (ada.get("/stores").json or [])[0]["theme_editor"] is None
