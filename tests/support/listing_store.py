"""A store that lists what it has over HTTP on loopback, page by page, and an adapter that reads the lists.

It is no platform of the world: the orders and products are in Shopify's webhook shapes, the paths are its own. What
reading a store has to cope with (changes while it is read, faults, things that vanish) is scripted here.
"""

import json
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wrappers import Request, Response

from integration_app.kit import http
from integration_app.kit.errors import ProviderError
from integration_app.platforms import Connection, fields
from integration_app.platforms.protocol import (
    OrderSnapshot,
    PolicySnapshot,
    ProductSnapshot,
    ShippingRateSnapshot,
    ShippingZoneSnapshot,
    ShopSnapshot,
    TermsSnapshot,
    Version,
)
from integration_app.platforms.shopify import read

SHOP = {"name": "Lumen Goods", "myshopify_domain": "lumen-goods.myshopify.com", "currency": "EUR"} | {
    "primary_locale": "en",
    "iana_timezone": "Europe/Berlin",
    "country_code": "DE",
    "email": "hello@lumen.example",
}


def order(n: int, *, at: datetime, sent: bool = True, **changes: Any) -> dict[str, Any]:
    """An order of two things, paid and on its way, as Shopify tells it; ``at`` is when it was placed and changed."""
    moment = at.isoformat()
    lines = [
        {"id": n * 10 + i, "title": title, "quantity": 1 + i, "price": price, "product_id": 500 + i, "sku": f"S-{i}"}
        for i, (title, price) in enumerate((("Halo table lamp", "89.00"), ("Cabin pouch set", "24.00")))
    ]
    parcel = {
        "id": 7_000_000 + n,
        "order_id": n,
        "status": "success",
        "created_at": moment,
        "updated_at": moment,
        "tracking_company": "DHL",
        "tracking_number": f"JD{n:010d}",
        "tracking_url": f"https://dhl.example/JD{n:010d}",
        "line_items": [{"id": line["id"], "quantity": line["quantity"]} for line in lines],
    }
    buyer = {"id": 900_000 + n % 700, "email": f"buyer{n % 700}@mail.example", "first_name": "Cleo", "last_name": "M"}
    told = {
        "id": n,
        "name": f"#{n}",
        "created_at": moment,
        "processed_at": moment,
        "updated_at": moment,
        "currency": "EUR",
        "financial_status": "paid",
        "fulfillment_status": "fulfilled" if sent else None,
        "total_price": "137.00",
        "subtotal_price": "137.00",
        "email": buyer["email"],
        "customer": buyer,
        "customer_locale": "fr",
        "shipping_address": {"name": "Cleo M", "address1": "1 Rue de la Paix", "city": "Lyon", "country_code": "FR"},
        "line_items": lines,
        "fulfillments": [parcel] if sent else [],
        "refunds": [],
    }
    return told | changes


def product(n: int, *, at: datetime, **changes: Any) -> dict[str, Any]:
    """A product with two variants."""
    moment = at.isoformat()
    variants = [{"id": n * 10 + i, "title": t, "price": "89.00", "sku": f"P{n}-{t}"} for i, t in enumerate("SM")]
    told = {"id": n, "title": f"Lamp {n}", "handle": f"lamp-{n}", "status": "active", "variants": variants}
    return told | {"published_at": moment, "updated_at": moment, "body_html": "<p>Warm light.</p>"} | changes


