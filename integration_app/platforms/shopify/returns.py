"""Refunds and returns in Shopify's words."""

from decimal import Decimal

from integration_app.platforms import fields
from integration_app.platforms.fields import Payload, Unreadable
from integration_app.platforms.protocol import RefundSnapshot, ReturnSnapshot, ReturnState
from integration_app.platforms.shopify import money

_STATES = {
    "requested": ReturnState.REQUESTED,
    "open": ReturnState.OPEN,
    "declined": ReturnState.DECLINED,
    "canceled": ReturnState.CANCELLED,
    "cancelled": ReturnState.CANCELLED,
    "closed": ReturnState.CLOSED,
}


def refund(payload: Payload, currency: str | None = None) -> RefundSnapshot:
    """Read a refund; ``currency`` is its order's where that is known. :raises Unreadable: for another shape."""
    currency = currency or _currency(payload)
    amount = _sent_back(payload, currency)
    return RefundSnapshot(
        external_id=fields.needed_id(payload),
        order_id=fields.needed_id(payload, "order_id", "admin_graphql_api_order_id"),
        amount=_value_of_lines(payload, currency) if amount is None else amount,
        currency=currency,
        created_at=fields.moment(payload, "created_at", "processed_at"),
        reason=fields.text(payload, "note", limit=1000),
        lines=tuple(_line(line) for line in fields.parts(payload, "refund_line_items")),
    )


def return_(payload: Payload) -> ReturnSnapshot:
    """Read a return, as in returns/request, approve, decline, cancel, close and reopen.

    :raises Unreadable: for another shape.
    """
    state = _STATES.get(str(payload.get("status")).lower())
    if state is None:
        raise Unreadable("status is none that we know.")
    order = fields.part(payload, "order")
    return ReturnSnapshot(
        external_id=fields.needed_id(payload),
        order_id=fields.exact_id(order) or fields.needed_id(payload, "order_id", "admin_graphql_api_order_id"),
        state=state,
        name=fields.text(payload, "name", limit=64),
        lines=tuple(pair for pair in map(_returned, fields.parts(payload, "return_line_items")) if pair),
        reason=fields.text(fields.part(payload, "decline"), "reason", limit=120),
        note=fields.text(fields.part(payload, "decline"), "note", limit=1000),
        updated_at=fields.moment(payload, "updated_at"),
    )


def _currency(payload: Payload) -> str:
    for transaction in fields.parts(payload, "transactions"):
        found = fields.currency(transaction, "currency")
        if found:
            return found
    sets = [fields.part(payload, "total_duties_set")]
    sets += [fields.part(line, "subtotal_set") for line in fields.parts(payload, "refund_line_items")]
    for both in sets:
        found = fields.currency(fields.part(both, "presentment_money"), "currency_code")
        if found:
            return found
    raise Unreadable("The refund names no currency.")


def _sent_back(payload: Payload, currency: str) -> Decimal | None:
    """Sum the money that moved; None where no transaction tells it in this currency."""
    moved = [
        fields.amount(one, "amount")
        for one in fields.parts(payload, "transactions")
        if one.get("kind") == "refund"
        and fields.text(one, "status") in {"success", "pending"}
        and fields.currency(one, "currency") == currency
    ]
    return sum((one for one in moved if one is not None), Decimal(0)) if moved else None


def _value_of_lines(payload: Payload, currency: str) -> Decimal:
    total = Decimal(0)
    for line in fields.parts(payload, "refund_line_items"):
        total += money.paid(line, "subtotal", currency) or Decimal(0)
        if line.get("total_tax"):
            total += money.paid(line, "total_tax", currency) or Decimal(0)
    return fields.tidy(total)


def _line(payload: Payload) -> tuple[str, int]:
    inner = fields.part(payload, "line_item")
    external_id = fields.exact_id(inner) or fields.needed_id(payload, "line_item_id")
    return external_id, fields.whole(payload, "quantity") or 0


def _returned(payload: Payload) -> tuple[str, int] | None:
    line = fields.part(fields.part(payload, "fulfillment_line_item"), "line_item")
    external_id = fields.exact_id(line)
    return (external_id, fields.whole(payload, "quantity") or 0) if external_id else None
