"""Speaking to the demo shop's store API."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from integration_app.kit import http
from integration_app.kit.errors import ProviderError
from integration_app.platforms import Connection, fields
from integration_app.platforms.protocol import (
    IssuedCoupon,
    OrderSnapshot,
    ProductSnapshot,
    ReturnSnapshot,
    ShopSnapshot,
)
from integration_app.platforms.shopify import read

TOKEN = "access_token"  # noqa: S105 the secret's name
_NOT_FOUND = 404


def connect(connection: Connection) -> "DemoShop":
    """Return the adapter for the demo shop at a connection's address."""
    return DemoShop(connection.address, connection.secrets.get(TOKEN, ""))


class DemoShop:
    """One demo shop, by its base URL and its API token. It keeps :class:`Platform`'s promises."""

    def __init__(self, address: str, token: str) -> None:
        self._address = address.rstrip("/")
        self._headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}

    def shop(self) -> ShopSnapshot:
        """Return the shop's own data."""
        return read.shop(self._get("/api/shop"))

    def order(self, external_id: str) -> OrderSnapshot | None:
        """Return one order with parcels, scans, refunds and returns; None if the shop has none."""
        found = self._find(f"/api/orders/{external_id}")
        return read.order(found) if found else None

    def orders(self, *, updated_since: datetime | None = None) -> Iterator[OrderSnapshot]:
        """Yield orders changed since, oldest change first."""
        return map(read.order, self._pages("/api/orders", "updated_since", updated_since))

    def product(self, external_id: str) -> ProductSnapshot | None:
        """Return one product; None if the shop has none."""
        found = self._find(f"/api/products/{external_id}")
        return self._product(found) if found else None

    def products(self, *, updated_since: datetime | None = None) -> Iterator[ProductSnapshot]:
        """Yield products changed since."""
        return map(self._product, self._pages("/api/products", "since", updated_since))

    def issue_coupon(self, *, percent: Decimal, ends_at: datetime, key: str, email: str | None = None) -> IssuedCoupon:
        """Make one single-use code; the same key gives the same code."""
        wanted = {"percent": str(percent), "ends_at": ends_at.isoformat(), "key": key}
        made = self._post("/api/discounts", wanted)
        return IssuedCoupon(code=str(made["code"]), apply_url=str(made["apply_url"]))

    def request_return(
        self, *, order_id: str, lines: tuple[tuple[str, int], ...], reason: str, note: str, key: str
    ) -> ReturnSnapshot:
        """Ask the shop for a return; the same key asks once."""
        wanted = {
            "order_id": order_id,
            "lines": [{"line_item_id": line, "quantity": quantity} for line, quantity in lines],
            "reason": reason,
            "note": note,
            "key": key,
        }
        return read.return_(self._post("/api/returns", wanted))

    def _product(self, payload: Mapping[str, Any]) -> ProductSnapshot:
        found = read.product(payload)
        return replace(found, url=f"{self._address}/products/{found.handle}")

    def _pages(self, path: str, name: str, since: datetime | None) -> Iterator[Mapping[str, Any]]:
        page: int | None = 1
        while page:
            params = {"page": page} | ({name: since.isoformat()} if since else {})
            answer = self._get(path, params)
            yield from answer["items"]
            page = answer["next_page"]

    def _find(self, path: str) -> Mapping[str, Any] | None:
        try:
            return self._get(path)
        except ProviderError as error:
            if error.status == _NOT_FOUND:
                return None
            raise

    def _get(self, path: str, params: dict[str, Any] | None = None) -> Mapping[str, Any]:
        return _read(http.request("GET", self._address + path, params=params, headers=self._headers).text)

    def _post(self, path: str, body: dict[str, Any]) -> Mapping[str, Any]:
        return _read(http.request("POST", self._address + path, json=body, headers=self._headers).text)


def _read(body: str) -> Mapping[str, Any]:
    try:
        return fields.parse(body)
    except fields.Unreadable as error:
        raise ProviderError("The demo shop gave no JSON.", permanent=True) from error
