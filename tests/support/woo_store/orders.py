"""Orders, their notes and refunds."""

from decimal import Decimal
from typing import Any

from tests.support.woo_store import captures
from tests.support.woo_store.listing import Answer, Call, listing, page, problem
from tests.support.woo_store.state import STATUSES, Row, WooStore

_MERGED = ("billing", "shipping")
_PLAIN = ("customer_note", "payment_method", "payment_method_title", "transaction_id", "customer_id")
_OUT_OF_STOCK = frozenset({"cancelled", "failed", "refunded", "pending", "trash"})
NOT_FOUND = captures.capture("order-not-found")


def not_found() -> Answer:
    """Answer as for an order that there is not."""
    return Answer(NOT_FOUND["status"], NOT_FOUND["body"])


def list_orders(call: Call) -> Answer:
    """Answer a page of orders."""
    statuses = {one for one in call.params.get("status", "any").split(",") if one}
    customer = call.params.get("customer")
    search = call.params.get("search", "").casefold()

    def wanted(row: Row) -> bool:
        if "any" not in statuses and row["status"] not in statuses:
            return False
        if customer and str(row["customer_id"]) != customer:
            return False
        return not search or search in f"{row['billing']}{row['id']}".casefold()

    every = statuses == {"any"} and not customer and not search
    return listing(call, call.store.orders) if every else listing(call, call.store.orders, wanted)


def get_order(call: Call) -> Answer:
    """Answer one order; one in the bin is told as such."""
    store, id = call.store, call.ids[0]
    row = store.orders.rows.get(id) or store.trash["orders"].get(id)
    return Answer(200, row) if row else not_found()


def create_order(call: Call) -> Answer:
    """Take a new order; its sums are those that come with it."""
    row = call.store.order_like("order-create-guest", status="pending")
    _change(call.store, row, call.body)
    call.store.hooks.fire("order.created", row["id"])
    call.store.hooks.fire("order.updated", row["id"])
    return Answer(201, row)


def update_order(call: Call) -> Answer:
    """Change an order. A real store cancels even what was completed."""
    store = call.store
    with store.lock:
        row = store.orders.rows.get(call.ids[0])
        if row is None:
            return not_found()
        status = str(call.body.get("status", row["status"]))
        if status not in STATUSES:
            told = captures.capture("error-order-bad-status")
            return Answer(told["status"], told["body"])
        _change(store, row, call.body)
    store.hooks.fire("order.updated", row["id"])
    return Answer(200, row)


def _change(store: WooStore, row: Row, told: dict[str, Any]) -> None:
    now = store.now()
    for name in _MERGED:
        row[name] = row[name] | told.get(name, {})
    for name in _PLAIN:
        row[name] = told.get(name, row[name])
    merge_meta(store, row, told.get("meta_data", []))
    _set_status(store, row, str(told.get("status", row["status"])))
    store.stamp(row, "date_modified", now)
    store.orders.put(row)


def _set_status(store: WooStore, row: Row, status: str) -> None:
    before, row["status"] = row["status"], status
    if before == status:
        return
    now = store.now()
    if status == "completed":
        store.stamp(row, "date_completed", now)
    if status in {"processing", "completed"} and not row["date_paid"]:
        store.stamp(row, "date_paid", now)
    if status == "cancelled":
        for line in row["line_items"]:
            reduced = [one for one in line["meta_data"] if one["key"] == "_reduced_stock"]
            restock(store, line, int(reduced[0]["value"]) if reduced else 0)
            line["meta_data"] = [one for one in line["meta_data"] if one["key"] != "_reduced_stock"]
    store.hooks.fire("action.woocommerce_order_status_changed", row["id"])


def restock(store: WooStore, line: Row, quantity: int) -> None:
    """Put pieces of a line back on the shelf."""
    table = store.variations if line["variation_id"] else store.products
    item = table.rows.get(line["variation_id"] or line["product_id"])
    if item is not None and item["manage_stock"] and quantity:
        item["stock_quantity"] += quantity
        store.stamp(item, "date_modified", store.now())
        table.put(item)
        store.hooks.fire("product.updated", item["id"])


def merge_meta(store: WooStore, row: Row, told: list[Row]) -> None:
    """Set meta data by key, as the REST API does."""
    kept = {one["key"]: one for one in row.setdefault("meta_data", [])}
    for one in told:
        kept[one["key"]] = {"id": store.fresh_id(), "key": one["key"], "value": one["value"]}
    row["meta_data"] = list(kept.values())


def delete_order(call: Call) -> Answer:
    """Put an order into the bin, or delete it for good, of which no webhook tells."""
    store, id = call.store, call.ids[0]
    with store.lock:
        if id not in store.orders.rows:
            return not_found()
        row = store.orders.drop(id)
        if call.params.get("force") == "true":
            return Answer(200, row)
        store.trash["orders"][id] = {**row, "status": "trash"}
    store.hooks.fire("order.deleted", id)
    return Answer(200, row)


