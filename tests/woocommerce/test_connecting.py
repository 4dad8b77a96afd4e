"""Connecting a store: its owner agrees there, or makes keys by hand. Dan gets nothing, and nothing works twice."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import requests
from flask import Flask
from sqlalchemy import select, update
from werkzeug.serving import make_server

from integration_app import stores
from integration_app.kit import address, clock, db, public_address
from integration_app.stores import Agent, Store
from integration_app.stores.woocommerce import connecting, watching
from integration_app.stores.woocommerce import reactions as woocommerce
from integration_app.stores.woocommerce.models import PendingConnection, WebhookWatch
from tests.support.cast import Cast
from tests.support.woo_store import Fault, Key, WooStore
from tests.web.conftest import Console

SignedIn = Callable[[Agent], Console]
PARLEY = "https://parley.example"
PATH = "/connections/woocommerce"


@pytest.fixture
def parley(app: Flask, woo: WooStore) -> Iterator[None]:
    """Parley over HTTP, under an https name that only the store's world knows."""
    from threading import Thread

    server = make_server("127.0.0.1", 0, app, threaded=True)
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    woo.hosts[PARLEY] = f"http://127.0.0.1:{server.server_port}"
    address.use(PARLEY)
    yield
    server.shutdown()
    address.use("http://localhost:8000")


@pytest.fixture
def ada(signed_in: SignedIn, cast: Cast) -> Console:
    return signed_in(cast.ada)


def begin(console: Console, woo: WooStore) -> dict[str, Any]:
    answer = console.post(PATH, {"address": woo.url})
    assert answer.status_code == 200, answer.json
    told: dict[str, Any] = answer.json
    return told


def approve(told: dict[str, Any]) -> requests.Response:
    """Click Approve on the store's page, and stop before coming back."""
    page = requests.get(told["authorize_url"], timeout=10)
    assert page.status_code == 200, page.text
    link = page.text.split('class="approve" href="')[1].split('"')[0].replace("&amp;", "&")
    return requests.get(link, timeout=30, allow_redirects=False)


def came_back(answer: requests.Response) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(answer.headers["Location"]).query))


def connected() -> list[Store]:
    with db.unit(read_only=True):
        return list(db.session().scalars(select(Store).where(Store.platform == "woocommerce")))


@pytest.mark.usefixtures("parley")
def test_an_owner_agrees_in_the_store_and_it_is_connected(
    ada: Console, woo: WooStore, run_jobs: Callable[[], int]
) -> None:
    told = begin(ada, woo)
    assert told["name"] == "Peer Outdoor Shop"
    back = came_back(approve(told))
    assert back["success"] == "1"
    state = ada.get(f"{PATH}/{back['connection']}").json
    assert state["state"] == "granted"
    run_jobs()
    state = ada.get(f"{PATH}/{back['connection']}").json
    assert state["state"] == "done", state
    [store] = connected()
    assert (store.public_id, store.name, store.timezone, store.currency) == (
        state["store"],
        "Peer Outdoor Shop",
        "Europe/Berlin",
        "EUR",
    )
    assert {row["status"] for row in woo.hooks.rows.values()} == {"active"}
    assert {row["delivery_url"] for row in woo.hooks.rows.values()} == {
        f"{PARLEY}/webhooks/woocommerce/{store.public_id}"
    }
    assert len(woo.hooks.rows) == 18
    assert woo.hooks.unpinged == set()


@pytest.mark.usefixtures("parley")
def test_its_webhooks_arrive_signed_with_our_own_secret(
    ada: Console, woo: WooStore, run_jobs: Callable[[], int]
) -> None:
    approve(begin(ada, woo))
    run_jobs()
    row = woo.order_like()
    woo.change_order(row["id"], status="completed")
    woo.hooks.drain()
    assert [sent for sent in woo.hooks.sent if sent[0] == "order.updated"] == [("order.updated", row["id"], 200)]


@pytest.mark.usefixtures("parley")
def test_a_state_is_good_for_one_answer(ada: Console, woo: WooStore, run_jobs: Callable[[], int]) -> None:
    """The store is told no, so that it deletes the keys that nobody took."""
    told = begin(ada, woo)
    assert approve(told).status_code == 302
    again = approve(told)
    assert again.status_code == 401
    assert len(woo.keys) == 2
    run_jobs()
    assert len(connected()) == 1


