"""A store that answers over HTTP on loopback, and an adapter that asks it: what re-reads meet in tests."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from integration_app import platforms
from integration_app.kit import http
from integration_app.kit.errors import ProviderError
from integration_app.platforms import fields
from integration_app.platforms.protocol import OrderSnapshot, ProductSnapshot

Read = Callable[[fields.Payload], Any]


class StoreServer:
    """Answers GET /orders/<id> and /products/<id> with what was put there; everything else is not found."""

    def __init__(self) -> None:
        self.answers: dict[str, Any] = {}
        self.asked: list[str] = []
        self._server = make_server("127.0.0.1", 0, self._serve, threaded=True)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def __enter__(self) -> "StoreServer":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join(timeout=5)
        self._server.server_close()

    def _serve(self, environ: Any, start: Any) -> Any:
        path = Request(environ).path
        self.asked.append(path)
        found = self.answers.get(path)
        body = json.dumps(found) if found is not None else ""
        return Response(body, status=200 if found is not None else 404)(environ, start)


class Asking:
    """The part of an adapter that re-reads need, over real HTTP."""

    def __init__(self, url: str, order: Read, product: Read) -> None:
        self._url, self._order, self._product = url, order, product

    def order(self, external_id: str) -> OrderSnapshot | None:
        found: OrderSnapshot | None = self._get(f"/orders/{external_id}", self._order)
        return found

    def product(self, external_id: str) -> ProductSnapshot | None:
        found: ProductSnapshot | None = self._get(f"/products/{external_id}", self._product)
        return found

    def orders(self, *, updated_since: datetime | None = None) -> Iterator[OrderSnapshot]:
        return iter(())

    def _get(self, path: str, read: Read) -> Any:
        try:
            answer = http.request("GET", self._url + path)
        except ProviderError as error:
            if error.status == 404:
                return None
            raise
        return read(fields.parse(answer.text))


@contextmanager
def answering(platform: str, order: Read, product: Read) -> Iterator[StoreServer]:
    """Have all of a platform's stores answer from one server on loopback."""
    before = platforms._makers.pop(platform, None)
    with StoreServer() as server:
        platforms.offer(platform, lambda _: Asking(server.url, order, product))  # type: ignore[arg-type,return-value]
        try:
            yield server
        finally:
            platforms._makers.pop(platform, None)
            if before is not None:
                platforms.offer(platform, before)
