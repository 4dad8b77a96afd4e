"""One shop of the stand-in: what it holds, who may ask, what it costs."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from graphql import execute_sync

from tests.support.shopify_store import (
    cost,
    discounts,
    order_fields,
    order_writes,
    parcel_fields,
    product_fields,
    resolving,
    return_writes,
    roots,
    shop_fields,
)
from tests.support.shopify_store.cost import Bucket
from tests.support.shopify_store.faults import Fault, Faults
from tests.support.shopify_store.schema import formatted, prepared, schema
from tests.support.shopify_store.shelf import Payload, Shelf
from tests.support.shopify_store.tokens import Tokens

ANSWERED_BY = (roots, order_fields, parcel_fields, product_fields, shop_fields, order_writes, return_writes, discounts)
"""Loaded for the fields that they register."""

WINDOW = timedelta(days=60)
"""How far back orders are shown without ``read_all_orders``."""


@dataclass(frozen=True)
class Asked:
    """A request that was answered."""

    operation: str
    variables: dict[str, Any]
    cost: int
    outcome: str
    """"ok", or what went wrong: "throttled", "errors"."""


@dataclass
class Shop:
    """One shop; put things on its ``shelf``, plan ``faults``, read ``asked`` and ``outbox``."""

    domain: str
    shelf: Shelf
    tokens: Tokens
    bucket: Bucket
    now: Callable[[], float]
    faults: Faults = field(default_factory=Faults)
    asked: list[Asked] = field(default_factory=list)
    unapproved: set[str] = field(default_factory=set)
    """Objects ("Order") and fields ("email") that Shopify has not approved for this app."""
    outbox: list[tuple[str, Payload]] = field(default_factory=list)
    """(topic, payload) of the webhooks that changes made here have caused."""
    done: dict[str, tuple[str, Any]] = field(default_factory=dict)
    """What mutations with an idempotency key answered: (arguments, answer) by key."""
    versions: tuple[str, ...] = ("2026-07", "2026-10")
    """Versions that are served; any other is answered by the oldest of them, as Shopify falls forward."""

    def operations(self) -> list[str]:
        """List the operations that were asked, in order."""
        return [one.operation for one in self.asked]

    def within_window(self, query: str | None) -> str | None:
        """Narrow a search of orders to the last 60 days, unless all orders may be read."""
        if "read_all_orders" in self.tokens.scopes:
            return query
        since = datetime.fromtimestamp(self.now(), UTC) - WINDOW
        return f"{query or ''} created_at:>='{since.isoformat()}'"

    def answer(self, version: str, told: Payload, fault: Fault | None = None) -> Payload:
        """Execute one request against Shopify's schema, at its cost."""
        text, variables = str(told.get("query")), told.get("variables") or {}
        ready = prepared(version, text)
        name = _name_of(ready.document)
        if ready.document is None or ready.errors:
            self._note(name, variables, 0, "errors")
            return {"errors": formatted(ready.errors)}
        api = schema(version)
        price = cost.requested(api, ready.document, variables)
        if price > cost.MOST:
            self._note(name, variables, price, "too dear")
            return {"errors": [_too_dear(price)]}
        if fault is Fault.THROTTLED:
            self.bucket.empty()
        if fault is Fault.THROTTLED or not self.bucket.take(price):
            self._note(name, variables, price, "throttled")
            return {"errors": [_THROTTLED], "extensions": self._cost(price, None)}
        context = Call(self)
        result = execute_sync(
            api,
            ready.document,
            context_value=context,
            variable_values=variables,
            field_resolver=resolving.resolve,
            type_resolver=_type_of,
        )
        used = min(price, cost.actual(result.data, mutation=context.wrote))
        self.bucket.give_back(price - used)
        self._note(name, variables, used, "errors" if result.errors else "ok")
        answer: Payload = {"data": result.data, "extensions": self._cost(price, used)}
        return answer | ({"errors": formatted(result.errors)} if result.errors else {})

    def _cost(self, price: int, used: int | None) -> Payload:
        state = self.bucket.state()
        return {"cost": {"requestedQueryCost": price, "actualQueryCost": used, "throttleStatus": state}}

    def _note(self, operation: str, variables: Any, price: int, outcome: str) -> None:
        self.asked.append(Asked(operation, dict(variables), price, outcome))


@dataclass
class Call:
    """What resolvers know of the request."""

    shop: Shop
    wrote: bool = False

    @property
    def shelf(self) -> Shelf:
        """Return what the shop holds."""
        return self.shop.shelf

    def within_window(self, query: str | None) -> str | None:
        """Narrow a search to what this app may see."""
        return self.shop.within_window(query)


_THROTTLED = {
    "message": "Throttled",
    "extensions": {"code": "THROTTLED", "documentation": "https://shopify.dev/api/usage/rate-limits"},
}


def _too_dear(price: int) -> Payload:
    message = f"Query cost is {price}, which exceeds the single query max cost limit ({cost.MOST})."
    return {"message": message, "extensions": {"code": "MAX_COST_EXCEEDED", "cost": price, "maxCost": cost.MOST}}


def _name_of(document: Any) -> str:
    for one in document.definitions if document else ():
        if getattr(one, "operation", None) is not None:
            return one.name.value if one.name else "?"
    return "?"


def _type_of(value: Any, info: Any, type_: Any) -> str:
    if type_.name == "ReturnLineItemType":
        return "ReturnLineItem"
    return str(value["__typename"])
