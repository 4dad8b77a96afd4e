"""Asking for orders: in pages whose cost stays within a query's limit, and whole however much belongs to one."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from integration_app.kit.errors import ProviderError
from integration_app.platforms import fields
from integration_app.platforms.fields import Payload, Unreadable
from integration_app.platforms.protocol import OrderSnapshot, Version
from integration_app.platforms.shopify import read
from integration_app.platforms.shopify.admin import words
from integration_app.platforms.shopify.admin.ids import gid, number, since
from integration_app.platforms.shopify.client import Client

PAGE = 4
LISTED = {"lines": 5, "parcels": 2, "scans": 5, "refunds": 2, "returns": 1}
"""Sizes within a page of orders: as much as most orders have, within the 1,000 points that one query may cost."""

ALONE = {"lines": 10, "parcels": 4, "scans": 15, "refunds": 3, "returns": 3}
"""Sizes for one order by itself."""

PARCEL = {"lines": 200, "scans": 100}
REFUND = {"lines": 150}
RETURN = {"lines": 30}
"""Sizes for a part by itself. What goes beyond is left out: nothing that a shopper asks hangs on it."""

VERSIONS_PAGE = 250
SPARE = 300.0
"""Points that lists leave for questions that somebody waits for: the cost of an order by itself, usually far less."""


def order(client: Client, external_id: str) -> OrderSnapshot | None:
    """Return one order; None if the shop has none."""
    node = fields.part(client.ask("order", id=gid("Order", external_id), **ALONE), "order")
    return _read(_completed(client, node, ALONE)) if node else None


def orders(
    client: Client, *, updated_since: datetime | None = None, created_since: datetime | None = None
) -> Iterator[OrderSnapshot]:
    """Yield orders by the time of their last change."""
    query = since(updated_at=updated_since, created_at=created_since)
    patient = replace(client, spare=SPARE)
    for node in pages(patient, "orders", "orders", query=query, first=PAGE, **LISTED):
        yield _read(_completed(patient, node, LISTED))


def versions(client: Client, kind: str, *, created_since: datetime | None = None) -> Iterator[Version]:
    """Yield the id and time of every order or product."""
    query, operation = since(created_at=created_since), f"{kind.removesuffix('s')}_versions"
    for node in pages(replace(client, spare=SPARE), operation, kind, query=query, first=VERSIONS_PAGE):
        yield Version(fields.needed(node, "legacyResourceId"), fields.moment(node, "updatedAt"))


def count(client: Client, kind: str, *, created_since: datetime | None = None) -> int | None:
    """Say how many orders or products there are."""
    answer = client.ask(f"{kind}_count", query=since(created_at=created_since))
    return fields.whole(fields.part(answer, f"{kind}Count"), "count")


def pages(client: Client, operation: str, *path: str, **variables: Any) -> Iterator[Payload]:
    """Yield what all pages of a connection hold; ``path`` leads to the connection in the answer."""
    after: str | None = None
    while True:
        found = client.ask(operation, after=after, **variables)
        for name in path:
            found = fields.part(found, name)
        yield from fields.parts(found, "nodes")
        info = fields.part(found, "pageInfo")
        after = fields.text(info, "endCursor", limit=500) if info.get("hasNextPage") is True else None
        if after is None:
            return


def _completed(client: Client, node: Payload, sizes: dict[str, int]) -> Payload:
    """Ask for what did not fit into the page that an order came in."""
    id, whole = node.get("id"), dict(node)
    if words.goes_on(node, "lineItems"):
        whole["lineItems"] = {"nodes": list(pages(client, "order_lines", "order", "lineItems", id=id))}
    if _more(node, "fulfillments", sizes["parcels"], "events", "fulfillmentLineItems"):
        ids = _ids(client, "order_parcels", id, "fulfillments")
        whole["fulfillments"] = [fields.part(client.ask("parcel", id=one, **PARCEL), "fulfillment") for one in ids]
    if _more(node, "refunds", sizes["refunds"], "refundLineItems"):
        ids = _ids(client, "order_refunds", id, "refunds")
        whole["refunds"] = [fields.part(client.ask("refund", id=one, **REFUND), "refund") for one in ids]
    returned = words.nodes(node, "returns")
    if words.goes_on(node, "returns") or any(words.goes_on(one, "returnLineItems") for one in returned):
        whole["returns"] = {"nodes": list(pages(client, "order_returns", "order", "returns", id=id, **RETURN))}
    return whole


def _more(node: Payload, key: str, size: int, *inner: str) -> bool:
    """Say whether a list without a cursor, or what is in its things, may have been cut."""
    listed = fields.parts(node, key)
    return len(listed) >= size or any(words.goes_on(one, name) for one in listed for name in inner)


def _ids(client: Client, operation: str, id: Any, key: str) -> list[str]:
    listed = fields.parts(fields.part(client.ask(operation, id=id), "order"), key)
    return [fields.needed(one, "id") for one in listed]


def _read(node: Payload) -> OrderSnapshot:
    try:
        return read.order(words.order(node))
    except Unreadable as error:
        raise ProviderError(f"Order {number(node)} could not be read: {error}", permanent=True) from error
