"""The panel beside a conversation: what the shopper proved, what is only claimed, and what waits for a decision."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

import pytest

from integration_app import conversations, orders, stores, tickets, triggers
from integration_app.kit import clock, db
from integration_app.platforms.protocol import (
    AddressSnapshot,
    CartSnapshot,
    Financial,
    FulfilmentSnapshot,
    LineSnapshot,
    OrderSnapshot,
    Progress,
)
from integration_app.shoppers.models import Proof
from integration_app.stores import Agent
from integration_app.stores.settings import Assistant, ReturnRules, Settings
from tests.support.cast import Cast
from tests.web.conftest import Console

SignedIn = Callable[[Agent], Console]


@dataclass(frozen=True)
class Case:
    conversation: str
    asked: str


def order(number: str) -> OrderSnapshot:
    then = clock.now() - timedelta(days=3)
    line = LineSnapshot(f"{number}-1", "Halo table lamp", 1, Decimal(89), variant_title="Brass", product_id="p1")
    parcel = FulfilmentSnapshot(f"{number}-f", number, Progress.DELIVERED, then, then, delivered_at=then)
    return OrderSnapshot(
        number,
        number,
        Financial.PAID,
        "EUR",
        Decimal(89),
        then,
        then,
        email="cleo@mail.example",
        shipping=AddressSnapshot(city="Riyadh", country="SA"),
        lines=(line,),
        fulfilments=(parcel,),
    )


@pytest.fixture
def case(cast: Cast) -> Case:
    with db.unit():
        store = stores.by_id(cast.store.id)
        rules = ReturnRules(window_days=30)
        stores.change_settings(store, Settings(assistant=Assistant(return_rules=rules)), actor="system")
        for number in ("1187", "1188"):
            orders.record_order(store, order(number))
        line = LineSnapshot("c1", "Camp lantern", 1, Decimal(42), variant_title="rust")
        cart = CartSnapshot("cart-1", 1, clock.now(), Decimal(42), "EUR", (line,))
        triggers.record_cart(store, cart)
        row = conversations.open(store, locale="ar", zone="Asia/Riyadh", cart_token="cart-1").conversation
        conversations.receive(row, text="السلام عليكم", client_id="c1")
        conversations.know(row, email="cleo@mail.example", name="Layla Al-Harbi")
        proved = orders.by_number(store.id, "1187")
        assert proved is not None
        now = clock.now()
        until = now + timedelta(minutes=30)
        proof = Proof(store_id=store.id, conversation_id=row.id, device="own", kind="pair", order_id=proved.id)
        proof.proved_at, proof.expires_at = now, until
        db.session().add(proof)
        db.session().flush()
        asked = tickets.open_return(
            store,
            orders.full_order(proved.id),
            items={"1187-1": 1},
            reason="damaged",
            request_key="k1",
            note="Shade cracked",
            conversation_id=row.id,
        )
        return Case(row.public_id, asked.public_id)


def test_what_is_proved_stands_apart_from_what_is_claimed(signed_in: SignedIn, cast: Cast, case: Case) -> None:
    page = signed_in(cast.ben).get(f"/conversations/{case.conversation}").json
    assert {one["number"]: one["proved"] for one in page["orders"]} == {"1187": True, "1188": False}
    shown = page["orders"][0]
    assert (shown["state"], shown["tone"], shown["total"]) == (
        "delivered",
        "done",
        {"amount": "89.00", "currency": "EUR"},
    )
    assert [station["status"] for station in shown["stations"]] == ["done"] * 4
    assert [proof["order_number"] for proof in page["proofs"]] == ["1187"]
    assert page["shopper"]["email_proved"] is True
    assert page["shopper"]["place"] == "Riyadh"
    assert page["shopper"]["value"] == {"amount": "178.00", "currency": "EUR"}
    assert page["cart"]["items"][0]["title"] == "Camp lantern"
    assert "proof.given" in [event["kind"] for event in page["events"]]


def test_states_come_in_the_readers_language(signed_in: SignedIn, cast: Cast, case: Case) -> None:
    client = signed_in(cast.ben).client
    address = f"/api/v1/conversations/{case.conversation}"
    page = client.get(address, headers={"Accept-Language": "zh-CN"}).json
    assert page["returns"][0]["state_label"] == "等待处理"
    assert page["orders"][0]["state_label"] != "Delivered"


def test_a_return_is_decided_once(signed_in: SignedIn, cast: Cast, case: Case) -> None:
    ben = signed_in(cast.ben)
    (asked,) = ben.get(f"/conversations/{case.conversation}").json["returns"]
    assert (asked["reason"], asked["note"], asked["decidable"]) == ("Arrived broken", "Shade cracked", True)
    assert asked["hint"] == "Your rule: 30 days, unused. You pay the way back only if it is faulty."
    refused = ben.post(f"/returns/{case.asked}/refuse", {"reason": "The photo shows no damage."})
    assert (refused.json["state"], refused.json["decidable"]) == ("refused", False)
    assert ben.post(f"/returns/{case.asked}/approve").status_code == 409
    events = ben.get(f"/conversations/{case.conversation}").json["events"]
    assert events[-1]["kind"] == "return.refused"
    assert events[-1]["by"]["name"] == "Ben Okafor"


def test_dan_decides_nothing(signed_in: SignedIn, cast: Cast, case: Case) -> None:
    dan = signed_in(cast.dan)
    assert dan.post(f"/returns/{case.asked}/approve").status_code == 404
    assert dan.post(f"/returns/{case.asked}/refuse", {"reason": "x"}).status_code == 404
