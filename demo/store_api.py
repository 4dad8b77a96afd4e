"""The shop's API for its app: what Shopify's Admin API is to a real one. Bearer token, JSON.

Lists give `{"items": [...], "next_page": 2 or null}`, oldest change first.
"""

import hmac
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, Response, abort, jsonify, request
from flask.typing import ResponseReturnValue
from sqlalchemy import Select, select
from sqlalchemy.orm import InstrumentedAttribute

from demo import discounts, floor, payloads, visit
from demo.models import Order, Product, Return
from demo.runtime import this_shop

PAGE_SIZE = 50

blueprint = Blueprint("store_api", __name__, url_prefix="/api")


@blueprint.before_request
def _only_the_app() -> ResponseReturnValue | None:
    given = request.headers.get("Authorization", "")
    wanted = f"Bearer {this_shop().config.api_token}"
    if hmac.compare_digest(given.encode(), wanted.encode()):
        return None
    return _problem(401, "unauthorised", "The token is missing or wrong.")


@blueprint.get("/shop")
def shop() -> ResponseReturnValue:
    """Give the shop's own data."""
    return jsonify(payloads.shop(this_shop().config))


@blueprint.get("/products")
def products() -> ResponseReturnValue:
    """List products changed at or after `since`."""
    found, next_page = _page(select(Product), Product.updated_at, Product.id, "since")
    base = this_shop().config.base_url
    return jsonify(items=[payloads.product(p, base) for p in found], next_page=next_page)


@blueprint.get("/products/<int(max=9223372036854775807):product_id>")
def product(product_id: int) -> ResponseReturnValue:
    """Give one product."""
    found = visit.rows().get(Product, product_id)
    if found is None:
        return _problem(404, "not_found", "There is no such product.")
    return jsonify(payloads.product(found, this_shop().config.base_url))


@blueprint.get("/orders")
def orders() -> ResponseReturnValue:
    """List orders changed at or after `updated_since`, with parcels, events, refunds and returns."""
    found, next_page = _page(select(Order), Order.updated_at, Order.id, "updated_since")
    return jsonify(items=[_order(row) for row in found], next_page=next_page)


@blueprint.get("/orders/<int(max=9223372036854775807):order_id>")
def order(order_id: int) -> ResponseReturnValue:
    """Give one order, with parcels, events, refunds and returns."""
    found = visit.rows().get(Order, order_id)
    if found is None:
        return _problem(404, "not_found", "There is no such order.")
    return jsonify(_order(found))


@blueprint.post("/discounts")
def create_discount() -> ResponseReturnValue:
    """Make a code for one use. The same `key` gets the same code again."""
    given = _body("percent", "ends_at", "key")
    percent = float(given["percent"])
    if not (percent.is_integer() and 0 < percent <= 100):
        return _problem(422, "bad_percent", "percent must be a whole number from 1 to 100.")
    made = discounts.issue(
        visit.rows(),
        percent=int(percent),
        ends_at=_moment(given["ends_at"]),
        key=str(given["key"]),
        now=datetime.now(UTC),
    )
    apply_url = f"{this_shop().config.base_url}/discount/{made.code}?redirect=/cart"
    return jsonify(code=made.code, apply_url=apply_url), 201


@blueprint.post("/returns")
def create_return() -> ResponseReturnValue:
    """Ask for a return. The same `key` gets the same return again."""
    given = _body("order_id", "lines", "key")
    known = visit.rows().scalar(select(Return).where(Return.key == str(given["key"])))
    if known is not None:
        return jsonify(payloads.return_(known)), 200
    found = visit.rows().get(Order, int(given["order_id"]))
    if found is None:
        return _problem(404, "not_found", "There is no such order.")
    wanted = {int(line["line_item_id"]): int(line["quantity"]) for line in given["lines"]}
    reason, note = str(given.get("reason") or "other"), str(given.get("note") or "")
    tell = visit.announcer()
    try:
        back = floor.returns.request(found, wanted, tell, reason=reason, note=note, key=str(given["key"]))
    except floor.returns.NotReturnable as problem:
        return _problem(422, "not_returnable", str(problem))
    return jsonify(payloads.return_(back)), 201


def _order(row: Order) -> payloads.Payload:
    return payloads.order(row, this_shop().config.base_url, with_events=True)


def _page(
    query: Select[Any], changed: InstrumentedAttribute[datetime], number: InstrumentedAttribute[int], since: str
) -> tuple[list[Any], int | None]:
    page = max(1, request.args.get("page", 1, int))
    if request.args.get(since):
        query = query.where(changed >= _moment(request.args[since]))
    query = query.order_by(changed, number).offset((page - 1) * PAGE_SIZE).limit(PAGE_SIZE + 1)
    found = list(visit.rows().scalars(query))
    return found[:PAGE_SIZE], page + 1 if len(found) > PAGE_SIZE else None


def _body(*needed: str) -> dict[str, Any]:
    given = request.get_json(silent=True)
    if not isinstance(given, dict) or any(name not in given for name in needed):
        abort(_problem(422, "missing_fields", f"Needed: {', '.join(needed)}."))
    return given


def _moment(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text.replace(" ", "+"))
    except ValueError:
        abort(_problem(422, "bad_time", f"{text} is no ISO time."))
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _problem(status: int, code: str, message: str) -> Response:
    answer = jsonify(error={"code": code, "message": message})
    answer.status_code = status
    return answer
