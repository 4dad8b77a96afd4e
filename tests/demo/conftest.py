"""A demo shop on loopback, and somebody who takes what it sends."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import requests
from werkzeug.serving import make_server

from demo import DemoConfig, Shop, create_app, shop_of
from demo.outbox import waiting_count
from tests.support.waiting import until

SECRET, TOKEN, MAIL_TOKEN = "hush", "token", "mail-token"


@dataclass
class Call:
    """One request that came."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Receiver:
    """Plays Parley: keeps every call, and answers with the statuses it was given, then 200."""

    url: str = ""
    calls: list[Call] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    answer: bytes = b"{}"

    def topics(self) -> list[str]:
        return [call.headers["x-shopify-topic"] for call in self.calls if "x-shopify-topic" in call.headers]


@dataclass
class Served:
    """A running shop with its address."""

    url: str
    shop: Shop
    receiver: Receiver

    def settle(self) -> None:
        """Wait until everything that was to be sent has arrived."""

        def empty() -> bool:
            with self.shop.database.read() as session:
                return waiting_count(session) == 0

        until(empty)

    def order_id(self, number: int) -> int:
        return next(row["id"] for row in self.orders() if row["order_number"] == number)

    def orders(self) -> list[dict]:
        return self.api("/api/orders").json()["items"]

    def api(self, path: str, body: dict | None = None, token: str = TOKEN) -> requests.Response:
        method = "GET" if body is None else "POST"
        headers = {"Authorization": f"Bearer {token}"}
        return requests.request(method, self.url + path, json=body, headers=headers, timeout=10)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def playing_parley() -> Iterator[Receiver]:
    """Take what shops send, in Parley's place."""
    kept = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def _take(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            names = {name.lower(): value for name, value in self.headers.items()}
            kept.calls.append(Call(self.command, self.path, names, body))
            self.send_response(kept.statuses.pop(0) if kept.statuses else 200)
            self.send_header("Content-Length", str(len(kept.answer)))
            self.end_headers()
            self.wfile.write(kept.answer)

        do_GET = do_POST = _take  # noqa: N815 http.server calls them so

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    kept.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield kept
    server.shutdown()
    server.server_close()
    thread.join()


@contextmanager
def opening_shops(folder: Path, receiver: Receiver) -> Iterator[Callable[..., Served]]:
    """Start shops with settings of one's own; they stop at the end."""
    running: list[tuple] = []

    def start(**settings: object) -> Served:
        port = free_port()
        given = {
            "data_dir": folder,
            "base_url": f"http://127.0.0.1:{port}",
            "parley_url": receiver.url,
            "store_id": "st_lumen",
            "app_secret": SECRET,
            "api_token": TOKEN,
            "smtp_port": 0,
            "inbound_url": f"{receiver.url}/webhooks/mail",
            "inbound_token": MAIL_TOKEN,
            "announce_seed": False,
        }
        config = DemoConfig(**(given | settings))
        app = create_app(config)
        server = make_server("127.0.0.1", port, app, threaded=True)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        shop_of(app).start()
        running.append((server, thread, shop_of(app)))
        return Served(config.base_url, shop_of(app), receiver)

    yield start
    for server, thread, shop in running:
        shop.stop()
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with playing_parley() as kept:
        yield kept


@pytest.fixture
def serve(tmp_path: Path, receiver: Receiver) -> Iterator[Callable[..., Served]]:
    """Start a shop with settings of one's own; it stops after the test."""
    with opening_shops(tmp_path, receiver) as start:
        yield start


@pytest.fixture
def served(serve: Callable[..., Served]) -> Served:
    return serve()


@pytest.fixture
def visitor() -> Iterator[requests.Session]:
    with requests.Session() as session:
        yield session
