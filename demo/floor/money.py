"""Paying, paying back and calling off."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from demo import payloads, states
from demo.announce import Announcer
from demo.floor.refused import Refused
from demo.models import Order, OrderLine, Product, Refund, RefundLine, Variant
from demo.money import RATES, text


@dataclass(frozen=True)
class Back:
    """Pieces of an order line whose money goes back; `restock` puts them on the shelf again."""

    line_id: int
    quantity: int
    restock: bool


def pay(order: Order, tell: Announcer) -> None:
    """Let the shopper's money arrive."""
    order.paid_at = tell.now
    tell.order(order)


def refund_line(order: Order, line: OrderLine, tell: Announcer) -> Refund:
    """Pay one thing of a line back, without its share of shipping."""
    keep = 1 - (order.discount / order.subtotal if order.subtotal else 0)
    amount = min(round(line.price * keep), order.total - order.refunded)
    shown = round(line.price_shown * keep)
    lines = [RefundLine(line=line, line_id=line.id, quantity=1)]
    return _refund(order, Refund(amount=amount, amount_shown=shown, lines=lines), tell)


def refund_rest(order: Order, tell: Announcer, *, note: str = "") -> Refund:
    """Pay everything back that was not paid back yet."""
    shown = order.total_shown - order.refunded_shown
    left = ((line, line.quantity - states.refunded_quantity(order, line)) for line in order.lines)
    lines = [RefundLine(line=line, line_id=line.id, quantity=n) for line, n in left if n > 0]
    amount = order.total - order.refunded
    return _refund(order, Refund(amount=amount, amount_shown=shown, lines=lines), tell, note=note)


def pay_back(order: Order, lines: Sequence[Back], amount: str | None, tell: Announcer, *, note: str) -> Refund:
    """Pay back pieces of lines, an amount in the order's currency, or both; neither means all that is left.

    :raises Refused: for more than was paid, or more pieces than were sold.
    """
    if order.paid_at is None:
        raise Refused("Nothing was paid for this order.")
    if not lines and amount is None:
        if order.refunded >= order.total:
            raise Refused("All the money has gone back already.")
        return refund_rest(order, tell, note=note)
    parts = [_part(order, one) for one in lines]
    shown = _worth(order, parts) if amount is None else _minor(amount, order.currency)
    left = order.total_shown - order.refunded_shown
    if not 0 < shown <= left:
        raise Refused(f"At most {text(left, order.currency, 'en')} can go back.")
    whole = shown == left
    cents = order.total - order.refunded if whole else round(order.total * shown / order.total_shown)
    _restock([(part.line, part.quantity) for part in parts if part.restocked], tell)
    return _refund(order, Refund(amount=cents, amount_shown=shown, lines=parts), tell, note=note)


def may_cancel(order: Order) -> None:
    """Let pass what can be called off. :raises Refused: for an order that left or was called off before."""
    if order.fulfilments:
        raise Refused("The order is packed already; it cannot be cancelled.")
    if order.cancelled_at:
        raise Refused("The order is cancelled already.")


def cancel(
    order: Order, tell: Announcer, reason: str = "customer", *, refund: bool = True, restock: bool = True
) -> None:
    """Call an order off, pay back what was paid, and put the things on the shelf again."""
    order.cancelled_at, order.cancel_reason = tell.now, reason
    if refund and order.paid_at and order.refunded < order.total:
        refund_rest(order, tell)
    if restock:
        _restock([(line, line.quantity) for line in order.lines], tell)
    tell.order(order, "orders/cancelled")
    tell.order(order)


def _part(order: Order, back: Back) -> RefundLine:
    line = next((line for line in order.lines if line.id == back.line_id), None)
    if line is None or not 0 < back.quantity <= line.quantity - states.refunded_quantity(order, line):
        raise Refused(f"Line {back.line_id} cannot be paid back {back.quantity} times.")
    return RefundLine(line=line, line_id=line.id, quantity=back.quantity, restocked=back.restock)


def _worth(order: Order, parts: Sequence[RefundLine]) -> int:
    """Return what pieces cost after discount, in the smallest unit of the order's currency, at most what is left."""
    keep = 1 - (order.discount_shown / order.subtotal_shown if order.subtotal_shown else 0)
    worth = sum(round(part.line.price_shown * part.quantity * keep) for part in parts)
    return min(worth, order.total_shown - order.refunded_shown)


def _minor(amount: str, currency: str) -> int:
    return int(Decimal(amount) * 10 ** RATES[currency].digits)


def _restock(pieces: Sequence[tuple[OrderLine, int]], tell: Announcer) -> None:
    for line, quantity in pieces:
        variant = tell.session.get(Variant, line.variant_id)
        if variant is not None:
            variant.stock += quantity
            tell.product(tell.session.get_one(Product, variant.product_id))


def _refund(order: Order, refund: Refund, tell: Announcer, *, note: str = "") -> Refund:
    refund.order, refund.created_at, refund.note = order, tell.now, note or "Paid back by the shop"
    tell.session.add(refund)
    tell.session.flush()
    tell.send("refunds/create", payloads.refund(refund))
    tell.order(order)
    return refund
