"""Live chat: shoppers and agents, each hearing of their own and nothing else."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from flask_socketio import SocketIOTestClient

from integration_app import conversations, shoppers, stores
from integration_app.conversations import access
from integration_app.kit import clock, db
from integration_app.orders.models import Order
from integration_app.sockets import watch
from integration_app.sockets.server import AGENT, SHOPPER, socketio
from integration_app.stores.models import AgentSession, Store
from tests.support.cast import Cast

Connect = Callable[..., SocketIOTestClient]


def opened(store: Store) -> conversations.Opened:
    with db.unit():
        return conversations.open(store, locale="en", zone="UTC")


@pytest.fixture
def shopper(app: Flask) -> Callable[[conversations.Opened], SocketIOTestClient]:
    def connect(chat: conversations.Opened, device: str = "own") -> SocketIOTestClient:
        auth = {"token": access.token_for(chat.conversation, device=device)}
        return socketio.test_client(app, namespace=SHOPPER, auth=auth)

    return connect


@pytest.fixture
def agent(app: Flask) -> Callable[[str], SocketIOTestClient]:
    def connect(email: str) -> SocketIOTestClient:
        http = app.test_client()
        with db.unit():
            session = stores.sign_in(email, "a long password", address="")
        assert isinstance(session, stores.accounts.Opened)
        http.set_cookie("parley_session", session.key)
        return socketio.test_client(app, namespace=AGENT, flask_test_client=http)

    return connect


@pytest.fixture
def passwords(cast: Cast) -> None:
    with db.unit():
        for person in (cast.ada, cast.ben, cast.dan):
            row = stores.agent_by_id(person.id)
            stores.accounts.set_password(row, "a long password")


def names(client: SocketIOTestClient, namespace: str) -> list[str]:
    return [event["name"] for event in client.get_received(namespace)]


def say(client: SocketIOTestClient, words: str, client_id: str = "c1") -> dict[str, Any]:
    answer = client.emit("send", {"client_id": client_id, "body": {"text": words}}, namespace=SHOPPER, callback=True)
    return dict(answer)


def test_a_message_comes_with_id_and_seq_once(cast: Cast, shopper: Connect) -> None:
    client = shopper(opened(cast.store))
    first, again = say(client, "hello"), say(client, "hello")
    assert first == again
    assert first["seq"] == 1


def test_after_gives_everything_since(cast: Cast, shopper: Connect) -> None:
    client = shopper(opened(cast.store))
    for n in range(3):
        say(client, f"m{n}", f"c{n}")
    thread = client.emit("after", {"seq": 1}, namespace=SHOPPER, callback=True)
    assert [m["text"] for m in thread["messages"]] == ["m1", "m2"]
    assert thread["last_seq"] == 3


def test_a_heartbeat_tells_the_last_seq(cast: Cast, shopper: Connect) -> None:
    client = shopper(opened(cast.store))
    say(client, "hello")
    assert client.emit("beat", {"seq": 0}, namespace=SHOPPER, callback=True)["seq"] == 1


def test_both_devices_of_a_shopper_hear_it_and_others_do_not(cast: Cast, shopper: Connect) -> None:
    mine, theirs = opened(cast.store), opened(cast.store)
    phone, desk, stranger = shopper(mine), shopper(mine), shopper(theirs)
    say(phone, "hello")
    assert names(desk, SHOPPER) == ["message"]
    assert names(stranger, SHOPPER) == []


def test_nobody_comes_in_without_a_token(app: Flask, cast: Cast) -> None:
    for auth in (None, {}, {"token": "guess"}):
        client = socketio.test_client(app, namespace=SHOPPER, auth=auth)
        assert not client.is_connected(SHOPPER)


def test_a_chat_ends_with_its_store(cast: Cast, shopper: Connect) -> None:
    chat = opened(cast.store)
    client = shopper(chat)
    assert say(client, "hello")["seq"] == 1
    with db.unit():
        stores.uninstall(stores.by_id(cast.store.id))
    sent = {
        "send": {"client_id": "c2", "body": {"text": "still here?"}},
        "act": {"client_id": "c3", "act": {"type": "person"}},
        "after": {"seq": 0},
        "read": {"seq": 1},
        "visit": {"page": "https://lumen.example/", "title": ""},
    }
    for event, data in sent.items():
        assert client.emit(event, data, namespace=SHOPPER, callback=True)["error"]["code"] == "not_found", event
    assert not shopper(chat).is_connected(SHOPPER)
    with db.unit(read_only=True):
        assert conversations.by_id(chat.conversation.id).last_seq == 1


@pytest.mark.usefixtures("passwords")
def test_an_agent_hears_of_his_stores_only(cast: Cast, shopper: Connect, agent: Connect) -> None:
    ben, dan = agent("ben@lumen.example"), agent("dan@nordpfad.example")
    say(shopper(opened(cast.store)), "hello")
    assert "message" in names(ben, AGENT)
    assert names(dan, AGENT) == []


@pytest.mark.usefixtures("passwords")
def test_an_agents_answer_reaches_the_shopper(cast: Cast, shopper: Connect, agent: Connect) -> None:
    chat = opened(cast.store)
    cleo, ben = shopper(chat), agent("ben@lumen.example")
    say(cleo, "is anybody there?")
    cleo.get_received(SHOPPER)
    sent = {"conversation": chat.conversation.public_id, "client_id": "a1", "body": "I am. How can I help?"}
    assert ben.emit("send", sent, namespace=AGENT, callback=True)["seq"] == 2
    messages = [event["args"] for event in cleo.get_received(SHOPPER) if event["name"] == "message"]
    assert [(m["author"], m["name"], m["text"]) for m in messages] == [("agent", "Ben", "I am. How can I help?")]
    with db.unit(read_only=True):
        assert conversations.by_id(chat.conversation.id).agent_id == cast.ben.id


@pytest.mark.usefixtures("passwords")
def test_dan_can_do_nothing_in_adas_conversation(cast: Cast, agent: Connect) -> None:
    chat = opened(cast.store)
    dan = agent("dan@nordpfad.example")
    named = {"conversation": chat.conversation.public_id, "client_id": "x", "body": "hi", "seq": 1}
    for event in ("join", "send", "read", "typing", "online", "leave"):
        answer = dan.emit(event, named, namespace=AGENT, callback=True)
        assert answer["error"]["code"] == "not_found", event


def test_nobody_comes_to_the_console_without_a_session(app: Flask, cast: Cast) -> None:
    client = socketio.test_client(app, namespace=AGENT)
    assert not client.is_connected(AGENT)


@pytest.mark.usefixtures("passwords")
def test_colleagues_see_who_looks_and_who_is_gone(cast: Cast, agent: Connect) -> None:
    chat = opened(cast.store)
    ada, ben = agent("ada@lumen.example"), agent("ben@lumen.example")
    for one in (ada, ben):
        one.emit("join", {"conversation": chat.conversation.public_id}, namespace=AGENT, callback=True)
    ben.disconnect(AGENT)
    seen = [event["args"][0] for event in ada.get_received(AGENT) if event["name"] == "looking"]
    assert [(one["name"], one["here"]) for one in seen if one["name"] == "Ben"] == [("Ben", True), ("Ben", False)]


def test_odd_words_on_a_socket_are_refusals_and_never_failures(cast: Cast, shopper: Connect) -> None:
    client = shopper(opened(cast.store))
    for event in ("send", "act", "after", "read", "visit"):
        for value in (
            None,
            "x",
            [],
            {"client_id": "\ud83d", "body": {"text": "\ud83d"}},
            {"seq": 10**30},
            {"act": {"type": "\x00"}},
        ):
            answer = client.emit(event, value, namespace=SHOPPER, callback=True)
            assert answer.get("error", {}).get("code") != "failed", (event, value)


@pytest.mark.parametrize("end", ["removed", "new password", "signed out"])
def test_who_is_put_out_hears_nothing_more(
    end: str, cast: Cast, shopper: Connect, agent: Connect, passwords: None
) -> None:
    ben, ada = agent("ben@lumen.example"), agent("ada@lumen.example")
    chat = opened(cast.store)
    with db.unit():
        row = stores.agent_by_id(cast.ben.id)
        if end == "removed":
            stores.remove(row)
        elif end == "new password":
            stores.accounts.set_password(row, "another long password")
        else:
            db.session().query(AgentSession).filter_by(agent_id=row.id).delete()
    watch.put_out()
    assert not ben.is_connected(AGENT)
    assert ada.is_connected(AGENT)
    say(shopper(chat), "a secret")
    assert "message" in names(ada, AGENT)


def test_each_device_hears_of_an_order_only_what_was_proved_there(cast: Cast, shopper: Connect) -> None:
    chat = opened(cast.store)
    with db.unit():
        order = Order(
            store_id=cast.store.id,
            external_id="1",
            number="1042",
            financial="paid",
            currency="EUR",
            total=Decimal(1),
            mirrored_at=clock.now(),
        )
        db.session().add(order)
        db.session().flush()
        visit = shoppers.Visit(cast.store.id, chat.conversation.id, device="own")
        shoppers.operations.prove(visit, "pair", order_id=order.id)
    own, link = shopper(chat), shopper(chat, "link")
    with db.unit():
        row = conversations.by_id(chat.conversation.id)
        conversations.send(row, author="bot", text="It left Leipzig.", about_order=order.public_id)
        conversations.send(row, author="bot", text="Anything else?")
    heard = {
        name: [event["args"]["text"] for event in client.get_received(SHOPPER) if event["name"] == "message"]
        for name, client in (("own", own), ("link", link))
    }
    assert heard == {"own": ["It left Leipzig.", "Anything else?"], "link": ["", "Anything else?"]}
