"""Returns in the console where the platform keeps none: each step is one button, and none of them is Dan's."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from integration_app import conversations, orders, stores, tickets
from integration_app.kit import db
from integration_app.platforms.protocol import Ability
from integration_app.stores import Agent
from integration_app.stores.settings import Actions, Assistant, ReturnRules, Settings
from tests.support.cast import Cast
from tests.support.orders import delivered, place, snapshot
from tests.support.shop import LOST, Shop, serve
from tests.web.conftest import Console

SignedIn = Callable[[Agent], Console]
Run = Callable[[], int]
REFUND = {"client_id": "a", "restock": True}


@pytest.fixture
def shop(database: db.Database) -> Iterator[Shop]:
    here = replace(snapshot(), fulfilments=(delivered(),))
    made = Shop({"o1042": here}, abilities=frozenset({Ability.REFUND, Ability.NOTE}))
    restore = serve(made)
    yield made
    restore()


@pytest.fixture
def case(cast: Cast, shop: Shop) -> tuple[str, str]:
    """The conversation and the return."""
    row = place(cast.store, shop.orders["o1042"])
    with db.unit():
        store = stores.by_id(cast.store.id)
        chosen = Settings(assistant=Assistant(return_rules=ReturnRules(window_days=30)), actions=Actions(("refund",)))
        stores.change_settings(store, chosen, actor="system")
        talk = conversations.open(store, locale="en", zone="Europe/Paris").conversation
        view = orders.full_order(row.id)
        asked = tickets.open_return(
            store, view, items={"l1": 1}, reason="damaged", request_key="k", conversation_id=talk.id
        )
        return talk.public_id, asked.public_id


def shown(console: Console, talk: str) -> dict:
    (asked,) = console.get(f"/conversations/{talk}").json["returns"]
    return dict(asked)


def test_from_asked_for_to_refunded(
    signed_in: SignedIn, cast: Cast, case: tuple[str, str], shop: Shop, run_jobs: Run
) -> None:
    talk, asked = case
    ada = signed_in(cast.ada)
    assert (shown(ada, talk)["steps"], shown(ada, talk)["kept_by_store"]) == ([], False)
    assert ada.post(f"/returns/{asked}/approve").json["steps"] == ["receive"]
    run_jobs()
    assert "note" in shop.calls
    assert ada.post(f"/returns/{asked}/refund", REFUND).status_code == 409
    assert ada.post(f"/returns/{asked}/receive").json["steps"] == ["refund", "close"]
    pending = ada.post(f"/returns/{asked}/refund", REFUND).json
    assert (pending["steps"], pending["refund"]["state"]) == ([], "asked")
    run_jobs()
    now = shown(ada, talk)
    assert (now["state"], now["state_label"], now["steps"]) == ("refunded", "Refunded", [])
    assert now["refund"]["amount"]["amount"] == "89.00"
    kinds = [event["kind"] for event in ada.get(f"/conversations/{talk}").json["events"]]
    assert kinds[-4:] == ["return.opened", "return.approved", "return.received", "return.refunded"]


def test_a_lost_refund_is_shown_at_the_return(
    signed_in: SignedIn, cast: Cast, case: tuple[str, str], shop: Shop, run_jobs: Run
) -> None:
    talk, asked = case
    ada = signed_in(cast.ada)
    for step in ("approve", "receive"):
        ada.post(f"/returns/{asked}/{step}")
    run_jobs()
    shop.fails = [LOST]
    ada.post(f"/returns/{asked}/refund", REFUND)
    run_jobs()
    now = shown(ada, talk)
    assert (now["state"], now["refund"]["state"], now["refund"]["steps"]) == ("received", "unclear", ["check", "retry"])
    ada.post(f"/actions/{now['refund']['id']}/retry")
    run_jobs()
    assert shown(ada, talk)["state"] == "refunded"


def test_without_the_switch_it_is_closed_by_hand(signed_in: SignedIn, cast: Cast, case: tuple[str, str]) -> None:
    _, asked = case
    with db.unit():
        stores.change_settings(stores.by_id(cast.store.id), Settings(), actor="system")
    ben = signed_in(cast.ben)
    ben.post(f"/returns/{asked}/approve")
    assert ben.post(f"/returns/{asked}/receive").json["steps"] == ["close"]
    assert ben.post(f"/returns/{asked}/refund", REFUND).status_code == 403
    assert ben.post(f"/returns/{asked}/close").json["state"] == "refunded"


def test_dan_gets_nothing(signed_in: SignedIn, cast: Cast, case: tuple[str, str]) -> None:
    dan = signed_in(cast.dan)
    for step, body in (("receive", {}), ("close", {}), ("refund", REFUND), ("approve", {})):
        assert dan.post(f"/returns/{case[1]}/{step}", body).status_code == 404
