"""The store over HTTP, on loopback."""

import json
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.support.woo_store import authorize, captures, oauth, routes, terms
from tests.support.woo_store.control import control
from tests.support.woo_store.listing import Answer, Call, problem
from tests.support.woo_store.state import WooStore

API = "/wp-json/wc/v3/"
_HEADERS = {
    name: value
    for name, value in captures.capture("order-not-found")["headers"].items()
    if name not in {"Host", "Connection", "Allow", "Link", "Content-Type", "Content-Length"}
}


class WooServer:
    """Serves one store until it is left; ``with WooServer() as shop: shop.url, shop.store``."""

    def __init__(
        self,
        store: WooStore | None = None,
        *,
        port: int = 0,
        tls: ssl.SSLContext | None = None,
        host: str = "127.0.0.1",
    ) -> None:
        self.store = store or WooStore()
        kept = self.store

        class Handler(_Handler):
            store, is_tls = kept, tls is not None

        self._server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self._server.daemon_threads = True
        if tls is not None:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self.port = self._server.server_port
        self.url = f"{'https' if tls else 'http'}://{host}:{self.port}"
        self.store.url = self.url
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    def __enter__(self) -> "WooServer":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def serve(self) -> None:
        """Serve until the process ends."""
        self._server.serve_forever()


class _Handler(BaseHTTPRequestHandler):
    """One connection."""

    store: WooStore
    is_tls = False
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._serve()

    do_POST = do_PUT = do_DELETE = do_GET  # noqa: N815 names of the standard library

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def _serve(self) -> None:
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        path = urlsplit(self.path).path
        self.store.asked.append((self.command, path))
        fault = next((one for one in list(self.store.faults) if one.meets(self.command, path)), None)
        if fault is not None and fault.status:
            self._send(Answer(fault.status, headers={"Content-Type": fault.kind}, text=fault.body))
            return
        answer = self._answer(path, raw)
        if fault is not None and fault.lost:
            self.close_connection = True
            self.connection.close()
            return
        self._send(answer)

    def _answer(self, path: str, raw: bytes) -> Answer:
        params = dict(parse_qsl(urlsplit(self.path).query, keep_blank_values=True))
        if path.startswith("/__control"):
            return control(self.store, params)
        if path in {"/wp-json", "/wp-json/"}:
            return terms.index(self.store)
        if path == "/wp-json/wp/v2/pages":
            return terms.pages(Call(self.store, self.command, params, {}))
        if path.startswith("/wc-auth/v1/"):
            return authorize.answer(self.store, path.split("/")[3], params)
        if not path.startswith(API):
            return Answer(200, headers={"Content-Type": "text/html; charset=utf-8"}, text="<h1>Shop</h1>")
        return self._api(path.removeprefix(API).rstrip("/"), params, raw)

    def _api(self, path: str, params: dict[str, str], raw: bytes) -> Answer:
        url = f"{self.store.url}{self.path}"
        try:
            key = oauth.who(self.command, url, self.headers.get("Authorization", ""), self.store.keys, tls=self.is_tls)
        except oauth.Refused as refused:
            return problem(401, refused.code, refused.message)
        found = routes.find(self.command, path)
        if found is None:
            text = "No route was found matching the URL and request method."
            return problem(404, "rest_no_route", text)
        needed = "read" if self.command == "GET" else "write"
        if needed not in key.permissions:
            text = f"The API key provided does not have {needed} permissions."
            return problem(401, "woocommerce_rest_authentication_error", text)
        try:
            body = json.loads(raw) if raw else {}
        except ValueError:
            return problem(400, "rest_invalid_json", "Invalid JSON body passed.")
        handler, ids = found
        own = {name: value for name, value in params.items() if not name.startswith("oauth_")}
        return handler(Call(self.store, self.command, own, body, ids))

    def _send(self, answer: Answer) -> None:
        raw = answer.raw
        self.send_response(answer.status)
        headers = {"Content-Type": "application/json; charset=UTF-8", **_HEADERS, **answer.headers}
        for name, value in {**headers, "Content-Length": str(len(raw))}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(raw)