class ListingStore:
    """What the store has, what it is asked, and what it does wrong."""

    def __init__(self, *, page: int = 50, port: int = 0) -> None:
        self.orders: dict[int, dict[str, Any]] = {}
        self.products: dict[int, dict[str, Any]] = {}
        self.terms = TermsSnapshot()
        self.asked: list[str] = []
        self.fault: Callable[[Request, int], Response | None] = lambda _request, _count: None
        """Given a request and how many came before: an answer in place of the right one."""
        self._page = page
        self._bodies: dict[int, str] = {}
        self._server = make_server("127.0.0.1", port, self._serve, threaded=True, request_handler=_Quiet)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def __enter__(self) -> "ListingStore":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join(timeout=5)
        self._server.server_close()

    def fill(self, orders: int, *, products: int = 0, until: datetime | None = None) -> None:
        """Put orders and products there, one a minute, the last one an hour ago."""
        end = until or datetime.now(UTC).replace(microsecond=0) - timedelta(hours=1)
        for n in range(1, orders + 1):
            self.orders[n] = order(n, at=end - timedelta(minutes=orders - n))
        for n in range(1, products + 1):
            self.products[n] = product(n, at=end - timedelta(minutes=products - n))

    def change(self, n: int, *, at: datetime | None = None, **changes: Any) -> None:
        """Change an order now."""
        self.orders[n] |= {"updated_at": (at or datetime.now(UTC)).isoformat(), **changes}

    def _serve(self, environ: Any, start: Any) -> Any:
        request = Request(environ)
        self.asked.append(request.full_path.rstrip("?"))
        answer = self.fault(request, len(self.asked) - 1) or self._answer(request)
        return answer(environ, start)

    def _answer(self, request: Request) -> Response:
        kind, _, id = request.path.strip("/").partition("/")
        if kind == "shop":
            return _json(SHOP)
        things = self.orders if kind.endswith("orders") else self.products
        if id:
            found = things.get(int(id))
            return _json(found) if found else Response(status=404)
        listed = self._listed(things, request.args)
        if kind.startswith("count-"):
            return _json({"count": len(listed)})
        if kind.startswith("versions-"):
            return _json({"items": [{"id": one["id"], "updated_at": one["updated_at"]} for one in listed]})
        at = int(request.args.get("from", 0))
        more = at + self._page < len(listed)
        return _json({"items": listed[at : at + self._page], "next": at + self._page if more else None})

    @staticmethod
    def _listed(things: dict[int, dict[str, Any]], asked: Any) -> list[dict[str, Any]]:
        """List what changed and was placed since, the oldest change first."""
        updated, created = asked.get("updated_since"), asked.get("created_since")
        found = [
            one
            for one in things.values()
            if (not updated or _moment(one["updated_at"]) >= _moment(updated))
            and (not created or _moment(one.get("created_at", one["updated_at"])) >= _moment(created))
        ]
        return sorted(found, key=lambda one: (_moment(one["updated_at"]), one["id"]))


class _Quiet(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"

    def log(self, type: str, message: str, *args: Any) -> None:
        """Say nothing."""


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _json(found: Any) -> Response:
    return Response(json.dumps(found), content_type="application/json")


class Listing:
    """The reading half of an adapter, over real HTTP."""

    def __init__(self, connection: Connection, store: ListingStore | None = None) -> None:
        self._url, self._store = connection.address if store is None else store.url, store

    def shop(self) -> ShopSnapshot:
        return read.shop(self._get("/shop"))

    def terms(self) -> TermsSnapshot:
        self._get("/shop")
        return self._store.terms if self._store else TermsSnapshot()

    def order(self, external_id: str) -> OrderSnapshot | None:
        found = self._find(f"/orders/{external_id}")
        return read.order(found) if found else None

    def orders(
        self, *, updated_since: datetime | None = None, created_since: datetime | None = None
    ) -> Iterator[OrderSnapshot]:
        return map(read.order, self._pages("/orders", updated_since=updated_since, created_since=created_since))

    def product(self, external_id: str) -> ProductSnapshot | None:
        found = self._find(f"/products/{external_id}")
        return read.product(found) if found else None

    def products(self, *, updated_since: datetime | None = None) -> Iterator[ProductSnapshot]:
        return map(read.product, self._pages("/products", updated_since=updated_since))

    def count(self, kind: str, *, created_since: datetime | None = None) -> int | None:
        return int(self._get(f"/count-{kind}", created_since=created_since)["count"])

    def versions(self, kind: str, *, created_since: datetime | None = None) -> Iterator[Version]:
        for one in self._get(f"/versions-{kind}", created_since=created_since)["items"]:
            yield Version(str(one["id"]), fields.moment(one, "updated_at"))

    def _pages(self, path: str, **since: datetime | None) -> Iterator[fields.Payload]:
        at: int | None = 0
        while at is not None:
            answer = self._get(path, **{"from": at}, **since)
            yield from answer["items"]
            at = answer["next"]

    def _find(self, path: str) -> fields.Payload | None:
        try:
            return self._get(path)
        except ProviderError as error:
            if error.status == 404:
                return None
            raise

    def _get(self, path: str, **asked: Any) -> fields.Payload:
        params = {key: one.isoformat() if isinstance(one, datetime) else one for key, one in asked.items() if one}
        return fields.parse(http.request("GET", self._url + path, params=params).text)


ZONES = (
    ShippingZoneSnapshot("z1", "Germany", ("DE",), (ShippingRateSnapshot("Standard", fields.to_amount("4.90")),)),
    ShippingZoneSnapshot(
        "z2",
        "Europe",
        ("FR", "CH", "AT"),
        (
            ShippingRateSnapshot("Standard", fields.to_amount("9.90"), fields.to_amount("120")),
            ShippingRateSnapshot("Express", fields.to_amount("24.00")),
        ),
    ),
    ShippingZoneSnapshot("z3", "Rest of the world", ("*",), (ShippingRateSnapshot("DHL", None),)),
)
TERMS = TermsSnapshot(
    zones=ZONES,
    payment_methods=("Visa", "PayPal", "Klarna"),
    policies=(PolicySnapshot("shipping", "Shipping policy", "We pack within one working day. Gift wrapping is free."),),
    currencies=("EUR", "CHF"),
)
