"""Agents who sit in Shopify's admin: a fresh ID token to come in, and out the moment their right is gone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from flask_socketio import SocketIOTestClient

from integration_app import conversations, stores
from integration_app.kit import clock, db
from integration_app.sockets import watch
from integration_app.sockets.server import AGENT, socketio
from tests.shopify_auth.conftest import Admin
from tests.support.cast import Cast
from tests.support.shopify_door import SHOP, ShopifyDoor, id_token

Sit = Callable[..., SocketIOTestClient]


@pytest.fixture
def sit(app: Flask, door: ShopifyDoor) -> Sit:
    """Connect to the console's socket with an ID token, without any cookie."""

    def connect(token: str) -> SocketIOTestClient:
        return socketio.test_client(app, namespace=AGENT, auth={"id_token": token})

    return connect


@pytest.fixture
def jo(admin: Callable[..., Admin]) -> str:
    """Somebody of the shop whom the owner let in; his agent's name."""
    mei = admin("1001")
    mei.open(begin=True)
    admin("1002").open()
    [person] = [one for one in mei.get("/team").json["people"] if one["name"] == "Jo Lim"]
    mei.patch(f"/team/{person['id']}", {"role": "agent"})
    return str(person["id"])


def write() -> str:
    """Have a shopper write in the shop; the conversation's public id."""
    with db.unit():
        store = stores.by_shop_domain(SHOP, "shopify")
        assert store is not None
        opened = conversations.open(store, locale="en", zone="UTC")
        conversations.send(conversations.by_id(opened.conversation.id), author="bot", text="Hello.")
        return opened.conversation.public_id


@pytest.mark.usefixtures("jo")
def test_a_fresh_token_lets_in_and_one_hears(sit: Sit) -> None:
    client = sit(id_token(user="1002"))
    assert client.is_connected(AGENT)
    write()
    assert "message" in [event["name"] for event in client.get_received(AGENT)]
    assert client.emit("beat", {}, namespace=AGENT, callback=True) == {"ok": True}


@pytest.mark.usefixtures("jo")
@pytest.mark.parametrize("token", [id_token(user="1002", exp=1), id_token(user="1002", aud="x"), "nonsense", "", 7])
def test_a_stale_or_forged_token_lets_nobody_in(sit: Sit, token: str) -> None:
    assert not sit(token).is_connected(AGENT)


def test_who_waits_hears_nothing(admin: Callable[..., Admin], sit: Sit) -> None:
    admin("1001").open(begin=True)
    admin("1002").open()
    assert not sit(id_token(user="1002")).is_connected(AGENT)


@pytest.mark.parametrize("how", ["role", "removed"])
def test_who_loses_his_right_is_out_at_once(how: str, jo: str, admin: Callable[..., Admin], sit: Sit) -> None:
    mei = admin("1001")
    his, hers = sit(id_token(user="1002")), sit(id_token(user="1001"))
    named = {"conversation": write(), "seq": 1}
    if how == "role":
        assert mei.patch(f"/team/{jo}", {"role": "none"}).status_code == 200
    else:
        assert mei.delete(f"/team/{jo}").status_code == 204
    assert not his.is_connected(AGENT)
    assert hers.is_connected(AGENT)
    assert hers.emit("join", named, namespace=AGENT, callback=True) == {"ok": True}
    assert not sit(id_token(user="1002")).is_connected(AGENT)


def test_each_event_asks_for_the_right_anew(jo: str, sit: Sit) -> None:
    """Even where the news of the change was lost."""
    his = sit(id_token(user="1002"))
    named = {"conversation": write(), "seq": 1}
    assert his.emit("join", named, namespace=AGENT, callback=True) == {"ok": True}
    with db.unit():
        agent = next(one for one, _ in stores.people(_workspace()) if one.public_id == jo)
        db.session().query(stores.Role).filter_by(agent_id=agent.id).delete()
    for event in ("join", "read", "beat"):
        answer = his.emit(event, named, namespace=AGENT, callback=True)
        assert answer["error"]["code"] == "not_found", event
    watch.put_out()
    assert not his.is_connected(AGENT)


@pytest.mark.usefixtures("jo")
def test_a_shop_that_leaves_takes_its_people_along(sit: Sit) -> None:
    hers = sit(id_token(user="1001"))
    with db.unit():
        store = stores.by_shop_domain(SHOP, "shopify")
        assert store is not None
        stores.uninstall(store)
    watch.put_out()
    assert not hers.is_connected(AGENT)


@pytest.mark.usefixtures("jo")
def test_dan_hears_and_does_nothing_there(admin: Callable[..., Admin], sit: Sit, cast: Cast) -> None:
    admin("1001", shop="dans-shop.myshopify.com").open(begin=True)
    dan = sit(id_token("dans-shop.myshopify.com", "1001"))
    assert dan.is_connected(AGENT)
    named = {"conversation": write(), "client_id": "x", "body": "hi", "seq": 1}
    assert dan.get_received(AGENT) == []
    for event in ("join", "send", "read", "typing", "online", "leave"):
        assert dan.emit(event, named, namespace=AGENT, callback=True)["error"]["code"] == "not_found", event


def _workspace() -> int:
    store = stores.by_shop_domain(SHOP, "shopify")
    assert store is not None
    return store.workspace_id


@pytest.mark.usefixtures("jo")
def test_a_token_counts_for_an_hour_and_then_a_fresh_one_is_asked_for(sit: Sit) -> None:
    hers = sit(id_token(user="1001"))
    watch.put_out()
    assert hers.is_connected(AGENT)
    ((socket, (shown, rooms)),) = watch._sitting.items()
    assert isinstance(shown, watch.Shown)
    assert timedelta(minutes=59) < shown.until - clock.now() <= watch.TOKEN_COUNTS
    old = replace(shown, until=clock.now())
    with db.unit(read_only=True):
        assert watch.holder(shown) is not None
        assert watch.holder(old) is None
    watch._sitting[socket] = (old, rooms)
    watch.put_out()
    assert not hers.is_connected(AGENT)
