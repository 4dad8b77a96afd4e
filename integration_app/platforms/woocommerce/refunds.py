"""Money back in WooCommerce: what it is made of, and how a lost answer is found again."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from integration_app.platforms import fields
from integration_app.platforms.fields import Payload
from integration_app.platforms.protocol import RefundLine, RefundSnapshot
from integration_app.platforms.woocommerce import keys
from integration_app.platforms.woocommerce.failures import Rejected

_ORIGINAL = "_refunded_item_id"


def snapshot(payload: Payload, order: Payload) -> RefundSnapshot:
    """Read a refund as /orders/ID/refunds tells it."""
    lines = [
        (_original(line), abs(fields.whole(line, "quantity") or 0)) for line in fields.parts(payload, "line_items")
    ]
    return RefundSnapshot(
        external_id=fields.needed_id(payload),
        order_id=fields.needed_id(order),
        amount=abs(fields.needed_amount(payload, "amount")),
        currency=fields.needed_currency(order, "currency"),
        created_at=fields.moment(payload, "date_created_gmt"),
        reason=fields.text(payload, "reason", limit=1000),
        lines=tuple((id, quantity) for id, quantity in lines if id and quantity),
        by_hand=payload.get("refunded_payment") is False,
    )


def made_with(refunds: Sequence[Payload], key: str) -> Payload | None:
    """Find the refund of a key. The reason carries its mark, for it is written in one go with the money."""
    for one in refunds:
        if keys.carries(one, key) or keys.mark(key) in str(one.get("reason") or ""):
            return one
    return None


def body(
    order: Payload,
    refunds: Sequence[Payload],
    lines: Sequence[RefundLine],
    *,
    amount: Decimal | None,
    note: str,
    key: str,
    by_gateway: bool,
) -> dict[str, Any]:
    """Put a refund together. :raises Rejected: if that is more than is left, or no line of this order."""
    items = [_item(order, refunds, line) for line in lines]
    rest = left(order)
    worth = sum((_worth(item) for item in items), Decimal(0)) if lines else rest
    wanted = worth if amount is None else amount
    if not 0 < wanted <= rest:
        raise Rejected(f"Of this order {rest} can still go back, and not {wanted}.", permanent=True)
    restock = any(line.restock for line in lines)
    for line, item in zip(lines, items, strict=True):
        if restock and not line.restock:
            item["quantity"] = 0  # the store's one switch puts back every piece that is counted
    return {
        "amount": str(wanted),
        "reason": f"{note} ({keys.mark(key)})".strip(),
        "api_refund": by_gateway,
        "api_restock": restock,
        "line_items": items,
        "meta_data": keys.meta(key),
    }


def left(order: Payload) -> Decimal:
    """Return what of an order's money can still go back."""
    given = sum((abs(fields.amount(one, "total") or Decimal(0)) for one in fields.parts(order, "refunds")), Decimal(0))
    return fields.needed_amount(order, "total") - given


def _item(order: Payload, refunds: Sequence[Payload], wanted: RefundLine) -> dict[str, Any]:
    line = next((one for one in fields.parts(order, "line_items") if str(one.get("id")) == wanted.line_id), None)
    if line is None:
        raise Rejected("This order has no such line.", permanent=True)
    before = [
        one for refund in refunds for one in fields.parts(refund, "line_items") if _original(one) == wanted.line_id
    ]
    quantity = fields.whole(line, "quantity") or 0
    left = quantity - sum(abs(fields.whole(one, "quantity") or 0) for one in before)
    if not 0 < wanted.quantity <= left:
        raise Rejected("More pieces than were bought cannot go back.", permanent=True)
    pieces = (wanted.quantity, quantity, wanted.quantity == left)
    return {
        "id": int(wanted.line_id),
        "quantity": wanted.quantity,
        "refund_total": str(_share(line, before, pieces)),
        "refund_tax": [
            {"id": tax.get("id"), "refund_total": str(_share(tax, _taxes(before, tax), pieces))}
            for tax in fields.parts(line, "taxes")
        ],
    }


def _share(payload: Payload, before: Sequence[Payload], pieces: tuple[int, int, bool]) -> Decimal:
    """Return what some of a line's pieces cost, to the places that the store writes; the last ones cost the rest."""
    wanted, of, are_last = pieces
    whole = _told(payload)
    if are_last:
        return max(whole - sum((abs(_told(one)) for one in before), Decimal(0)), Decimal(0))
    return (whole * wanted / of).quantize(Decimal(1).scaleb(int(whole.as_tuple().exponent)), ROUND_HALF_UP)


def _taxes(lines: Sequence[Payload], tax: Payload) -> list[Payload]:
    return [one for line in lines for one in fields.parts(line, "taxes") if one.get("id") == tax.get("id")]


def _told(payload: Payload) -> Decimal:
    return Decimal(str(payload.get("total") or "0"))


def _worth(item: dict[str, Any]) -> Decimal:
    taxes = sum((Decimal(tax["refund_total"]) for tax in item["refund_tax"]), Decimal(0))
    return Decimal(item["refund_total"]) + taxes


def _original(line: Payload) -> str:
    found = (one.get("value") for one in fields.parts(line, "meta_data") if one.get("key") == _ORIGINAL)
    return str(next(found, ""))
