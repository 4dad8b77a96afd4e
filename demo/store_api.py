"""What the shop's app may read: what Shopify's Admin API is to a real one. Bearer token, JSON.

Lists give `{"items": [...], "next_page": 2 or null}`, oldest change first.
"""

from typing import Any

from flask import jsonify, request
from flask.typing import ResponseReturnValue
from sqlalchemy import Select, func, select

from demo import payloads, visit
from demo.app_calls import guarded, missing, moment, page
from demo.models import Order, Product
from demo.runtime import this_shop

blueprint = guarded("store_api")

NUMBER = "<int(max=9223372036854775807):number>"
LISTS: dict[str, type[Order | Product]] = {"orders": Order, "products": Product}


@blueprint.get("/shop")
def shop() -> ResponseReturnValue:
    """Give the shop's own data."""
    return jsonify(payloads.shop(this_shop().config))


@blueprint.get("/terms")
def terms() -> ResponseReturnValue:
    """Give where the shop sends, how it is paid and what it promises."""
    return jsonify(payloads.terms(this_shop().config))


@blueprint.get("/products")
def products() -> ResponseReturnValue:
    """List products changed at or after `since`."""
    found, next_page = page(select(Product), Product.updated_at, Product.id, "since")
    base = this_shop().config.base_url
    return jsonify(items=[payloads.product(p, base) for p in found], next_page=next_page)


@blueprint.get(f"/products/{NUMBER}")
def product(number: int) -> ResponseReturnValue:
    """Give one product."""
    found = visit.rows().get(Product, number)
    if found is None:
        return missing("product")
    return jsonify(payloads.product(found, this_shop().config.base_url))


@blueprint.get("/orders")
def orders() -> ResponseReturnValue:
    """List orders changed at or after `updated_since`, with parcels, events, refunds and returns."""
    found, next_page = page(_made_since(Order), Order.updated_at, Order.id, "updated_since")
    return jsonify(items=[_order(row) for row in found], next_page=next_page)


@blueprint.get(f"/orders/{NUMBER}")
def order(number: int) -> ResponseReturnValue:
    """Give one order, with parcels, events, refunds and returns."""
    found = visit.rows().get(Order, number)
    return missing("order") if found is None else jsonify(_order(found))


@blueprint.get("/<any(orders, products):kind>/count")
def count(kind: str) -> ResponseReturnValue:
    """Say how many there are, made at or after `created_since`."""
    wanted = select(func.count()).select_from(_made_since(LISTS[kind]).subquery())
    return jsonify(count=visit.rows().scalar(wanted))


@blueprint.get("/<any(orders, products):kind>/versions")
def versions(kind: str) -> ResponseReturnValue:
    """List ids and times only, made at or after `created_since`."""
    model = LISTS[kind]
    found, next_page = page(_made_since(model), model.updated_at, model.id, "updated_since")
    items = [{"id": str(row.id), "updated_at": row.updated_at.isoformat()} for row in found]
    return jsonify(items=items, next_page=next_page)


def _made_since(model: type[Order | Product]) -> Select[Any]:
    since = request.args.get("created_since")
    return select(model).where(model.created_at >= moment(since)) if since else select(model)


def _order(row: Order) -> payloads.Payload:
    return payloads.order(row, this_shop().config.base_url, with_events=True)
