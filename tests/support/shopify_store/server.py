"""The stand-in's HTTP side: one server on loopback for any number of shops."""

import json
import threading
import time
from typing import Any

from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wrappers import Request, Response

from tests.support.shopify_store.control import control
from tests.support.shopify_store.cost import Bucket
from tests.support.shopify_store.deliveries import Sent, signed
from tests.support.shopify_store.faults import Fault, Planned
from tests.support.shopify_store.filling import fill, new_shelf
from tests.support.shopify_store.shelf import Payload
from tests.support.shopify_store.shop import Shop
from tests.support.shopify_store.tokens import Refused, Tokens

SCOPES = (
    "read_all_orders",
    "write_orders",
    "read_products",
    "read_customers",
    "read_fulfillments",
    "write_returns",
    "write_discounts",
    "read_shipping",
    "read_legal_policies",
    "read_locales",
)
"""Everything that our operations need. A write scope includes its read."""

LUMEN = "lumen-goods.myshopify.com"


class _Quiet(WSGIRequestHandler):
    def log_request(self, *_: Any) -> None:
        """Write no line a request."""


class ShopifyStore:
    """Shopify on loopback: its Admin API, executed against its own schema, and its token endpoint.

    Use it as a context manager. ``store.template`` goes into ``platforms.shopify.address.use`` (every shop has its
    own path); ``store.shop`` is the first shop, ``store.add_shop(domain)`` opens another. A shop gives::

        shop.tokens.new_access()          an access token for an hour; new_access(None) one that Shopify refuses
        shop.tokens.id_token("1001")      an ID token as App Bridge gives it (claims as keywords)
        shop.tokens.scopes = (...)        what the app may do; shop.tokens.revoke() as an uninstall does
        shop.shelf.put_order(payload)     an order (product, return) as webhooks carry it
        shop.faults.plan(Fault.THROTTLED) trouble for the next request
        shop.bucket.rate = 100            points a second; bucket.size; bucket.empty()
        shop.versions = ("2026-10",)      let the pinned version fall forward
        shop.asked, shop.operations()     what was asked, with costs
        shop.outbox                       webhooks that changes have caused, as (topic, payload)

    ``store.advance(seconds)`` moves its clock: tokens age, buckets fill. ``store.deliveries()`` takes the first shop's
    outbox, signed; ``deliveries.send(them, client)`` posts them, ``deliveries.disturbed`` repeats and shuffles them.
    """

    def __init__(
        self,
        domain: str = LUMEN,
        *,
        orders: int = 0,
        products: int = 0,
        port: int = 0,
        client_id: str = "parley-app",
        client_secret: str = "hush",
        rate: float = 100.0,
        size: float = 2000.0,
        seed: int = 1,
    ) -> None:
        self.client_id, self.client_secret = client_id, client_secret
        self._rate, self._size, self._ahead = rate, size, 0.0
        self.shops: dict[str, Shop] = {}
        self.shop = self.add_shop(domain)
        fill(self.shop.shelf, orders=orders, products=products, now=self.now(), seed=seed)
        self._server = make_server("127.0.0.1", port, self._serve, threaded=True, request_handler=_Quiet)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self.template = f"{self.url}/{{shop}}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    def __enter__(self) -> "ShopifyStore":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join(timeout=5)
        self._server.server_close()

    def add_shop(self, domain: str) -> Shop:
        """Open another shop."""
        tokens = Tokens(domain, self.client_id, self.client_secret, self.now, SCOPES)
        bucket = Bucket(self.now, self._rate, self._size)
        self.shops[domain] = Shop(domain, new_shelf(domain), tokens, bucket, self.now)
        return self.shops[domain]

    def now(self) -> float:
        """Return the stand-in's time, in seconds since 1970."""
        return time.time() + self._ahead

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self._ahead += seconds

    def deliveries(self, domain: str | None = None) -> list[Sent]:
        """Take the webhooks that a shop has to send, signed with the app's secret, the oldest first."""
        shop = self.shops[domain] if domain else self.shop
        told, shop.outbox[:] = list(shop.outbox), []
        return [signed(shop.domain, self.client_secret, topic, payload) for topic, payload in told]

    def _serve(self, environ: Any, start: Any) -> Any:
        request = Request(environ)
        domain, _, path = request.path.lstrip("/").partition("/")
        shop = self.shops.get(domain)
        if shop is None or request.method != "POST":
            return _json({"errors": "Not Found"}, 404)(environ, start)
        if path == "admin/oauth/access_token":
            return self._token(shop, request)(environ, start)
        if path.startswith("control/"):
            return _json(control(shop, path.removeprefix("control/"), request.get_json()))(environ, start)
        parts = path.split("/")
        if parts[:2] != ["admin", "api"] or parts[-1] != "graphql.json":
            return _json({"errors": "Not Found"}, 404)(environ, start)
        return self._admin(shop, request, parts[2])(environ, start)

    def _token(self, shop: Shop, request: Request) -> Response:
        asked = request.get_json() if request.is_json else request.form.to_dict()
        try:
            return _json(shop.tokens.answer(asked))
        except Refused as refused:
            return _json({"error": refused.error, "error_description": refused.error.replace("_", " ")}, refused.status)

    def _admin(self, shop: Shop, request: Request, asked: str) -> Response:
        planned = shop.faults.next()
        instead = _instead(planned)
        if instead is not None:
            return instead
        token = request.headers.get("X-Shopify-Access-Token")
        if shop.tokens.never_expires(token):
            return _json({"errors": "Non-expiring access tokens are no longer accepted for the Admin API."}, 403)
        if not shop.tokens.is_valid(token) or (planned and planned.fault is Fault.UNAUTHORIZED):
            return _json(
                {"errors": "[API] Invalid API key or access token (unrecognized login or wrong password)"}, 401
            )
        if planned and planned.fault is Fault.SLOW:
            time.sleep(planned.seconds)
        version = asked if asked in shop.versions else shop.versions[0]
        answer = shop.answer(version, request.get_json(), planned.fault if planned else None)
        if planned and planned.fault is Fault.LOST:
            return _html(502)
        return _json(answer, headers={"X-Shopify-API-Version": version})


def _instead(planned: Planned | None) -> Response | None:
    if planned is None:
        return None
    if planned.fault is Fault.TOO_MANY:
        return _json(
            {"errors": "Exceeded 2 calls per second"}, 429, headers={"Retry-After": str(planned.seconds or 2.0)}
        )
    if planned.fault is Fault.LOCKED:
        return _json({"errors": "This shop is temporarily locked."}, 423)
    if planned.fault is Fault.BROKEN:
        return _html(502)
    return _html(200) if planned.fault is Fault.NO_JSON else None


def _json(told: Payload, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    return Response(json.dumps(told), status=status, headers=headers, mimetype="application/json")


def _html(status: int) -> Response:
    return Response("<html><h1>Something went wrong</h1></html>", status=status, mimetype="text/html")
