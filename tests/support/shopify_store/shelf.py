"""What a shop holds: orders, products and the rest, each as Shopify's webhooks carry it.

That is the whole truth here; the Admin's answers are drawn from it, so that both tell the same of the same order.
"""

import base64
import bisect
import copy
import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.support.shopify_store import search

Payload = dict[str, Any]


@dataclass
class Rows:
    """Payloads by id, in the order of their last change."""

    by_id: dict[int, Payload] = field(default_factory=dict)
    _sorted: list[tuple[Any, int]] | None = None

    def put(self, payload: Payload) -> None:
        """Add or replace one."""
        self.by_id[int(payload["id"])] = payload
        self._sorted = None

    def remove(self, id: int) -> Payload | None:
        """Take one away."""
        self._sorted = None
        return self.by_id.pop(id, None)

    def page(self, query: str | None, first: int, after: str | None) -> tuple[list[Payload], bool]:
        """Return a page sorted by the last change, and whether more follows."""
        fits, rows = search.test(query), self._by_change()
        place = bisect.bisect_right(rows, _place(after)) if after else self._first_place(query)
        found: list[Payload] = []
        for _, id in itertools.islice(rows, place, None):
            payload = self.by_id[id]
            if fits(payload):
                if len(found) == first:
                    return found, True
                found.append(payload)
        return found, False

    def count(self, query: str | None) -> int:
        """Count what a search finds."""
        fits = search.test(query)
        return sum(1 for payload in self.by_id.values() if fits(payload)) if query else len(self.by_id)

    def _by_change(self) -> list[tuple[Any, int]]:
        if self._sorted is None:
            self._sorted = sorted((search.moment(one["updated_at"]), id) for id, one in self.by_id.items())
        return self._sorted

    def _first_place(self, query: str | None) -> int:
        """Skip what is older than an ``updated_at:>=``, as Shopify's index does."""
        for name, sign, value in search._TERM.findall(query or ""):
            if name == "updated_at" and sign.startswith(">"):
                return bisect.bisect_left(self._by_change(), (search.moment(value.strip("'\"")), 0))
        return 0


def cursor(payload: Mapping[str, Any]) -> str:
    """Return the place of a payload in the list, for who comes again."""
    told = f"{search.moment(payload['updated_at']).isoformat()}|{payload['id']}"
    return base64.b64encode(told.encode()).decode()


def _place(text: str) -> tuple[Any, int]:
    at, _, id = base64.b64decode(text).decode().partition("|")
    return search.moment(at), int(id)


@dataclass
class Shelf:
    """Everything in a shop."""

    shop: Payload
    orders: Rows = field(default_factory=Rows)
    products: Rows = field(default_factory=Rows)
    returns: dict[int, Payload] = field(default_factory=dict)
    scans: dict[int, list[Payload]] = field(default_factory=dict)
    """By fulfilment: what carriers told, as fulfillment_events/create carries it."""
    discounts: dict[int, Payload] = field(default_factory=dict)
    policies: list[Payload] = field(default_factory=list)
    profiles: list[Payload] = field(default_factory=list)
    wallets: list[str] = field(default_factory=list)
    locales: list[Payload] = field(default_factory=list)
    reasons: list[Payload] = field(default_factory=list)
    bulk: dict[int, Payload] = field(default_factory=dict)
    jobs: dict[str, int] = field(default_factory=dict)
    """How often each is still told to be under way."""
    invoices: list[tuple[int, str | None]] = field(default_factory=list)
    """(order, address) of each mail that was sent."""
    _ids: Any = field(default_factory=lambda: itertools.count(7_000_000_001), repr=False)

    def new_id(self) -> int:
        """Return an id that nothing has."""
        return int(next(self._ids))

    def put_order(self, payload: Mapping[str, Any], *, scans: Sequence[Mapping[str, Any]] = ()) -> Payload:
        """Put an order as a webhook carries it, with its carriers' scans."""
        own = copy.deepcopy(dict(payload))
        self.orders.put(own)
        for scan in scans:
            self.scans.setdefault(int(scan["fulfillment_id"]), []).append(dict(scan))
        return own

    def put_product(self, payload: Mapping[str, Any]) -> Payload:
        """Put a product as a webhook carries it."""
        own = copy.deepcopy(dict(payload))
        self.products.put(own)
        return own

    def put_return(self, payload: Mapping[str, Any]) -> Payload:
        """Put a return as a webhook carries it."""
        own = copy.deepcopy(dict(payload))
        self.returns[int(own["id"])] = own
        return own

    def returns_of(self, order_id: int) -> list[Payload]:
        """List an order's returns."""
        return [one for one in self.returns.values() if int(one["order"]["id"]) == order_id]

    def parcel(self, id: int) -> tuple[Payload, Payload] | None:
        """Find (order, fulfilment) by the fulfilment's id."""
        return self._part("fulfillments", id)

    def refund(self, id: int) -> tuple[Payload, Payload] | None:
        """Find (order, refund) by the refund's id."""
        return self._part("refunds", id)

    def _part(self, kind: str, id: int) -> tuple[Payload, Payload] | None:
        for order in self.orders.by_id.values():
            for part in order.get(kind) or []:
                if int(part["id"]) == id:
                    return order, part
        return None
