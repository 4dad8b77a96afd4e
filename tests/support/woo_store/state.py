"""What the store holds, and how it changes."""

import copy
import itertools
import json
import threading
import time
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.support.woo_store import captures
from tests.support.woo_store.hooks import Hooks
from tests.support.woo_store.oauth import Key

Row = dict[str, Any]
STATUSES = (
    "auto-draft",
    "pending",
    "processing",
    "on-hold",
    "completed",
    "cancelled",
    "refunded",
    "failed",
    "checkout-draft",
)

TEMPLATE = "order-update-processing"


class Table:
    """Rows by id, with their JSON kept ready: ten thousand orders are told in moments."""

    def __init__(self) -> None:
        self.rows: dict[int, Row] = {}
        self._json: dict[int, str] = {}
        self._sorted: tuple[str, list[Row]] | None = None

    def put(self, row: Row) -> Row:
        """Add a row, or note that it changed."""
        self.rows[row["id"]] = row
        self._json.pop(row["id"], None)
        self._sorted = None
        return row

    def drop(self, id: int) -> Row:
        """Take a row out."""
        self._sorted = None
        self._json.pop(id, None)
        return self.rows.pop(id)

    def json(self, row: Row) -> str:
        """Return a row's JSON."""
        found = self._json.get(row["id"])
        if found is None:
            found = self._json[row["id"]] = json.dumps(row, ensure_ascii=False)
        return found

    def by(self, key: str) -> list[Row]:
        """Return the rows in order of a column and their id."""
        if self._sorted is None or self._sorted[0] != key:
            self._sorted = (key, sorted(self.rows.values(), key=lambda row: (row.get(key) or "", row["id"])))
        return self._sorted[1]


class WooStore:
    """One shop: its keys, goods, orders and webhooks."""

    def __init__(
        self, *, name: str = "Peer Outdoor Shop", key: Key | None = None, timezone: str = "Europe/Berlin"
    ) -> None:
        self.name, self.zone, self.url = name, ZoneInfo(timezone), "http://127.0.0.1"
        self.plugins = ["wc/v3", "wc/v2", "wc/v1", "wp/v2", "oembed/1.0"]
        own = key or Key()
        self.keys = {own.key: own}
        self.lock = threading.RLock()
        self.orders, self.products, self.coupons, self.customers = Table(), Table(), Table(), Table()
        self.variations = Table()
        self.refunds: dict[int, list[Row]] = {}
        self.notes: dict[int, list[Row]] = {}
        self.trash: dict[str, dict[int, Row]] = {"orders": {}, "products": {}, "coupons": {}}
        self.pages: list[Row] = []
        self.settings: list[Row] = captures.body("settings-general")
        self.terms_page = 0
        self.gateways: list[Row] = captures.body("payment-gateways")
        self.zones: list[Row] = captures.body("shipping-zones")
        self.locations: dict[int, list[Row]] = {1: [{"code": "DE", "type": "country"}]}
        self.methods: dict[int, list[Row]] = {}
        self.mails: list[tuple[str, int]] = []
        """(what, order): mails that the store would have sent."""
        self.faults: list[Fault] = []
        self.asked: list[tuple[str, str]] = []
        """(method, path) of every call, oldest first."""
        self.hosts: dict[str, str] = {}
        """Where names lead that no DNS knows: {"https://parley.example": "http://127.0.0.1:8141"}."""
        self.ids = itertools.count(1)
        self.hooks = Hooks(self)
        self.ahead = timedelta()
        self._templates: dict[str, str] = {}

    def now(self) -> datetime:
        """Return the store's own time, which may be set ahead."""
        return datetime.now(UTC).replace(microsecond=0) + self.ahead

    def stamp(self, row: Row, name: str, at: datetime | None) -> Row:
        """Write a time as WooCommerce does: the shop's own clock, and again in UTC."""
        row[name] = at.astimezone(self.zone).strftime("%Y-%m-%dT%H:%M:%S") if at else None
        row[f"{name}_gmt"] = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S") if at else None
        return row

    def fresh_id(self) -> int:
        """Return the next id: WordPress counts everything in one row of numbers."""
        while (found := next(self.ids)) in self.orders.rows or found in self.products.rows:
            pass
        return found

    # Things that happen in the store, as tests and people at its desk cause them

    def load(self, *names: str) -> None:
        """Take over recorded resources: "order-guest", "product-variable", …"""
        for name in names:
            for row in _each(captures.body(name)):
                self._table_of(name, row).put(self._at_home(row))

    def change_order(self, id: int, *, at: datetime | None = None, **columns: Any) -> Row:
        """Change an order, as somebody in the store's admin does."""
        with self.lock:
            row = self.orders.rows[id] | columns
            self.stamp(row, "date_modified", at or self.now())
            self.orders.put(row)
        self.hooks.fire("order.updated", id)
        return row

    def forget(self, kind: str, id: int) -> None:
        """Delete for good: no webhook tells of an order."""
        with self.lock:
            getattr(self, kind).drop(id)

    def order_like(
        self, template: str = "order-update-processing", *, at: datetime | None = None, **columns: Any
    ) -> Row:
        """Add an order made after a recorded one; no webhook is sent."""
        row = self._like(template)
        row["id"] = columns.pop("id", None) or self.fresh_id()
        row["number"], row["order_key"] = str(row["id"]), f"wc_order_{row['id']}"
        moment = at or self.now()
        for name in ("date_created", "date_modified"):
            self.stamp(row, name, moment)
        row |= copy.deepcopy(columns)
        with self.lock:
            return self.orders.put(row)

    def _like(self, template: str) -> Row:
        if template not in self._templates:
            self._templates[template] = json.dumps(self._at_home(next(iter(_each(captures.body(template))))))
        row: Row = json.loads(self._templates[template])
        return row

    def _table_of(self, name: str, row: Row) -> Table:
        if row.get("type") == "variation":
            return self.variations
        return getattr(self, f"{name.partition('-')[0].removesuffix('s')}s")  # type: ignore[no-any-return]

    def _at_home(self, row: Row) -> Row:
        home: Row = json.loads(json.dumps(row).replace("http://127.0.0.1:8890", self.url))
        return home


class Fault:
    """Something that goes wrong the next times a path is asked for."""

    def __init__(
        self,
        path: str,
        *,
        status: int = 0,
        body: str = "",
        kind: str = "text/html",
        times: int = 1,
        seconds: float = 0,
        lost: bool = False,
        method: str = "",
    ) -> None:
        self.path, self.status, self.body, self.kind = path, status, body, kind
        self.left, self.seconds, self.lost, self.method = times, seconds, lost, method

    def meets(self, method: str, path: str) -> bool:
        """Say whether this call is hit, and count it."""
        if self.left <= 0 or self.path not in path or (self.method and self.method != method):
            return False
        self.left -= 1
        time.sleep(self.seconds)
        return True


def _each(found: Any) -> Iterable[Row]:
    return found if isinstance(found, list) else [found]