@pytest.mark.usefixtures("parley")
def test_a_state_that_is_old_or_made_up_takes_no_keys(ada: Console, woo: WooStore) -> None:
    told = begin(ada, woo)
    with db.unit():
        db.session().execute(update(PendingConnection).values(expires_at=clock.now() - timedelta(seconds=1)))
    assert approve(told).status_code == 401
    assert approve({"authorize_url": told["authorize_url"].replace("user_id=", "user_id=x")}).status_code == 401
    assert len(woo.keys) == 1
    assert connected() == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 422),
        (b"not json", 422),
        (b'{"user_id":"x","consumer_key":"ck_1","consumer_secret":"cs_1","key_permissions":"read"}', 403),
        (b'{"user_id":"x","consumer_key":"ck_1","consumer_secret":"cs_1","key_permissions":"read_write"}', 404),
        (b'{"consumer_key":"ck_1","consumer_secret":"cs_1","key_permissions":"read_write"}', 422),
    ],
)
def test_a_stranger_hands_over_nothing(app: Flask, body: bytes, status: int) -> None:
    answer = app.test_client().post("/webhooks/woocommerce-keys", data=body, content_type="application/json")
    assert answer.status_code == status


@pytest.mark.usefixtures("parley")
def test_keys_that_do_not_work_connect_nothing_and_are_forgotten(
    ada: Console, woo: WooStore, run_jobs: Callable[[], int]
) -> None:
    told = begin(ada, woo)
    back = came_back(approve(told))
    woo.keys.clear()
    run_jobs()
    state = ada.get(f"{PATH}/{back['connection']}").json
    assert state["state"] == "failed"
    assert "does not accept these keys" in state["problem"]
    with db.unit(read_only=True):
        assert db.session().scalars(select(PendingConnection.sealed)).all() == [None]


@pytest.mark.usefixtures("parley")
def test_dan_sees_nothing_of_adas_connection(
    ada: Console, signed_in: SignedIn, cast: Cast, woo: WooStore, run_jobs: Callable[[], int]
) -> None:
    back = came_back(approve(begin(ada, woo)))
    dan, ben = signed_in(cast.dan), signed_in(cast.ben)
    assert dan.get(f"{PATH}/{back['connection']}").status_code == 404
    assert ben.get(f"{PATH}/{back['connection']}").status_code == 403
    assert ben.post(PATH, {"address": woo.url}).status_code == 403
    run_jobs()
    other = came_back(approve(begin(dan, woo)))
    run_jobs()
    state = dan.get(f"{PATH}/{other['connection']}").json
    assert (state["state"], state["store"]) == ("failed", None)
    assert "connected already" in state["problem"]


def by_hand(console: Console, woo: WooStore, key: Key, **change: str) -> Any:
    told = {"address": woo.url, "consumer_key": key.key, "consumer_secret": key.secret, **change}
    return console.post(f"{PATH}/keys", told)


def test_keys_made_by_hand_work_over_http(ada: Console, woo: WooStore, key: Key, run_jobs: Callable[[], int]) -> None:
    assert begin(ada, woo)["authorize_url"] is None
    answer = by_hand(ada, woo, key)
    assert answer.status_code == 200, answer.json
    run_jobs()
    [store] = connected()
    assert store.public_id == answer.json["store"]
    with db.unit(read_only=True):
        secrets = stores.connection(store.id).secrets
    assert secrets["consumer_key"] == key.key
    assert len(woo.hooks.rows) == 18


def test_keys_that_only_read_are_refused_before_anything_is_kept(ada: Console, woo: WooStore, key: Key) -> None:
    key.permissions = "read"
    answer = by_hand(ada, woo, key)
    assert (answer.status_code, answer.json["error"]["code"]) == (422, "keys_read_only")
    assert connected() == []
    assert woo.coupons.rows == {}


def test_wrong_keys_are_said_to_be_wrong(ada: Console, woo: WooStore, key: Key) -> None:
    answer = by_hand(ada, woo, key, consumer_secret="cs_" + "9" * 40)
    assert (answer.status_code, answer.json["error"]["code"]) == (422, "keys_refused")
    assert key.secret not in answer.text
    assert by_hand(ada, woo, key, consumer_key="admin").status_code == 422


