"""What state an order is in: plain decisions over its rows."""

from demo.models import Order, OrderLine


def financial(order: Order) -> str:
    """Return Shopify's financial status."""
    if order.paid_at is None:
        return "voided" if order.cancelled_at else "pending"
    if order.refunded == 0:
        return "paid"
    return "refunded" if order.refunded >= order.total else "partially_refunded"


def fulfilment(order: Order) -> str | None:
    """Return Shopify's fulfilment status; None when nothing was sent."""
    if not order.fulfilments:
        return None
    unsent = any(sent_quantity(order, line) < line.quantity for line in order.lines)
    return "partial" if unsent else "fulfilled"


def sent_quantity(order: Order, line: OrderLine) -> int:
    """Return how many of a line went into parcels."""
    parts = (part for parcel in order.fulfilments for part in parcel.lines)
    return sum(part.quantity for part in parts if part.line_id == line.id)


def refunded_quantity(order: Order, line: OrderLine) -> int:
    """Return how many of a line were paid back."""
    parts = (part for refund in order.refunds for part in refund.lines)
    return sum(part.quantity for part in parts if part.line_id == line.id)


def stage(order: Order) -> str:
    """Return one word for the state that a person would name, for the panel and the account page."""
    if order.cancelled_at:
        return "cancelled"
    money = financial(order)
    if money == "refunded":
        return "refunded"
    if any(back.status in ("requested", "open") for back in order.returns):
        return "return_open"
    if not order.fulfilments:
        return "paid" if order.paid_at else "unpaid"
    if fulfilment(order) == "partial":
        return "partly_shipped"
    return _journey(order.fulfilments[-1].shipment_status)


def _journey(shipment_status: str | None) -> str:
    return {
        None: "packed",
        "label_printed": "packed",
        "in_transit": "in_transit",
        "out_for_delivery": "out_for_delivery",
        "attempted_delivery": "out_for_delivery",
        "delivered": "delivered",
        "delayed": "delayed",
        "failure": "lost",
    }.get(shipment_status, "in_transit")
