"""Calls to addresses that merchants enter: the host that was judged is the host that is reached."""

import contextlib
import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from integration_app.kit import http, public_address
from integration_app.kit.errors import ProviderError
from integration_app.kit.public_address import NotPublic
from tests.support.certificates import certificate


class Answering(BaseHTTPRequestHandler):
    """Tells what it was asked; /away leads elsewhere and wants a cookie kept."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        answer = {"/packed": self._much, "/endless": self._without_end}.get(self.path, self._tell)
        answer()

    def _tell(self) -> None:
        told = f"{self.headers['Host']}|{self.headers.get('Cookie', '')}".encode()
        self.send_response(302 if self.path == "/away" else 200)
        self.send_header("Location", "http://127.0.0.1:1/secret")
        self.send_header("Set-Cookie", "kept=1; Path=/")
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    def _much(self) -> None:
        told = gzip.compress(bytes(http.LARGEST + 1))
        self.send_response(200)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    def _without_end(self) -> None:
        self.send_response(200)
        self.send_header("Connection", "close")
        self.end_headers()
        with contextlib.suppress(OSError):
            while True:
                self.wfile.write(b"x" * 65536)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def port() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        public_address.use(("shop.example",))
        yield server.server_port
        server.shutdown()


def at_home(host: str, port: int, **_: Any) -> Any:
    return [(0, 0, 0, "", ("127.0.0.1", port))]


def get(url: str, **more: Any) -> Any:
    return http.request("GET", url, public_only=True, resolver=more.pop("resolver", at_home), **more)


def test_the_host_is_kept_and_the_address_is_the_one_that_was_judged(port: int) -> None:
    assert get(f"http://shop.example:{port}/").text == f"shop.example:{port}|"


def test_a_name_that_leads_home_is_refused_before_anything_is_sent(port: int) -> None:
    with pytest.raises(NotPublic):
        get(f"http://other.example:{port}/")


def test_a_name_server_that_changes_its_answer_is_asked_once(port: int) -> None:
    answers = iter(["127.0.0.1", "10.0.0.1"])
    asked = []

    def rebinding(host: str, port: int, **_: Any) -> Any:
        asked.append(host)
        return [(0, 0, 0, "", (next(answers), port))]

    assert get(f"http://shop.example:{port}/", resolver=rebinding).status_code == 200
    assert asked == ["shop.example"]


def test_redirects_are_not_followed_and_no_cookie_is_kept(port: int) -> None:
    assert get(f"http://shop.example:{port}/away").status_code == 302
    assert get(f"http://shop.example:{port}/").text.endswith("|")


@pytest.mark.parametrize("path", ["packed", "endless"])
def test_an_answer_is_not_read_without_end(port: int, path: str) -> None:
    with pytest.raises(ProviderError, match="more than can be read"):
        get(f"http://shop.example:{port}/{path}")
    assert get(f"http://shop.example:{port}/").status_code == 200


@pytest.mark.parametrize("url", ["ftp://shop.example/", "http://user:word@shop.example/", "http:///", "http://a..b/"])
def test_what_is_no_plain_web_address_is_not_called(url: str) -> None:
    with pytest.raises(ProviderError) as told:
        get(url)
    assert told.value.permanent


def test_a_failed_call_says_nothing_of_the_keys_in_its_address() -> None:
    public_address.use(("shop.example",))
    with pytest.raises(ProviderError) as told:
        get("http://shop.example:1/?consumer_secret=cs_hush")
    assert "cs_hush" not in str(told.value)
    assert told.value.__suppress_context__


def test_the_certificate_has_to_be_the_hosts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    context, trusted = certificate(tmp_path, "secure.example")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(trusted))
    public_address.use(("secure.example", "forged.example"))
    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        port = server.server_port
        assert get(f"https://secure.example:{port}/").text == f"secure.example:{port}|"
        with pytest.raises(ProviderError):
            get(f"https://forged.example:{port}/")
        server.shutdown()
