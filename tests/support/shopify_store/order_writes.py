"""What can be done to an order: cancelled, paid back, sent elsewhere, noted on, mailed about."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from tests.support.shopify_store.resolving import field, gid, number
from tests.support.shopify_store.shelf import Payload, Shelf
from tests.support.shopify_store.writing import once, refusal, tell, touch


def _job(shelf: Shelf, looks: int = 1) -> Payload:
    id = gid("Job", shelf.new_id())
    shelf.jobs[id] = looks
    return {"id": id, "done": False}


@field("Mutation", "orderUpdate", scope="write_orders")
def _update(_: Any, info: Any, input: Payload) -> Any:
    order = info.context.shelf.orders.by_id.get(number(input["id"]))
    if order is None:
        return refusal("Order does not exist")
    if "note" in input:
        order["note"] = input["note"]
    if input.get("shippingAddress"):
        order["shipping_address"] = _address(input["shippingAddress"])
    touch(info, order)
    return {"order": order, "userErrors": []}


def _address(given: Payload) -> Payload:
    first, last = given.get("firstName"), given.get("lastName")
    return {
        "first_name": first,
        "last_name": last,
        "name": " ".join(filter(None, (first, last))) or None,
        "address1": given.get("address1"),
        "address2": given.get("address2"),
        "city": given.get("city"),
        "zip": given.get("zip"),
        "province": given.get("provinceCode"),
        "country_code": given.get("countryCode"),
        "phone": given.get("phone"),
    }


@field("Mutation", "orderInvoiceSend", scope="write_orders")
def _invoice(_: Any, info: Any, id: str, email: Payload | None = None) -> Any:
    order = info.context.shelf.orders.by_id.get(number(id))
    address = (email or {}).get("to") or (order or {}).get("email")
    if order is None or not address:
        return refusal("The order has no email address", "ORDER_INVOICE_SEND_UNSUCCESSFUL")
    info.context.shelf.invoices.append((int(order["id"]), address))
    return {"order": order, "userErrors": []}


@field("Mutation", "orderCancel", scope="write_orders")
def _cancel(_: Any, info: Any, orderId: str, reason: str, restock: bool, **more: Any) -> Any:  # noqa: N803
    order = info.context.shelf.orders.by_id.get(number(orderId))
    where = "orderCancelUserErrors"
    if order is None:
        return refusal("Order does not exist", "NOT_FOUND", where=where)
    if order.get("cancelled_at"):
        return refusal("Order has already been cancelled", "INVALID", where=where)
    if any(parcel["status"] == "success" for parcel in order.get("fulfillments") or []):
        return refusal("Cannot cancel an order that has been fulfilled", "INVALID", where=where)
    order["cancelled_at"] = datetime.fromtimestamp(info.context.shop.now(), UTC).strftime("%Y-%m-%dT%H:%M:%S+00:00")
    order["cancel_reason"] = reason.lower()
    if (more.get("refundMethod") or {}).get("originalPaymentMethodsRefund") and order["financial_status"] == "paid":
        order["financial_status"] = "refunded"
        _give_back(info, order, left_of(order), "", [])
    touch(info, order, "orders/cancelled")
    return {"job": _job(info.context.shelf), where: []}


def left_of(order: Payload) -> Decimal:
    """Return what of an order's money has not gone back."""
    gone = sum((Decimal(one["amount"]) for refund in order["refunds"] for one in refund["transactions"]), Decimal(0))
    return Decimal(order["total_price_set"]["presentment_money"]["amount"]) - gone


