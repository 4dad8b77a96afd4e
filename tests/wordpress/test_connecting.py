"""The line that connects the plugin, and the plugin that is handed it."""

import json
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from integration_app import stores
from integration_app.kit import db, public_address
from integration_app.stores import Agent
from integration_app.stores.models import Store
from tests.support.cast import Cast
from tests.web.conftest import Console, anybody, signed_in
from tests.wordpress.support import SECRET

__all__ = ["anybody", "signed_in"]
CODE = "x" * 43


@pytest.fixture
def ada(signed_in: Callable[[Agent], Console], cast: Cast) -> Console:
    return signed_in(cast.ada)


def secrets(store: Store) -> list[str]:
    with db.unit(read_only=True):
        return stores.secrets(stores.by_id(store.id), "plugin_secret")


def test_the_line_is_made_when_asked_for_and_stays(ada: Console, trail: Store) -> None:
    path = f"/stores/{trail.public_id}/plugin"
    line = f"http://localhost|{trail.public_id}|{SECRET}"
    assert ada.get(path).json == {"line": line, "last_report_at": None}
    assert ada.post(path).json["line"] == line
    fresh = ada.post(path, {"anew": True}).json["line"]
    assert fresh.startswith(f"http://localhost|{trail.public_id}|")
    assert secrets(trail) == [fresh.split("|")[2], SECRET]


def test_only_woocommerce_has_a_plugin(ada: Console, cast: Cast) -> None:
    path = f"/stores/{cast.store.public_id}/plugin"
    assert ada.get(path).json == {"line": None, "last_report_at": None}
    assert ada.post(path).status_code == 409


def test_dan_and_an_agent_get_no_line(signed_in: Callable[[Agent], Console], cast: Cast, trail: Store) -> None:
    path = f"/stores/{trail.public_id}/plugin"
    for agent, status in ((cast.dan, 404), (cast.ben, 403)):
        console = signed_in(agent)
        for answer in (console.get(path), console.post(path), console.post(f"{path}/hello", {"code": CODE})):
            assert answer.status_code == status
            assert SECRET not in answer.text
    assert secrets(trail) == [SECRET]


class WordPress:
    """A site whose plugin waits for its code."""

    def __init__(self) -> None:
        self.taken: list[dict[str, Any]] = []
        self.answer = '{"connected": true}'
        self._server = make_server("127.0.0.1", 0, self._serve, threaded=True)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _serve(self, environ: Any, start: Any) -> Any:
        request = Request(environ)
        sent = json.loads(request.get_data())
        if request.args.get("rest_route") != "/parley/v1/hello" or sent["code"] != CODE:
            return Response("{}", status=403)(environ, start)
        self.taken.append(sent)
        return Response(self.answer, status=200)(environ, start)


@pytest.fixture
def site(trail: Store) -> Iterator[WordPress]:
    opened = WordPress()
    with db.unit():
        stores.by_id(trail.id).address = opened.url
    public_address.use(["127.0.0.1"])
    yield opened
    public_address.use([])
    opened.close()


def test_the_plugin_is_handed_store_and_secret(ada: Console, trail: Store, site: WordPress) -> None:
    assert ada.post(f"/stores/{trail.public_id}/plugin/hello", {"code": CODE}).status_code == 200
    assert site.taken == [{"code": CODE, "store": trail.public_id, "secret": SECRET}]


def test_a_code_it_does_not_know_is_said_so(ada: Console, trail: Store, site: WordPress) -> None:
    answer = ada.post(f"/stores/{trail.public_id}/plugin/hello", {"code": "y" * 43})
    assert (answer.status_code, answer.json["error"]["code"]) == (502, "not_handed_over")


@pytest.mark.parametrize("page", ["<html>Welcome</html>", "{}", "[]", "null", '{"connected": "no"}'])
def test_a_site_without_the_plugin_has_taken_nothing(ada: Console, trail: Store, site: WordPress, page: str) -> None:
    site.answer = page
    answer = ada.post(f"/stores/{trail.public_id}/plugin/hello", {"code": CODE})
    assert (answer.status_code, answer.json["error"]["code"]) == (502, "not_handed_over")


def test_no_secret_goes_into_a_private_network(ada: Console, trail: Store, site: WordPress) -> None:
    public_address.use([])
    assert ada.post(f"/stores/{trail.public_id}/plugin/hello", {"code": CODE}).status_code == 502
    assert site.taken == []
