"""Products, variations, coupons and customers."""

import re
from typing import Any

from tests.support.woo_store import captures
from tests.support.woo_store.listing import Answer, Call, listing, page, problem
from tests.support.woo_store.orders import merge_meta
from tests.support.woo_store.state import Row, WooStore

_INVALID = "Invalid ID."
_SETTABLE = ("amount", "discount_type", "description", "individual_use", "usage_limit", "usage_limit_per_user")


def list_products(call: Call) -> Answer:
    """Answer a page of products, without variations."""
    sku = call.params.get("sku")
    return listing(call, call.store.products, lambda row: not sku or row["sku"] == sku)


def get_product(call: Call) -> Answer:
    """Answer a product; a variation's id answers the variation."""
    row = call.store.products.rows.get(call.ids[0])
    if row is None and (variation := call.store.variations.rows.get(call.ids[0])):
        parent = call.store.products.rows[variation["parent_id"]]
        row = {**variation, "name": f"{parent['name']} - {variation['name']}"}
    return Answer(200, row) if row else problem(404, "woocommerce_rest_product_invalid_id", _INVALID)


def list_variations(call: Call) -> Answer:
    """Answer a product's variations."""
    if call.ids[0] not in call.store.products.rows:
        return problem(404, "woocommerce_rest_product_invalid_id", _INVALID)
    found = [row for row in call.store.variations.rows.values() if row["parent_id"] == call.ids[0]]
    found.sort(key=lambda row: row["id"], reverse=call.params.get("order", "desc") == "desc")
    return page(call, found, int(call.params.get("per_page", "10")))


def list_customers(call: Call) -> Answer:
    """Answer a page of customers."""
    email = call.params.get("email")
    found = [row for row in call.store.customers.rows.values() if not email or row["email"] == email]
    return page(call, found, int(call.params.get("per_page", "10")))


def list_coupons(call: Call) -> Answer:
    """Answer a page of coupons; codes are compared in small letters."""
    code = call.params.get("code", "").lower()
    return listing(call, call.store.coupons, lambda row: not code or row["code"] == code)


def get_coupon(call: Call) -> Answer:
    """Answer one coupon."""
    row = call.store.coupons.rows.get(call.ids[0])
    return Answer(200, row) if row else problem(404, "woocommerce_rest_shop_coupon_invalid_id", _INVALID)


def create_coupon(call: Call) -> Answer:
    """Make a coupon. ``date_expires_gmt`` is taken without a word and not kept (see coupon-create.json)."""
    store, code = call.store, str(call.body.get("code", "")).lower()
    if not code:
        return problem(400, "woocommerce_rest_empty_coupon_code", "The coupon code cannot be empty.")
    with store.lock:
        if any(row["code"] == code for row in store.coupons.rows.values()):
            told = captures.capture("error-coupon-duplicate")
            return Answer(told["status"], told["body"])
        row: Row = captures.body("coupon-create")
        row |= {"id": store.fresh_id(), "code": code, "meta_data": [], "email_restrictions": [], "used_by": []}
        row |= {"description": "", "individual_use": False, "usage_limit": None, "usage_limit_per_user": None}
        store.stamp(row, "date_created", store.now())
        _change(store, row, call.body)
    store.hooks.fire("coupon.created", row["id"])
    return Answer(201, row)


def update_coupon(call: Call) -> Answer:
    """Change a coupon."""
    row = call.store.coupons.rows.get(call.ids[0])
    if row is None:
        return problem(404, "woocommerce_rest_shop_coupon_invalid_id", _INVALID)
    with call.store.lock:
        _change(call.store, row, call.body)
    call.store.hooks.fire("coupon.updated", row["id"])
    return Answer(200, row)


def delete_coupon(call: Call) -> Answer:
    """Delete a coupon, or put it into the bin."""
    store, id = call.store, call.ids[0]
    with store.lock:
        if id not in store.coupons.rows:
            return problem(404, "woocommerce_rest_shop_coupon_invalid_id", _INVALID)
        row = store.coupons.drop(id)
        if call.params.get("force") != "true":
            store.trash["coupons"][id] = row
    store.hooks.fire("coupon.deleted", id)
    return Answer(200, row)


def batch_coupons(call: Call) -> Answer:
    """Make, change and delete up to a hundred at once; what fails has its error in its place."""
    told = call.body
    if sum(len(told.get(part, [])) for part in ("create", "update", "delete")) > 100:
        text = "Unable to accept more than 100 items for this request."
        return problem(413, "woocommerce_rest_request_entity_too_large", text)
    answer: dict[str, list[Any]] = {}
    for one in told.get("create", []):
        made = create_coupon(Call(call.store, "POST", {}, one))
        answer.setdefault("create", []).append(_in_batch(made, 0))
    for one in told.get("update", []):
        changed = update_coupon(Call(call.store, "PUT", {}, one, (int(one["id"]),)))
        answer.setdefault("update", []).append(_in_batch(changed, int(one["id"])))
    for id in told.get("delete", []):
        gone = delete_coupon(Call(call.store, "DELETE", {"force": "true"}, {}, (int(id),)))
        answer.setdefault("delete", []).append(_in_batch(gone, int(id)))
    return Answer(200, answer)


def _in_batch(answer: Answer, id: int) -> Any:
    if answer.status < 400:
        return answer.body
    told = answer.body
    return {"id": id, "error": {**told, "data": {"status": 400 if answer.status == 404 else answer.status}}}


def _change(store: WooStore, row: Row, told: dict[str, Any]) -> None:
    for name in _SETTABLE:
        row[name] = told.get(name, row.get(name))
    row["amount"] = f"{float(row['amount']):.2f}"
    row["email_restrictions"] = told.get("email_restrictions", row["email_restrictions"])
    if "date_expires" in told:
        _expire(store, row, told["date_expires"])
    merge_meta(store, row, told.get("meta_data", []))
    store.stamp(row, "date_modified", store.now())
    store.coupons.put(row)


def _expire(store: WooStore, row: Row, told: str | None) -> None:
    """Read a time as WC_Data does: with a zone where one is given, else by the shop's own clock."""
    from datetime import datetime

    if not told:
        store.stamp(row, "date_expires", None)
        return
    at = datetime.fromisoformat(told) if re.search(r"(Z|[+-]\d\d:\d\d)$", told) else None
    store.stamp(row, "date_expires", at or datetime.fromisoformat(told).replace(tzinfo=store.zone))
