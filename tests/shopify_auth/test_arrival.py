"""Who opens the app in a shop's admin: the first owns the new workspace, others wait, and nobody gets anywhere else."""

from collections.abc import Callable
from typing import Any

from integration_app import stores
from integration_app.kit import db
from integration_app.kit.events import EventRow
from integration_app.stores import installation
from integration_app.stores.models import Agent, Store, Workspace
from tests.shopify_auth.conftest import Admin
from tests.support.cast import Cast
from tests.support.shopify_door import CLIENT_ID, OLD_SECRET, SCOPES, SHOP, ShopifyDoor
from tests.web.conftest import Console

Somebody = Callable[..., Admin]
SignedIn = Callable[[Agent], Console]


def count(model: type[Any]) -> int:
    with db.unit(read_only=True):
        return db.session().query(model).count()


def shop() -> Store:
    with db.unit(read_only=True):
        found = stores.by_shop_domain(SHOP, "shopify")
    assert found is not None
    return found


def test_a_new_shop_is_asked_what_it_wants_first(admin: Somebody, door: ShopifyDoor) -> None:
    answer = admin().open()
    assert answer.json == {"place": "new", "shop": SHOP, "workspace": None}
    assert (door.calls, count(Store)) == ([], 0)


def test_the_first_owns_the_workspace_that_is_opened(admin: Somebody, door: ShopifyDoor) -> None:
    mei = admin("1001")
    assert mei.open(begin=True).json == {"place": "in", "shop": SHOP, "workspace": "tea-house"}
    assert door.calls == ["exchange", "person"]
    me = mei.get("/me").json
    assert me["agent"] | {"id": ""} == {
        "id": "",
        "name": "Mei Tan",
        "email": "mei@tea.example",
        "role": "owner",
        "locale": "en",
        "theme": "system",
        "available": True,
    }
    assert [store["role"] for store in me["stores"]] == ["owner"]
    assert shop().scopes == sorted(SCOPES)


def test_nobody_runs_the_installation_by_being_the_first_to_install(admin: Somebody) -> None:
    mei = admin()
    mei.open(begin=True)
    assert mei.get("/installation").status_code in {403, 404}
    made = shop()
    with db.unit(read_only=True):
        assert not stores.is_operator(stores.people(made.workspace_id)[0][0])


def test_coming_again_asks_shopify_nothing(admin: Somebody, door: ShopifyDoor) -> None:
    admin().open(begin=True)
    door.calls.clear()
    assert admin().open().json["place"] == "in"
    assert door.calls == []
    assert (count(Workspace), count(Agent)) == (2, 1), "the operator's, and the shop's"


def test_others_wait_until_an_owner_lets_them_in(admin: Somebody) -> None:
    mei, jo = admin("1001"), admin("1002")
    mei.open(begin=True)
    assert jo.open().json["place"] == "waiting"
    assert jo.open(begin=True).json["place"] == "waiting"
    for path in ("/me", "/inbox", "/stores", "/team"):
        answer = jo.get(path)
        assert (answer.status_code, answer.json["error"]["code"]) == (403, "no_access"), path
    people = {person["name"]: person for person in mei.get("/team").json["people"]}
    assert people["Jo Lim"]["role"] == "none"
    assert people["Jo Lim"]["email"] is None, "an address that Shopify has not verified is nobody's"
    assert "people_wait" in [notice["code"] for notice in mei.get("/me").json["notices"]]
    assert mei.patch(f"/team/{people['Jo Lim']['id']}", {"role": "agent"}).status_code == 200
    assert "people_wait" not in [notice["code"] for notice in mei.get("/me").json["notices"]]
    assert jo.open().json["place"] == "in"
    assert jo.get("/me").json["agent"]["role"] == "agent"
    assert jo.get("/team").status_code == 403


def test_a_right_that_is_taken_away_is_gone_at_once(admin: Somebody) -> None:
    mei, jo = admin("1001"), admin("1002")
    mei.open(begin=True)
    jo.open()
    [person] = [one for one in mei.get("/team").json["people"] if one["name"] == "Jo Lim"]
    mei.patch(f"/team/{person['id']}", {"role": "manager"})
    assert jo.get("/stores").status_code == 200
    mei.patch(f"/team/{person['id']}", {"role": "none"})
    assert jo.get("/stores").json["error"]["code"] == "no_access"


def test_the_last_owner_cannot_shut_himself_out(admin: Somebody) -> None:
    mei = admin("1001")
    mei.open(begin=True)
    me = mei.get("/me").json["agent"]["id"]
    assert mei.patch(f"/team/{me}", {"role": "none"}).json["error"]["code"] == "last_owner"


