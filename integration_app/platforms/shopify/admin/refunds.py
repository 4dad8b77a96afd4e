"""Money back, the way it came: Shopify says how it would split it, we ask for that, under a key of our own."""

from decimal import Decimal
from typing import Any

from integration_app.platforms import fields
from integration_app.platforms.fields import Payload
from integration_app.platforms.protocol import RefundLine, RefundSnapshot
from integration_app.platforms.shopify import read, refusals
from integration_app.platforms.shopify.admin import orders, words
from integration_app.platforms.shopify.admin.changes import idempotency_key, plain
from integration_app.platforms.shopify.admin.ids import gid, number
from integration_app.platforms.shopify.client import Client
from integration_app.platforms.shopify.refusals import Refused


def refund(
    client: Client, order_id: str, *, lines: tuple[RefundLine, ...], amount: Decimal | None, note: str, key: str
) -> RefundSnapshot:
    """Give money back once a key: the key stands in the refund's note too, where it is looked for first."""
    mark = f"[{idempotency_key(key)[:8]}]"
    known = _marked(client, order_id, mark)
    if known is not None:
        return known
    node = _suggested(client, order_id, lines, whole=not lines)
    suggested = fields.part(node, "suggestedRefund")
    wanted: dict[str, Any] = {
        "orderId": gid("Order", order_id),
        "currency": node.get("presentmentCurrencyCode"),
        "note": f"{note} {mark}".strip(),
        "transactions": _transactions(order_id, suggested, amount),
    }
    if lines or amount is None:
        wanted["refundLineItems"] = [_line(one, lines) for one in fields.parts(suggested, "refundLineItems")]
    if not lines and amount is None:
        wanted["shipping"] = {"fullRefund": True}
    told = client.ask("refund_order", refund=wanted, key=idempotency_key(key), **orders.RETURN)
    made = fields.part(told, "refundCreate")
    refusals.check("refund_order", made)
    return read.refund(words.refund(fields.part(made, "refund"), order_id), fields.currency(wanted, "currency"))


def _marked(client: Client, order_id: str, mark: str) -> RefundSnapshot | None:
    order = orders.order(client, order_id)
    if order is None:
        raise Refused("The store has no such order.", ["NOT_FOUND"])
    return next((one for one in order.refunds or () if mark in (one.reason or "")), None)


def _suggested(client: Client, order_id: str, lines: tuple[RefundLine, ...], *, whole: bool) -> Payload:
    asked = [{"lineItemId": gid("LineItem", one.line_id), "quantity": one.quantity} for one in lines]
    answer = client.ask("suggested_refund", id=gid("Order", order_id), lines=asked or None, whole=whole)
    return fields.part(answer, "order")


def _line(suggested: Payload, lines: tuple[RefundLine, ...]) -> dict[str, Any]:
    """Return a line as Shopify would take it back; where the caller wants no restock, none."""
    line = fields.part(suggested, "lineItem")
    kept = {one.line_id for one in lines if not one.restock}
    restock = number(line) not in kept and suggested.get("restockType") in {"CANCEL", "RETURN"}
    place = fields.text(fields.part(suggested, "location"), "id")
    found = {"lineItemId": line.get("id"), "quantity": fields.whole(suggested, "quantity")}
    if not restock or place is None:
        return found | {"restockType": "NO_RESTOCK"}
    return found | {"restockType": suggested.get("restockType"), "locationId": place}


def _transactions(order_id: str, suggested: Payload, amount: Decimal | None) -> list[dict[str, Any]]:
    """Split an amount over the payments that it came by. :raises Refused: if they do not hold so much."""
    left, found = amount, []
    for one in fields.parts(suggested, "suggestedTransactions"):
        most = _paid(one, "maximumRefundableSet") or _paid(one, "amountSet") or Decimal(0)
        part = _paid(one, "amountSet") or Decimal(0) if left is None else min(left, most)
        left = None if left is None else left - part
        if part > 0:
            parent = fields.part(one, "parentTransaction").get("id")
            found.append(_transaction(order_id, one, parent, part))
    if left:
        raise Refused(f"The store can give back {plain(left)} less than that.", ["TOO_MUCH"])
    if not found and amount is None:
        return []
    return found


def _transaction(order_id: str, suggested: Payload, parent: Any, amount: Decimal) -> dict[str, Any]:
    return {
        "orderId": gid("Order", order_id),
        "parentId": parent,
        "gateway": suggested.get("gateway"),
        "kind": "REFUND",
        "amount": plain(amount),
    }


def _paid(payload: Payload, key: str) -> Decimal | None:
    return fields.amount(fields.part(fields.part(payload, key), "presentmentMoney"), "amount")
