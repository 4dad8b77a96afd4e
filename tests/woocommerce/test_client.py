"""Calls to a store, and how they fail."""

import logging
from pathlib import Path
from typing import Any

import pytest

from integration_app.kit import public_address
from integration_app.kit.errors import ProviderError
from integration_app.platforms.woocommerce import failures
from integration_app.platforms.woocommerce.client import Client
from tests.support.certificates import certificate
from tests.support.woo_store import Fault, Key, WooServer, WooStore


def test_a_call_over_http_is_signed_with_its_parameters(shop_client: Client, woo: WooStore) -> None:
    row = woo.order_like()
    since = {"modified_after": "2020-01-01T00:00:00", "dates_are_gmt": "true", "status": "processing,completed"}
    page = shop_client.page("orders", {**since, "per_page": 100, "orderby": "modified", "order": "asc"})
    assert [one["id"] for one in page.items] == [row["id"]]
    assert page.total == 1


def test_each_try_is_signed_anew(shop_client: Client, woo: WooStore) -> None:
    """A nonce is good for one call; a signature that is sent twice is refused."""
    woo.faults.append(Fault("/settings", status=502, body="<html>", times=2))
    assert shop_client.get("settings/general")


def test_numbers_are_exact(shop_client: Client, woo: WooStore) -> None:
    id = woo.order_like()["id"]
    assert str(shop_client.get(f"orders/{id}")["line_items"][1]["price"]) == "22.0462185"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"secret": "cs_wrong"}, failures.KeysRefused),
        ({"key": "ck_wrong"}, failures.KeysRefused),
    ],
)
def test_wrong_keys_are_told_apart_from_trouble(
    woo: WooStore, key: Key, change: dict[str, str], expected: type[ProviderError]
) -> None:
    given = {"key": key.key, "secret": key.secret, **change}
    with pytest.raises(expected, match="make new ones") as told:
        Client(woo.url, given["key"], given["secret"]).get("orders")
    assert told.value.permanent


def test_keys_that_only_read_are_told_apart(woo: WooStore, key: Key, shop_client: Client) -> None:
    key.permissions = "read"
    assert shop_client.get("orders") == []
    with pytest.raises(failures.ReadOnly, match="only read"):
        shop_client.post("coupons", {"code": "A"})


@pytest.mark.parametrize(
    "case",
    [
        (503, "text/html", "<h1>Briefly unavailable for scheduled maintenance.</h1>", failures.NotJson, False),
        (200, "text/html", "<h1>Coming soon</h1>", failures.NotJson, False),
        (200, "application/json", "[{broken", failures.NotJson, False),
        (403, "text/html", "<h1>Forbidden</h1>", failures.Barred, True),
        (404, "text/html", "<h1>Not found</h1>", failures.NoApi, True),
        (404, "application/json", '{"code":"rest_no_route","message":"No route"}', failures.NoApi, True),
        (401, "application/json", '{"code":"woocommerce_rest_cannot_view","message":"No"}', failures.KeysRefused, True),
        (400, "application/json", '{"code":"rest_invalid_param","message":"No"}', failures.Rejected, True),
    ],
)
def test_each_failure_says_what_it_is(woo: WooStore, shop_client: Client, case: Any) -> None:
    status, kind, body, expected, permanent = case
    woo.faults.append(Fault("/orders", status=status, kind=kind, body=body, times=9))
    with pytest.raises(expected) as told:
        shop_client.page("orders", {})
    assert told.value.permanent is permanent


@pytest.mark.parametrize(
    "location", ["http://[", "http://[::1", "//", "javascript:alert(1)", "http://a:b@shop.example/"]
)
def test_a_redirect_to_nowhere_is_a_failure_like_others(location: str) -> None:
    assert failures.Moved("shop.example", 302, location).target is None


def test_a_redirect_is_told_and_the_keys_are_not_sent_on(woo: WooStore, key: Key) -> None:
    """The stand-in answers no redirects by itself, so one is put before it."""
    from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
    from threading import Thread

    class Moved(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(301)
            self.send_header("Location", f"https://www.shop.example{self.path}")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Moved) as server:
        Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        with pytest.raises(failures.Moved, match=r"leads on to https://www\.shop\.example\.") as told:
            Client(f"http://127.0.0.1:{server.server_port}", key.key, key.secret).get("orders")
        server.shutdown()
    assert "ck_" not in str(told.value)
    assert "oauth" not in str(told.value)


def test_a_write_is_tried_once(woo: WooStore, shop_client: Client) -> None:
    woo.faults.append(Fault("/coupons", status=502, body="<html>", times=9))
    with pytest.raises(ProviderError):
        shop_client.post("coupons", {"code": "A"})
    assert woo.asked.count(("POST", "/wp-json/wc/v3/coupons")) == 1


def test_a_read_is_tried_again_while_it_may_pass(woo: WooStore, shop_client: Client) -> None:
    woo.faults.append(Fault("/orders", status=502, body="<html>", times=2))
    assert shop_client.page("orders", {}).items == ()
    assert len(woo.asked) == 3


def test_a_byte_order_mark_before_the_answer_does_no_harm(woo: WooStore, shop_client: Client) -> None:
    woo.faults.append(Fault("/orders", status=200, kind="application/json", body="﻿[]"))
    assert shop_client.page("orders", {}).items == ()


def test_keys_stand_in_no_log_and_no_failure(
    woo: WooStore, key: Key, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    store = Client("http://127.0.0.1:1", key.key, key.secret, pause=lambda _: None)
    with pytest.raises(ProviderError) as told:
        store.get("orders")
    assert told.value.__suppress_context__
    said = f"{told.value}{told.value.body}{capsys.readouterr()}"
    assert key.key not in said
    assert key.secret not in said
    assert key.secret not in caplog.text


def test_over_https_the_keys_go_as_basic_authentication(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    context, trusted = certificate(tmp_path, "tls.example")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(trusted))
    public_address.use(("tls.example",))
    with WooServer(tls=context, host="tls.example") as server:
        row, known = server.store.order_like(), next(iter(server.store.keys.values()))

        def at_home(_host: str, port: int, **_: Any) -> Any:
            return [(0, 0, 0, "", ("127.0.0.1", port))]

        speaker = Client(server.url, known.key, known.secret, tries=1, resolver=at_home)
        assert [one["id"] for one in speaker.page("orders", {"per_page": 5}).items] == [row["id"]]
        with pytest.raises(failures.KeysRefused):
            Client(server.url, known.key, "cs_wrong", tries=1, resolver=at_home).get("orders")
