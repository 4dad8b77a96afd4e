"""Settings › Privacy: the owner starts, holds, fetches and lets go; a manager, an agent and Dan do not."""

import io
import zipfile
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from integration_app import stores
from integration_app.kit import clock, db, storage
from integration_app.kit.errors import ProviderError
from integration_app.platforms import Connection
from integration_app.privacy import queries
from integration_app.stores import Agent, leaving
from tests.support.cast import Cast
from tests.support.somebody import EMAIL, Somebody, whole_database
from tests.web.conftest import Console, anybody, signed_in

Jobs = Callable[[], int]
__all__ = ["anybody", "signed_in"]


@pytest.fixture
def ada(signed_in: Callable[[Agent], Console], cast: Cast, cleo: Somebody) -> Console:
    storage_folder = storage.folder()
    console = signed_in(cast.ada)
    storage.use(storage_folder)
    return console


def wish(cast: Cast, kind: str, **changes: Any) -> dict[str, Any]:
    return {"store": cast.store.public_id, "kind": kind, "email": EMAIL, "confirm": EMAIL} | changes


def test_an_export_is_started_and_fetched(ada: Console, cast: Cast, run_jobs: Jobs) -> None:
    started = ada.post("/privacy/requests", wish(cast, "export"))
    assert started.status_code == 201, started.json
    assert started.json["about"] == "c•••@mail.example"
    run_jobs()
    (listed,) = ada.get("/privacy/requests").json
    assert (listed["state"], listed["has_file"], listed["source"]) == ("ready", True, "console")
    assert [notice["code"] for notice in ada.get("/me").json["notices"]].count("exports_ready") == 1
    file = ada.post(f"/privacy/requests/{listed['id']}/file")
    assert file.headers["Cache-Control"] == "no-store"
    assert "attachment" in file.headers["Content-Disposition"]
    assert "data.json" in zipfile.ZipFile(io.BytesIO(file.data)).namelist()
    (after,) = ada.get("/privacy/requests").json
    assert after["state"] == "done" and after["handed_over_at"] is not None
    assert "exports_ready" not in [notice["code"] for notice in ada.get("/me").json["notices"]]


def test_erasing_wants_the_address_twice(ada: Console, cast: Cast, run_jobs: Jobs) -> None:
    refused = ada.post("/privacy/requests", wish(cast, "erase", confirm="somebody.else@mail.example"))
    assert refused.status_code == 422
    assert ada.post("/privacy/requests", wish(cast, "erase")).status_code == 201
    run_jobs()
    (listed,) = ada.get("/privacy/requests").json
    assert (listed["state"], listed["about"]) == ("done", None)
    assert EMAIL not in whole_database(cast.workspace.id)


def test_an_erasure_is_held_back_and_let_go(ada: Console, cast: Cast, run_jobs: Jobs) -> None:
    id = ada.post("/privacy/requests", wish(cast, "erase")).json["id"]
    until = (clock.now() + timedelta(days=60)).date()
    held = ada.put(f"/privacy/requests/{id}/hold", {"until": until.isoformat(), "because": "PayPal dispute PP-1"})
    assert held.status_code == 200, held.json
    run_jobs()
    (listed,) = ada.get("/privacy/requests").json
    assert (listed["state"], listed["held_because"]) == ("held", "PayPal dispute PP-1")
    past = ada.put(f"/privacy/requests/{id}/hold", {"until": "2020-01-01", "because": "too late"})
    assert past.json["error"]["code"] == "in_the_past"
    assert ada.delete(f"/privacy/requests/{id}/hold").status_code == 204
    assert EMAIL in whole_database(cast.workspace.id)


def test_who_is_not_the_owner_gets_nothing(
    ada: Console, cast: Cast, signed_in: Callable[[Agent], Console], anybody: Console, run_jobs: Jobs
) -> None:
    id = ada.post("/privacy/requests", wish(cast, "export")).json["id"]
    run_jobs()
    ben, dan = signed_in(cast.ben), signed_in(cast.dan)
    for other, status in ((ben, 403), (anybody, 401)):
        assert other.get("/privacy/requests").status_code == status
        assert other.post(f"/privacy/requests/{id}/file").status_code == status
        assert other.post("/privacy/requests", wish(cast, "erase")).status_code == status
    assert dan.get("/privacy/requests").json == []
    assert dan.post(f"/privacy/requests/{id}/file").status_code == 404
    assert dan.delete(f"/privacy/requests/{id}/hold").status_code == 404
    assert dan.post("/privacy/requests", wish(cast, "erase")).status_code == 404
    assert dan.get(f"/stores/{cast.store.public_id}/privacy").status_code == 404
    assert dan.post("/privacy/disconnect", {"store": cast.store.public_id, "confirm": "Lumen"}).status_code == 404


def test_the_rules_of_a_store(ada: Console, cast: Cast) -> None:
    path = f"/stores/{cast.store.public_id}/privacy"
    assert ada.get(path).json == {"wait_for_disputes": True, "keep_exports_days": 14}
    changed = {"wait_for_disputes": False, "keep_exports_days": 7}
    assert ada.put(path, changed).json == changed
    assert ada.put(path, changed | {"keep_exports_days": 400}).status_code == 422


def test_a_store_is_let_go_by_its_name(ada: Console, cast: Cast, run_jobs: Jobs) -> None:
    said: list[str] = []

    def farewell(connection: Connection) -> None:
        said.append(connection.secrets["access_token"])
        raise ProviderError("The shop is down.", permanent=False)

    with db.unit():
        stores.keep_secret(stores.by_id(cast.store.id), "access_token", "still works")
    leaving.on_leaving("shopify", farewell)
    try:
        body = {"store": cast.store.public_id, "confirm": "Lumens"}
        assert ada.post("/privacy/disconnect", body).json["error"]["code"] == "other_name"
        assert ada.post("/privacy/disconnect", body | {"confirm": "lumen "}).status_code == 204
    finally:
        leaving.on_leaving("shopify", lambda _connection: None)
    assert said == ["still works"]
    with db.unit(read_only=True):
        store = stores.by_id(cast.store.id)
        assert store.uninstalled_at is not None
        assert stores.secrets(store, "access_token") == []
        assert queries.requests(cast.workspace.id) == []