def list_notes(call: Call) -> Answer:
    """Answer an order's notes, all at once."""
    if call.ids[0] not in call.store.orders.rows:
        return not_found()
    kind, found = call.params.get("type", "any"), call.store.notes.get(call.ids[0], [])
    wanted = {"any": (True, False), "customer": (True,), "internal": (False,)}[kind]
    return Answer(200, [one for one in found if one["customer_note"] in wanted])


def create_note(call: Call) -> Answer:
    """Write a note; one for the customer is mailed, and told by the hook of that name only."""
    store, id = call.store, call.ids[0]
    if id not in store.orders.rows:
        return not_found()
    note = store.stamp({"id": store.fresh_id(), "author": "WooCommerce"}, "date_created", store.now())
    note |= {"note": str(call.body["note"]), "customer_note": bool(call.body.get("customer_note"))}
    store.notes.setdefault(id, []).append(note)
    if note["customer_note"]:
        store.mails.append(("customer_note", id))
        told = {"order_id": id, "customer_note": note["note"]}
        store.hooks.fire("action.woocommerce_new_customer_note", told)
    return Answer(201, note)


def list_refunds(call: Call) -> Answer:
    """Answer an order's refunds."""
    if call.ids[0] not in call.store.orders.rows:
        return not_found()
    return page(call, call.store.refunds.get(call.ids[0], []), int(call.params.get("per_page", "10")))


def create_refund(call: Call) -> Answer:
    """Give money back: through the gateway where it can, else only noted. Faults are 500, as measured in its source."""
    store, id = call.store, call.ids[0]
    with store.lock:
        row = store.orders.rows.get(id)
        if row is None:
            return not_found()
        amount, left = Decimal(str(call.body["amount"])), _left(row)
        gateway = next((one for one in store.gateways if one["id"] == row["payment_method"]), None)
        by_api = bool(call.body.get("api_refund", True))
        if not 0 < amount <= left:
            return problem(500, "woocommerce_rest_cannot_create_order_refund", "Invalid refund amount.")
        if by_api and (gateway is None or "refunds" not in gateway["method_supports"]):
            text = "The payment gateway for this order does not support automatic refunds."
            return problem(500, "woocommerce_rest_cannot_create_order_refund", text)
        refund = _refund(call, row, amount, by_api)
        store.refunds.setdefault(id, []).insert(0, refund)
        told = {"id": refund["id"], "reason": refund["reason"], "total": f"-{amount:.2f}"}
        row["refunds"] = [told, *row["refunds"]]
        if amount == left:
            _set_status(store, row, "refunded")
        store.stamp(row, "date_modified", store.now())
        store.orders.put(row)
    store.hooks.fire("order.updated", id)
    store.hooks.fire("action.woocommerce_order_refunded", id)
    return Answer(201, refund)


def _left(row: Row) -> Decimal:
    return Decimal(row["total"]) + sum((Decimal(one["total"]) for one in row["refunds"]), Decimal(0))


def _refund(call: Call, order: Row, amount: Decimal, by_api: bool) -> Row:
    store = call.store
    refund: Row = captures.body("refund-create")
    refund |= {"id": store.fresh_id(), "amount": f"{amount:.2f}", "reason": call.body.get("reason", "")}
    refund |= {"refunded_payment": by_api, "line_items": [], "tax_lines": [], "meta_data": []}
    store.stamp(refund, "date_created", store.now())
    known = {line["id"]: line for line in order["line_items"]}
    for asked in call.body.get("line_items", []):
        line, quantity = known[int(asked["id"])], int(asked.get("quantity", 0))
        if call.body.get("api_restock", True):
            restock(store, line, quantity)
        part = {**line, "id": store.fresh_id(), "quantity": -quantity, "total": f"-{asked.get('refund_total', 0)}"}
        taxes = asked.get("refund_tax", [])
        part["taxes"] = [{"id": one["id"], "total": f"-{one['refund_total']}"} for one in taxes]
        part["meta_data"] = [{"id": store.fresh_id(), "key": "_refunded_item_id", "value": str(line["id"])}]
        refund["line_items"].append(part)
    merge_meta(store, refund, call.body.get("meta_data", []))
    return refund


def send_details(call: Call) -> Answer:
    """Mail an order's details to its buyer (WooCommerce 9.8 and later)."""
    row = call.store.orders.rows.get(call.ids[0])
    if row is None:
        return problem(404, "woocommerce_rest_not_found", "Order not found")
    if not row["billing"]["email"]:
        return problem(400, "woocommerce_rest_missing_email", "Order does not have an email address.")
    call.store.mails.append(("order_details", row["id"]))
    return Answer(200, {"message": f"Order details sent to {row['billing']['email']}."})
