"""What people do to an order from the console: offered, asked, approved, seen in the thread; and what Dan cannot."""

from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest

from integration_app import conversations, stores
from integration_app.kit import db
from integration_app.platforms.protocol import Ability
from integration_app.stores import Agent
from integration_app.stores.settings import Actions, Settings
from tests.support.cast import Cast
from tests.support.orders import CLEO, place, snapshot
from tests.support.shop import LOST, Shop, refusal, serve
from tests.web.conftest import Console

SignedIn = Callable[[Agent], Console]
Run = Callable[[], int]
EVERYTHING = Actions(("cancel", "refund", "address", "invoice", "note"), Decimal(50))


@pytest.fixture
def shop(database: db.Database) -> Iterator[Shop]:
    made = Shop({"o1042": snapshot()})
    restore = serve(made)
    yield made
    restore()


@pytest.fixture
def talk(cast: Cast, shop: Shop) -> str:
    place(cast.store, shop.orders["o1042"])
    with db.unit():
        store = stores.by_id(cast.store.id)
        stores.change_settings(store, Settings(actions=EVERYTHING), actor="system")
        row = conversations.open(store, locale="en", zone="Europe/Paris").conversation
        conversations.receive(row, text="I ordered by mistake", client_id="c1")
        conversations.know(row, email=CLEO)
        return row.public_id


def page(console: Console, talk: str) -> dict:
    return console.get(f"/conversations/{talk}").json


def path(console: Console, talk: str, kind: str) -> str:
    return f"/conversations/{talk}/orders/{page(console, talk)['orders'][0]['id']}/{kind}"


def refund(amount: str, client_id: str = "a", **more: object) -> dict:
    money = {"amount": amount, "currency": "EUR"}
    return {"client_id": client_id, "amount": money, "lines": [], "restock": True, "note": ""} | more


def test_what_can_be_done_and_why_not(signed_in: SignedIn, cast: Cast, talk: str, shop: Shop) -> None:
    shop.abilities = frozenset({Ability.CANCEL, Ability.REFUND, Ability.NOTE})
    can = page(signed_in(cast.ben), talk)["orders"][0]["can"]
    assert [one["kind"] for one in can["choices"]] == ["cancel", "refund", "note"]
    assert [one["why"] for one in can["choices"]] == [None, None, None]
    assert (can["left"]["amount"], can["limit"]) == ("113.00", {"amount": "50.00", "currency": "EUR"})
    assert [(line["left"], line["price"]["amount"]) for line in can["lines"]] == [(1, "89.00"), (1, "24.00")]
    assert page(signed_in(cast.ada), talk)["orders"][0]["can"]["limit"] is None
    shop.abilities = frozenset()
    assert page(signed_in(cast.ben), talk)["orders"][0]["can"]["choices"] == []


def test_a_sent_order_is_not_called_off(signed_in: SignedIn, cast: Cast, talk: str, run_jobs: Run) -> None:
    ben = signed_in(cast.ben)
    place(cast.store, snapshot("1043", parcel=True))
    sent = next(one for one in page(ben, talk)["orders"] if one["number"] == "1043")
    whys = {one["kind"]: one["why"] for one in sent["can"]["choices"]}
    assert whys["cancel"] == "The order has left already. Start a return instead."
    body = {"client_id": "a", "refund": True, "restock": True, "reason": "customer"}
    answer = ben.post(f"/conversations/{talk}/orders/{sent['id']}/cancel", body)
    assert (answer.status_code, answer.json["error"]["code"]) == (409, "action_shipped")
    chinese = {"Accept-Language": "zh-CN", "X-Parley-Csrf": ben.csrf}
    told = ben.client.post(f"/api/v1/conversations/{talk}/orders/{sent['id']}/cancel", json=body, headers=chinese)
    assert "发起退货" in told.json["error"]["message"]


def test_money_goes_back_and_the_thread_says_who_did_it(
    signed_in: SignedIn, cast: Cast, talk: str, shop: Shop, run_jobs: Run
) -> None:
    ben = signed_in(cast.ben)
    line = {"lines": [{"id": "l2", "quantity": 1}]}
    asked = ben.post(path(ben, talk, "refund"), refund("24.00", **line)).json
    assert (asked["state"], asked["by"]["name"]) == ("asked", "Ben Okafor")
    assert ben.post(path(ben, talk, "refund"), refund("24.00", **line)).json["id"] == asked["id"]
    run_jobs()
    now = page(ben, talk)
    (event,) = [one for one in now["events"] if one["kind"] == "action.done"]
    assert (event["action"], event["amount"]["amount"], event["reference"]) == ("refund", "24.00", "1042")
    assert event["by"] == {"kind": "agent", "name": "Ben Okafor"}
    assert now["orders"][0]["can"]["left"]["amount"] == "89.00"
    assert now["orders"][0]["actions"] == []
    assert shop.calls.count("refund") == 1