@field("Order", "suggestedRefund")
def _suggested(
    source: Any,
    _: Any,
    refundLineItems: list[Payload] | None = None,  # noqa: N803
    suggestFullRefund: bool = False,  # noqa: N803
    refundShipping: bool = False,  # noqa: N803
    **__: Any,
) -> Any:
    wanted = {number(one["lineItemId"]): one["quantity"] for one in refundLineItems or []}
    if suggestFullRefund:
        wanted = {int(line["id"]): line["quantity"] for line in source["line_items"]}
    sent = {int(line["id"]) for parcel in source.get("fulfillments") or [] for line in parcel["line_items"]}
    lines = [line | {"quantity": wanted[int(line["id"])]} for line in source["line_items"] if int(line["id"]) in wanted]
    value = sum((Decimal(line["price"]) * line["quantity"] for line in lines), Decimal(0))
    if refundShipping:
        value += Decimal(source["total_shipping_price_set"]["presentment_money"]["amount"])
    amount = min(value, left_of(source))
    payment = {
        "gateway": "shopify_payments",
        "amountSet": _both(source, amount),
        "maximumRefundableSet": _both(source, left_of(source)),
        "parentTransaction": {"id": int(source["id"]) + 7},
    }
    return {
        "amountSet": _both(source, amount),
        "refundLineItems": [
            {
                "quantity": line["quantity"],
                "restockType": "RETURN" if int(line["id"]) in sent else "CANCEL",
                "line_item": line,
                "location": {"id": 655441491},
            }
            for line in lines
        ],
        "suggestedTransactions": [payment] if amount > 0 or not lines else [],
    }


def _both(order: Payload, amount: Decimal) -> Payload:
    money = {"amount": f"{amount:.2f}", "currency_code": order.get("presentment_currency") or order["currency"]}
    return {"shop_money": money, "presentment_money": money}


@field("Mutation", "refundCreate", scope="write_orders")
def _refund(_: Any, info: Any, input: Payload) -> Any:
    def do() -> Any:
        order = info.context.shelf.orders.by_id.get(number(input["orderId"]))
        if order is None:
            return refusal("Order does not exist")
        amount = sum((Decimal(str(one["amount"])) for one in input.get("transactions") or []), Decimal(0))
        if amount > left_of(order):
            return refusal("Refund amount is more than the amount available to refund")
        for line in input.get("refundLineItems") or []:
            if line.get("restockType") in {"RETURN", "CANCEL"} and not line.get("locationId"):
                return refusal("A location is needed to restock")
        refund = _give_back(info, order, amount, input.get("note") or "", input.get("refundLineItems") or [])
        order["financial_status"] = "partially_refunded" if left_of(order) > 0 else "refunded"
        touch(info, order)
        tell(info, "refunds/create", refund)
        return {"refund": refund, "order": order, "userErrors": []}

    return once(info, {"input": input}, do)


def _give_back(info: Any, order: Payload, amount: Decimal, note: str, lines: list[Payload]) -> Payload:
    id, currency = info.context.shelf.new_id(), order.get("presentment_currency") or order["currency"]
    at = datetime.fromtimestamp(info.context.shop.now(), UTC).strftime("%Y-%m-%dT%H:%M:%S+00:00")
    by_id = {int(line["id"]): line for line in order["line_items"]}
    refund: Payload = {
        "id": id,
        "admin_graphql_api_id": f"gid://shopify/Refund/{id}",
        "order_id": order["id"],
        "created_at": at,
        "processed_at": at,
        "note": note or None,
        "transactions": [{"kind": "refund", "status": "success", "amount": f"{amount:.2f}", "currency": currency}],
        "refund_line_items": [_refunded(order, by_id[number(one["lineItemId"])], one) for one in lines],
    }
    order["refunds"] = [*order["refunds"], refund]
    return refund


def _refunded(order: Payload, line: Payload, asked: Payload) -> Payload:
    worth = _both(order, Decimal(line["price"]) * asked["quantity"])
    return {
        "line_item_id": line["id"],
        "line_item": line,
        "quantity": asked["quantity"],
        "restock_type": str(asked.get("restockType")).lower(),
        "subtotal_set": worth,
        "total_tax_set": _both(order, Decimal(0)),
    }
