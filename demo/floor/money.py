"""Paying, paying back and calling off."""

from demo import payloads, states
from demo.announce import Announcer
from demo.models import Order, OrderLine, Product, Refund, RefundLine, Variant


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


def refund_rest(order: Order, tell: Announcer) -> Refund:
    """Pay everything back that was not paid back yet."""
    shown = order.total_shown - sum(refund.amount_shown for refund in order.refunds)
    left = ((line, line.quantity - states.refunded_quantity(order, line)) for line in order.lines)
    lines = [RefundLine(line=line, line_id=line.id, quantity=n) for line, n in left if n > 0]
    amount = order.total - order.refunded
    return _refund(order, Refund(amount=amount, amount_shown=shown, lines=lines), tell)


def cancel(order: Order, tell: Announcer, reason: str = "customer") -> None:
    """Call an order off, pay back what was paid, and put the things on the shelf again."""
    order.cancelled_at, order.cancel_reason = tell.now, reason
    if order.paid_at and order.refunded < order.total:
        refund_rest(order, tell)
    for line in order.lines:
        variant = tell.session.get(Variant, line.variant_id)
        if variant is not None:
            variant.stock += line.quantity
            tell.product(tell.session.get_one(Product, variant.product_id))
    tell.order(order, "orders/cancelled")
    tell.order(order)


def _refund(order: Order, refund: Refund, tell: Announcer) -> Refund:
    refund.order, refund.created_at, refund.note = order, tell.now, "Paid back by the shop"
    tell.session.add(refund)
    tell.session.flush()
    tell.send("refunds/create", payloads.refund(refund))
    tell.order(order)
    return refund
