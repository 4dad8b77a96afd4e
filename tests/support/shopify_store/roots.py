"""Where questions begin: the fields of the query root that our operations ask."""

from typing import Any

from graphql import GraphQLError

from tests.support.shopify_store import shelf
from tests.support.shopify_store.parcel_fields import piece
from tests.support.shopify_store.resolving import check_size, field, number, page


def _rows(rows: shelf.Rows, query: str | None, first: int | None, after: str | None) -> dict[str, Any]:
    nodes, more = rows.page(query, check_size(first), after)
    end = shelf.cursor(nodes[-1]) if nodes else None
    return {"nodes": nodes, "pageInfo": {"hasNextPage": more, "endCursor": end}}


@field("QueryRoot", "orders", scope="read_orders")
def _orders(_: Any, info: Any, query: str | None = None, first: Any = None, after: Any = None, **__: Any) -> Any:
    return _rows(info.context.shelf.orders, info.context.within_window(query), first, after)


@field("QueryRoot", "ordersCount", scope="read_orders")
def _orders_count(_: Any, info: Any, query: str | None = None, **__: Any) -> Any:
    return {"count": info.context.shelf.orders.count(info.context.within_window(query)), "precision": "EXACT"}


@field("QueryRoot", "order", scope="read_orders")
def _order(_: Any, info: Any, id: str) -> Any:
    return info.context.shelf.orders.by_id.get(number(id))


@field("QueryRoot", "products", scope="read_products")
def _products(_: Any, info: Any, query: str | None = None, first: Any = None, after: Any = None, **__: Any) -> Any:
    return _rows(info.context.shelf.products, query, first, after)


@field("QueryRoot", "productsCount", scope="read_products")
def _products_count(_: Any, info: Any, query: str | None = None, **__: Any) -> Any:
    return {"count": info.context.shelf.products.count(query), "precision": "EXACT"}


@field("QueryRoot", "product", scope="read_products")
def _product(_: Any, info: Any, id: str) -> Any:
    return info.context.shelf.products.by_id.get(number(id))


@field("QueryRoot", "fulfillment", scope="read_orders")
def _fulfillment(_: Any, info: Any, id: str) -> Any:
    found = info.context.shelf.parcel(number(id))
    return found[1] if found else None


@field("QueryRoot", "refund", scope="read_orders")
def _refund(_: Any, info: Any, id: str) -> Any:
    found = info.context.shelf.refund(number(id))
    return found[1] if found else None


@field("QueryRoot", "return", scope="read_returns")
def _return(_: Any, info: Any, id: str) -> Any:
    return info.context.shelf.returns.get(number(id))


@field("QueryRoot", "shop")
def _shop(_: Any, info: Any) -> Any:
    return info.context.shelf.shop


@field("QueryRoot", "shopLocales", scope="read_locales")
def _locales(_: Any, info: Any, **__: Any) -> Any:
    return info.context.shelf.locales


@field("QueryRoot", "returnReasonDefinitions", scope="read_returns")
def _reasons(_: Any, info: Any, first: Any = None, after: Any = None, **__: Any) -> Any:
    return page(info.context.shelf.reasons, first, after)


@field("QueryRoot", "deliveryProfiles", scope="read_shipping")
def _profiles(_: Any, info: Any, first: Any = None, after: Any = None, **__: Any) -> Any:
    return page(info.context.shelf.profiles, first, after)


@field("QueryRoot", "deliveryProfile", scope="read_shipping")
def _profile(_: Any, info: Any, id: str) -> Any:
    return next((one for one in info.context.shelf.profiles if one["id"] == number(id)), None)


@field("QueryRoot", "job")
def _job(_: Any, info: Any, id: str) -> Any:
    left = info.context.shelf.jobs.get(id)
    if left is None:
        return None
    info.context.shelf.jobs[id] = max(0, left - 1)
    return {"id": id, "done": left <= 0}


@field("QueryRoot", "returnableFulfillments", scope="read_returns")
def _returnable(_: Any, info: Any, orderId: str, first: Any = None, after: Any = None, **__: Any) -> Any:  # noqa: N803
    shop = info.context.shelf
    order = shop.orders.by_id.get(number(orderId))
    if order is None:
        raise GraphQLError("Order does not exist")
    taken = _returned_pieces(shop, int(order["id"]))
    found = []
    for parcel in order.get("fulfillments") or []:
        if parcel.get("status") != "success":
            continue
        lines = []
        for line in parcel["line_items"]:
            used = min(taken.get(int(line["id"]), 0), line["quantity"])
            taken[int(line["id"])] = taken.get(int(line["id"]), 0) - used
            if line["quantity"] > used:
                lines.append({"quantity": line["quantity"] - used, "fulfillmentLineItem": piece(parcel, line)})
        if lines:
            found.append({"id": parcel["id"], "fulfillment": parcel, "lines": lines})
    return page(found, first, after)


def _returned_pieces(shop: shelf.Shelf, order_id: int) -> dict[int, int]:
    taken: dict[int, int] = {}
    for one in shop.returns_of(order_id):
        if str(one["status"]).lower() not in {"declined", "canceled"}:
            for line in one["return_line_items"]:
                id = int(line["fulfillment_line_item"]["line_item"]["id"])
                taken[id] = taken.get(id, 0) + line["quantity"]
    return taken


@field("ReturnableFulfillment", "returnableFulfillmentLineItems")
def _returnable_lines(source: Any, _: Any, first: Any = None, after: Any = None, **__: Any) -> Any:
    return page(source["lines"], first, after)
