"""Calls to a store's REST API, signed as the ``woocommerce`` package signs them.

Over https the keys go as Basic authentication, over http each call is signed (OAuth 1.0a): WooCommerce takes nothing
else there. Measured traps that are kept out here: a query stands in ``params`` and never in the path, no value is a
list, pages are asked for by number since the Link header repeats the signature and may hold both keys in clear.
"""

import json
import random
import socket
import time
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode, urlsplit

from woocommerce.oauth import OAuth

from integration_app.kit import http
from integration_app.kit.errors import ProviderError
from integration_app.kit.public_address import Resolver
from integration_app.platforms import Connection
from integration_app.platforms.fields import Payload
from integration_app.platforms.woocommerce import failures

API = "wp-json/wc/v3"
PER_PAGE = 100
"""The most that WooCommerce gives at once."""

TIMEOUT = (5.0, 30.0)
"""Seconds. A hundred orders take small shops ten and more."""

_TRIES = 3
_PAUSE = 0.5
"""Seconds before the second try; doubled each time, give or take a third, so that many stores do not ask in step."""

_AGENT = "Parley"


@dataclass(frozen=True)
class Page:
    """One page of a list."""

    items: tuple[Payload, ...]
    total: int | None
    """How many there are on all pages."""


class Client:
    """Speaks to one store."""

    def __init__(
        self,
        address: str,
        key: str,
        secret: str,
        *,
        timeout: tuple[float, float] = TIMEOUT,
        tries: int = _TRIES,
        pause: Callable[[float], None] = time.sleep,
        resolver: Resolver = socket.getaddrinfo,
    ) -> None:
        self.address, self.host = address.rstrip("/"), urlsplit(address).netloc
        self._key, self._secret = key, secret
        self._timeout, self._tries, self._pause, self._resolver = timeout, tries, pause, resolver

    def get(self, path: str, **params: str | int) -> Any:
        """Return what stands at a path below the API. :raises ProviderError:"""
        return self._get(path, params)[0]

    def find(self, path: str, **params: str | int) -> Payload | None:
        """Return one resource; None if the store has none."""
        try:
            found = self.get(path, **params)
        except failures.Rejected as error:
            if error.status == 404:
                return None
            raise
        return found if isinstance(found, dict) else None

    def page(self, path: str, params: Mapping[str, str | int]) -> Page:
        """Return one page of a list."""
        found, total = self._get(path, params)
        if not isinstance(found, list):
            raise failures.NotJson(self.host, 200)
        return Page(tuple(one for one in found if isinstance(one, dict)), total)

    def post(self, path: str, body: Mapping[str, Any]) -> Payload:
        """Make something. It is tried once: whether it happened is for the caller to find out."""
        return self._write("POST", path, body)

    def put(self, path: str, body: Mapping[str, Any]) -> Payload:
        """Change something."""
        return self._write("PUT", path, body)

    def delete(self, path: str) -> None:
        """Delete something for good; what is gone already is fine."""
        try:
            self._send("DELETE", path, {"force": "true"}, None)
        except failures.Rejected as error:
            if error.status != 404:
                raise

    def public(self, path: str, **params: str | int) -> Any:
        """Return what WordPress tells everybody below wp-json/, without keys."""
        return self._retried(lambda: _json(self._call("GET", f"{self.address}/wp-json/{path}", params, {}), self.host))

    def front_page(self) -> str:
        """Return the HTML of the shop's front page; empty where it shows none."""
        try:
            return str(self._call("GET", f"{self.address}/", {}, {"Accept": "text/html"}).text)
        except ProviderError:
            return ""

    def _get(self, path: str, params: Mapping[str, str | int]) -> tuple[Any, int | None]:
        answer = self._retried(lambda: self._send("GET", path, params, None))
        total = answer.headers.get("X-WP-Total", "")
        return _json(answer, self.host), int(total) if total.isdigit() else None

    def _write(self, method: str, path: str, body: Mapping[str, Any]) -> Payload:
        found = _json(self._send(method, path, {}, body), self.host)
        return found if isinstance(found, dict) else {}

    def _retried(self, ask: Callable[[], Any]) -> Any:
        """Ask again where the failure may pass; reading twice harms nobody."""
        for attempt in range(1, self._tries):
            try:
                return ask()
            except ProviderError as error:
                if error.permanent:
                    raise
            self._pause(_PAUSE * 2**attempt * random.uniform(0.67, 1.33))  # noqa: S311 spreads load, hides nothing
        return ask()

    def _send(self, method: str, path: str, params: Mapping[str, str | int], body: Mapping[str, Any] | None) -> Any:
        url, headers = f"{self.address}/{API}/{path}", {}
        if url.startswith("https://"):
            headers["Authorization"] = "Basic " + b64encode(f"{self._key}:{self._secret}".encode()).decode()
            return self._call(method, url, params, headers, body)
        query = f"?{urlencode(params)}" if params else ""
        signed = OAuth(url + query, self._key, self._secret, version="wc/v3", method=method).get_oauth_url()
        return self._call(method, signed, {}, headers, body)

    def _call(
        self,
        method: str,
        url: str,
        params: Mapping[str, str | int],
        headers: dict[str, str],
        body: Mapping[str, Any] | None = None,
    ) -> Any:
        said = {"Accept": "application/json", "User-Agent": _AGENT, **headers}
        data = None if body is None else json.dumps(body, ensure_ascii=False).encode()
        if data is not None:
            said["Content-Type"] = "application/json;charset=utf-8"
        try:
            answer = http.request(
                method,
                url,
                params=dict(params) or None,
                headers=said,
                data=data,
                timeout=self._timeout,
                public_only=True,
                resolver=self._resolver,
            )
        except ProviderError as error:
            raise failures.understood(error, self.host) from None
        if answer.status_code >= 300:
            raise failures.Moved(self.host, answer.status_code, answer.headers.get("Location", ""))
        return answer


def of(connection: Connection) -> Client:
    """Return what speaks to a connection's store. :raises NoKeys: if it was connected without any."""
    key, secret = connection.secrets.get("consumer_key"), connection.secrets.get("consumer_secret")
    if not key or not secret:
        raise failures.NoKeys(connection.address)
    return Client(connection.address, key, secret)


def _json(answer: Any, host: str) -> Any:
    """Read an answer with exact numbers; some stores put a byte-order mark before it."""
    try:
        return json.loads(answer.content.decode("utf-8-sig"), parse_float=Decimal)
    except (ValueError, RecursionError):
        raise failures.NotJson(host, answer.status_code) from None