def test_every_kind_is_carried_out(signed_in: SignedIn, cast: Cast, talk: str, shop: Shop, run_jobs: Run) -> None:
    ada = signed_in(cast.ada)
    there = dict.fromkeys(["line2", "postcode", "region", "phone"]) | {
        "name": "Cleo Martin", "line1": "2 Quai Sud", "city": "Lyon", "country": "FR",
    }  # fmt: skip
    bodies = {
        "note": {"text": "Ring twice", "tell_shopper": False},
        "invoice": {},
        "address": {"address": there},
        "cancel": {"refund": True, "restock": True, "reason": "customer"},
    }
    for kind, body in bodies.items():
        assert ada.post(path(ada, talk, kind), {"client_id": kind, **body}).status_code == 200
        run_jobs()
    assert [call for call in shop.calls if call != "order"] == list(bodies)
    now = page(ada, talk)
    assert (now["orders"][0]["state"], now["orders"][0]["can"]["shipping"]["line1"]) == ("cancelled", "2 Quai Sud")
    done = [one["action"] for one in now["events"] if one["kind"] == "action.done"]
    assert done == list(bodies)


def test_above_the_limit_ada_is_asked(signed_in: SignedIn, cast: Cast, talk: str, shop: Shop, run_jobs: Run) -> None:
    ben, ada = signed_in(cast.ben), signed_in(cast.ada)
    asked = ben.post(path(ben, talk, "refund"), refund("50.01")).json
    assert (asked["state"], asked["steps"]) == ("waiting_approval", [])
    assert ben.get("/approvals").status_code == 403
    assert ben.post(f"/actions/{asked['id']}/approve").status_code == 403
    (waiting,) = ada.get("/approvals").json
    assert (waiting["id"], waiting["steps"], waiting["conversation"]) == (asked["id"], ["approve", "decline"], talk)
    codes = [one["code"] for one in ada.get("/me").json["notices"]]
    assert "approvals_wait" in codes
    assert ada.post(f"/actions/{asked['id']}/approve").json["state"] == "asked"
    assert ada.post(f"/actions/{asked['id']}/decline").status_code == 409
    run_jobs()
    assert shop.calls.count("refund") == 1
    assert [one["kind"] for one in page(ben, talk)["events"]][-2:] == ["action.held", "action.done"]


def test_a_lost_answer_is_shown_with_its_next_step(
    signed_in: SignedIn, cast: Cast, talk: str, shop: Shop, run_jobs: Run
) -> None:
    ben = signed_in(cast.ben)
    shop.fails = [LOST]
    ben.post(path(ben, talk, "note"), {"client_id": "n", "text": "Ring twice", "tell_shopper": False})
    run_jobs()
    (open_one,) = page(ben, talk)["orders"][0]["actions"]
    assert (open_one["state"], open_one["steps"], open_one["note"]) == ("unclear", ["check", "retry"], "Ring twice")
    assert ben.post(f"/actions/{open_one['id']}/check").json["state"] == "unclear"
    shop.fails = [refusal("Notes are closed.")]
    ben.post(f"/actions/{open_one['id']}/retry")
    run_jobs()
    (open_one,) = page(ben, talk)["orders"][0]["actions"]
    assert (open_one["state"], open_one["store_said"]) == ("refused", "Notes are closed.")


def test_another_currency_and_strange_orders_are_refused(signed_in: SignedIn, cast: Cast, talk: str) -> None:
    ben = signed_in(cast.ben)
    dollars = refund("1.00") | {"amount": {"amount": "1.00", "currency": "USD"}}
    assert ben.post(path(ben, talk, "refund"), dollars).status_code == 422
    other = place(cast.other_store, snapshot("77"))
    assert ben.post(f"/conversations/{talk}/orders/{other.public_id}/refund", refund("1.00")).status_code == 404


def test_dan_gets_nothing(signed_in: SignedIn, cast: Cast, talk: str, shop: Shop, run_jobs: Run) -> None:
    ben, dan = signed_in(cast.ben), signed_in(cast.dan)
    own = page(ben, talk)["orders"][0]["id"]
    asked = ben.post(path(ben, talk, "refund"), refund("100.00")).json
    bodies = {
        "cancel": {"refund": True, "restock": True, "reason": "customer"},
        "refund": refund("1.00"),
        "invoice": {},
        "note": {"text": "x", "tell_shopper": False},
    }
    for kind, body in bodies.items():
        assert dan.post(f"/conversations/{talk}/orders/{own}/{kind}", {"client_id": "d", **body}).status_code == 404
    for step in ("approve", "decline", "check", "retry"):
        assert dan.post(f"/actions/{asked['id']}/{step}").status_code == 404
    assert dan.get("/approvals").json == []
    assert dan.get(f"/stores/{cast.store.public_id}/actions").status_code == 404
    run_jobs()
    assert shop.calls == []


def test_a_manager_switches_actions_on(signed_in: SignedIn, cast: Cast, talk: str, shop: Shop) -> None:
    ada, address = signed_in(cast.ada), f"/stores/{cast.store.public_id}/actions"
    draft = {"allowed": ["note", "cancel"], "agents_refund_up_to": {"amount": "20.00", "currency": "EUR"}}
    told = ada.put(address, draft).json
    assert {one["kind"] for one in told["switches"] if one["on"]} == {"note", "cancel"}
    assert (told["agents_refund_up_to"]["amount"], told["ask_store"]) == ("20.00", None)
    shop.abilities = frozenset({Ability.COUPON})
    told = ada.get(address).json
    assert told["ask_store"]["scopes"] == ["write_orders"]
    assert told["ask_store"]["link"].startswith("https://lumen-goods.myshopify.com/admin/oauth/install?client_id=")
    assert not any(one["possible"] for one in told["switches"])
    assert signed_in(cast.ben).put(address, draft).status_code == 403
    assert signed_in(cast.dan).put(address, draft).status_code == 404
