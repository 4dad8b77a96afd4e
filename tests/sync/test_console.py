"""What a manager sees of a store that is read, and fills in about its ways; nothing of it is Dan's or Ben's."""

from collections.abc import Callable
from typing import Any

import pytest
from werkzeug.wrappers import Response

from integration_app import orders, stores
from integration_app.kit import db
from integration_app.kit.errors import ProviderError
from integration_app.stores import Agent, terms
from integration_app.sync import reactions, rules
from tests.support.cast import Cast
from tests.support.listing_store import TERMS, ZONES, ListingStore
from tests.sync.conftest import Look, begin, run_of
from tests.web.conftest import Console, anybody, signed_in

__all__ = ["anybody", "signed_in"]

SignedIn = Callable[[Agent], Console]


@pytest.fixture
def path(cast: Cast) -> str:
    return f"/stores/{cast.store.public_id}"


def test_a_store_is_seen_being_read(
    cast: Cast, shelf: ListingStore, look: Look, signed_in: SignedIn, path: str
) -> None:
    ada = signed_in(cast.ada)
    assert ada.get(f"{path}/sync").json["reading"] is None
    shelf.fill(40)
    begin(cast.store)
    told = ada.get(f"{path}/sync").json
    assert told["possible"]
    assert told["reading"]["state"] == "waiting"
    look(rules.BACKFILL)
    look(rules.RECONCILE)
    told = ada.get(f"{path}/sync").json
    assert told["reading"]["state"] == "done"
    assert told["reading"]["finished_at"]
    assert told["checked_at"]
    assert (told["repaired_day"], told["repaired_week"], told["trouble"]) == (0, 0, None)


def test_trouble_says_what_to_do(cast: Cast, shelf: ListingStore, signed_in: SignedIn, path: str) -> None:
    shelf.fill(5)
    shelf.fault = lambda _request, _count: Response(status=401)
    begin(cast.store)
    with pytest.raises(ProviderError):
        reactions.work(run_of(cast.store, rules.BACKFILL).id)
    told = signed_in(cast.ada).get(f"{path}/sync").json
    assert told["reading"]["state"] == "stopped"
    assert "Connect the store again" in told["trouble"]["message"]


def test_looking_again_makes_both_looks_due(
    cast: Cast, shelf: ListingStore, look: Look, signed_in: SignedIn, path: str
) -> None:
    shelf.fill(5)
    begin(cast.store)
    look(rules.BACKFILL)
    look(rules.RECONCILE)
    ada = signed_in(cast.ada)
    assert not ada.get(f"{path}/sync").json["looking"]
    assert ada.post(f"{path}/sync").json["looking"]


def test_the_merchant_fills_in_what_the_store_does_not_tell(cast: Cast, signed_in: SignedIn, path: str) -> None:
    ada = signed_in(cast.ada)
    assert ada.get(f"{path}/delivery").json["zones"] == []
    with db.unit():
        store = stores.by_id(cast.store.id)
        orders.record_zones(store, ZONES)
        terms.record_terms(store, TERMS)
    told = ada.get(f"{path}/delivery").json
    assert told["from_store"]
    assert told["payment_methods"] == ["Visa", "PayPal", "Klarna"]
    europe = told["zones"][1]
    assert europe["rates"][0] == {
        "name": "Standard",
        "price": {"amount": "9.90", "currency": "EUR"},
        "free_from": {"amount": "120.00", "currency": "EUR"},
    }
    filled = {
        "id": europe["id"],
        "lane": {"days_min": 4, "days_max": 6, "duty": "shop"},
        "differing": [{"country": "CH", "lane": {"days_min": 7, "days_max": 9, "duty": "shopper"}}],
    }
    saved = ada.put(f"{path}/delivery", {"zones": [filled]})
    assert saved.status_code == 200, saved.json
    assert saved.json["zones"][1]["lane"] == filled["lane"]
    assert ada.get(f"{path}/delivery").json["zones"][1]["differing"] == filled["differing"]


@pytest.mark.parametrize(
    ("lane", "country"),
    [
        ({"days_min": 6, "days_max": 4, "duty": None}, "CH"),
        ({"days_min": 6, "days_max": None, "duty": None}, "CH"),
        ({"days_min": -1, "days_max": 3, "duty": None}, "CH"),
        ({"days_min": 1, "days_max": 3, "duty": "nobody"}, "CH"),
        ({"days_min": 1, "days_max": 3, "duty": None}, "BR"),
    ],
)
def test_what_cannot_be_is_refused(
    cast: Cast, signed_in: SignedIn, path: str, lane: dict[str, Any], country: str
) -> None:
    with db.unit():
        orders.record_zones(stores.by_id(cast.store.id), ZONES)
    ada = signed_in(cast.ada)
    zone = ada.get(f"{path}/delivery").json["zones"][1]
    draft = zone | {"differing": [{"country": country, "lane": lane}]}
    draft = {key: draft[key] for key in ("id", "lane", "differing")}
    assert ada.put(f"{path}/delivery", {"zones": [draft]}).status_code == 422


def test_nothing_of_it_is_dans(cast: Cast, shelf: ListingStore, signed_in: SignedIn, path: str) -> None:
    with db.unit():
        orders.record_zones(stores.by_id(cast.store.id), ZONES)
        zone = orders.shipping_zones(cast.store.id)[0].id
    dan = signed_in(cast.dan)
    for answer in (
        dan.get(f"{path}/sync"),
        dan.post(f"{path}/sync"),
        dan.get(f"{path}/delivery"),
        dan.put(f"{path}/delivery", {"zones": []}),
    ):
        assert answer.status_code == 404
    own = f"/stores/{cast.other_store.public_id}"
    lane = {"days_min": 1, "days_max": 2, "duty": None}
    foreign = {"zones": [{"id": zone, "lane": lane, "differing": []}]}
    assert dan.put(f"{own}/delivery", foreign).status_code == 404
    assert dan.get(f"{own}/delivery").json["zones"] == []


def test_agents_and_strangers_see_nothing(cast: Cast, signed_in: SignedIn, anybody: Console, path: str) -> None:
    ben = signed_in(cast.ben)
    assert ben.get(f"{path}/sync").status_code == 403
    assert ben.post(f"{path}/sync").status_code == 403
    assert ben.put(f"{path}/delivery", {"zones": []}).status_code == 403
    assert anybody.get(f"{path}/delivery").status_code == 401