def test_who_was_removed_waits_as_a_stranger(admin: Somebody) -> None:
    mei, jo = admin("1001"), admin("1002")
    mei.open(begin=True)
    jo.open()
    [person] = [one for one in mei.get("/team").json["people"] if one["name"] == "Jo Lim"]
    mei.patch(f"/team/{person['id']}", {"role": "agent"})
    assert mei.delete(f"/team/{person['id']}").status_code == 204
    assert jo.get("/me").status_code == 401
    assert jo.open().json["place"] == "waiting"


def test_two_who_begin_at_once_get_one_workspace(admin: Somebody) -> None:
    assert admin("1001").open(begin=True).json["place"] == "in"
    assert admin("1002").open(begin=True).json["place"] == "waiting"
    assert count(Store) == 1


def test_somebody_without_a_name_gets_in_all_the_same(admin: Somebody, door: ShopifyDoor) -> None:
    door.staff["777001"] = {}
    nobody = admin("777001")
    nobody.open(begin=True)
    agent = nobody.get("/me").json["agent"]
    assert (agent["name"], agent["email"]) == ("tea-house 7001", None)


def test_an_address_makes_nobody_somebody_else(admin: Somebody, cast: Cast, door: ShopifyDoor) -> None:
    """Ada signs in with this address elsewhere; that Shopify verified it for a shop of Eve's is no key to it."""
    door.staff["1001"]["email"] = cast.ada.email
    admin().open(begin=True)
    agent = admin().get("/me").json["agent"]
    assert agent["email"] is None
    assert agent["id"] != cast.ada.public_id
    assert [store["name"] for store in admin().get("/me").json["stores"]] == ["tea-house"]


def test_dan_gets_nothing_of_another_shop(admin: Somebody, cast: Cast) -> None:
    mei = admin("1001")
    mei.open(begin=True)
    dan = admin("1001", shop="dans-shop.myshopify.com")
    assert dan.get("/me").status_code == 401, "the same id in another shop is another person"
    dan.open(begin=True)
    assert [store["name"] for store in dan.get("/me").json["stores"]] == ["dans-shop"]
    assert dan.get(f"/stores/{shop().public_id}/widget").status_code == 404
    assert dan.get(f"/stores/{cast.store.public_id}/widget").status_code == 404
    person = mei.get("/me").json["agent"]["id"]
    assert dan.patch(f"/team/{person}", {"role": "none"}).status_code == 404


def test_a_shop_that_comes_back_finds_its_own_row(admin: Somebody, door: ShopifyDoor) -> None:
    admin().open(begin=True)
    before = shop()
    with db.unit():
        stores.uninstall(stores.by_id(before.id))
    assert admin().get("/me").status_code == 401
    door.calls.clear()
    assert admin().open().json["place"] == "in"
    assert door.calls == ["exchange", "person"]
    again = shop()
    assert (again.id, again.uninstalled_at, again.domains) == (before.id, None, before.domains)
    assert (count(Store), count(Agent)) == (1, 1)


def test_a_shop_that_was_erased_comes_back_to_its_owners_workspace(admin: Somebody) -> None:
    """After the erasure nothing of the shop is left but who worked there."""
    admin("1001").open(begin=True)
    before = shop()
    with db.unit():
        stores.uninstall(stores.by_id(before.id))
    with db.unit():
        db.session().query(EventRow).delete()
        db.session().delete(stores.by_id(before.id))
    assert admin("1001").open().json["place"] == "new"
    assert admin("1001").open(begin=True).json["place"] == "in"
    assert shop().workspace_id == before.workspace_id
    assert count(Agent) == 1


def test_a_stranger_in_an_erased_shop_gets_a_workspace_of_his_own(admin: Somebody) -> None:
    admin("1001").open(begin=True)
    before = shop()
    with db.unit():
        stores.uninstall(stores.by_id(before.id))
    with db.unit():
        db.session().query(EventRow).delete()
        db.session().delete(stores.by_id(before.id))
    assert admin("1002").open(begin=True).json["place"] == "in"
    assert shop().workspace_id != before.workspace_id
    assert admin("1001").get("/me").status_code == 401


def test_a_shop_that_shopify_does_not_know_is_not_connected(admin: Somebody, door: ShopifyDoor) -> None:
    installation.use(CLIENT_ID, (OLD_SECRET,))
    answer = admin().open(begin=True)
    assert answer.status_code == 401
    assert count(Store) == 0