def test_new_keys_go_to_the_store_that_is_here(
    ada: Console, woo: WooStore, key: Key, run_jobs: Callable[[], int]
) -> None:
    first = by_hand(ada, woo, key).json["store"]
    run_jobs()
    other = Key("ck_" + "3" * 40, "cs_" + "4" * 40)
    woo.keys = {other.key: other}
    assert by_hand(ada, woo, other).json["store"] == first
    run_jobs()
    assert len(connected()) == 1
    assert len(woo.hooks.rows) == 18


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("http://10.0.0.1", "private_address"),
        ("http://169.254.169.254/latest", "private_address"),
        ("localhost:1", "private_address"),
        ("not a shop", "no_address"),
        ("ftp://shop.example", "no_address"),
        ("http://user:word@shop.example", "no_address"),
        ("http://127.0.0.1:1", "store_silent"),
    ],
)
def test_an_address_that_cannot_be_is_said_to_be_wrong(ada: Console, typed: str, code: str) -> None:
    public_address.use(("127.0.0.1",))
    answer = ada.post(PATH, {"address": typed})
    assert (answer.status_code, answer.json["error"]["code"]) == (422, code)


def test_wordpress_without_woocommerce_and_something_else_are_told_apart(ada: Console, woo: WooStore) -> None:
    woo.plugins.remove("wc/v3")
    assert ada.post(PATH, {"address": woo.url}).json["error"]["code"] == "no_woocommerce"
    woo.faults.append(Fault("/wp-json", status=404, body="<h1>Nothing</h1>"))
    assert ada.post(PATH, {"address": woo.url}).json["error"]["code"] == "store_no_api"


def test_an_address_from_the_browser_is_cut_to_the_stores_own(ada: Console, woo: WooStore) -> None:
    told = ada.post(PATH, {"address": f"{woo.url}/wp-admin/admin.php?page=wc-settings"}).json
    assert told["address"] == woo.url
    assert told["keys_page"].startswith(f"{woo.url}/wp-admin/admin.php?page=wc-settings")


def test_no_key_stands_open_in_the_database(ada: Console, woo: WooStore, key: Key) -> None:
    by_hand(ada, woo, key)
    with db.unit(read_only=True):
        rows = db.session().execute(select(stores.Credential.kind, stores.Credential.sealed)).all()
    assert {"consumer_key", "consumer_secret", "webhook_secret"} <= {row.kind for row in rows}
    assert all(key.secret.encode() not in row.sealed for row in rows)


def test_a_store_that_is_let_go_loses_our_webhooks_and_no_others(
    ada: Console, woo: WooStore, key: Key, cast: Cast, run_jobs: Callable[[], int]
) -> None:
    from integration_app.stores import leaving

    by_hand(ada, woo, key)
    run_jobs()
    foreign = woo.hooks.add("order.created", "https://erp.example/orders", "x", "ERP")
    [store] = connected()
    leaving.let_go(store.id, actor=f"agent:{cast.ada.id}")
    assert list(woo.hooks.rows) == [foreign["id"]]
    with db.unit(read_only=True):
        assert stores.connection(store.id).secrets == {}
        assert watching.due() == []


@pytest.mark.usefixtures("parley")
def test_a_store_that_falls_silent_after_its_keys_came_is_said_to_be(ada: Console, woo: WooStore) -> None:
    back = came_back(approve(begin(ada, woo)))
    with db.unit():
        db.session().execute(update(PendingConnection).values(granted_at=clock.now() - connecting.PATIENCE * 2))
    state = ada.get(f"{PATH}/{back['connection']}").json
    assert state["state"] == "failed"
    assert "has not answered" in state["problem"]


def test_people_are_told_of_keys_that_are_refused(
    ada: Console, woo: WooStore, key: Key, run_jobs: Callable[[], int]
) -> None:
    by_hand(ada, woo, key)
    run_jobs()
    woo.keys.clear()
    with db.unit():
        db.session().execute(update(WebhookWatch).values(next_at=clock.now() - timedelta(seconds=1)))
    woocommerce.sweep()
    assert [one["code"] for one in ada.get("/me").json["notices"] if one["code"].startswith("store")] == ["store_keys"]
    [store] = [one for one in ada.get("/stores").json if one["platform"] == "woocommerce"]
    assert (store["state"], store["reconnect"], store["webhooks"]["wanted"]) == ("failing", True, 18)
