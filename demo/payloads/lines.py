"""Order lines in Shopify's shape: inside orders, parcels and refunds."""

from demo import states
from demo.models import Order, OrderLine
from demo.payloads.figures import Payload, gid, price, price_set


def line_item(line: OrderLine, row: Order, quantity: int | None = None) -> Payload:
    """Shape one line of an order; `quantity` is how many of it lie in a parcel."""
    label = "" if line.variant_title == "Default Title" else line.variant_title
    sent = states.sent_quantity(row, line)
    return {
        "id": line.id,
        "admin_graphql_api_id": gid("LineItem", line.id),
        "current_quantity": line.quantity - states.refunded_quantity(row, line),
        "fulfillable_quantity": line.quantity - sent,
        "fulfillment_service": "manual",
        "fulfillment_status": _line_status(sent, line.quantity),
        "gift_card": False,
        "grams": 0,
        "name": f"{line.title} - {label}" if label else line.title,
        "price": price(line.price),
        "price_set": price_set(line.price, line.price_shown, row.currency),
        "product_exists": True,
        "product_id": line.product_id,
        "properties": [],
        "quantity": line.quantity if quantity is None else quantity,
        "requires_shipping": True,
        "sku": line.sku,
        "taxable": True,
        "title": line.title,
        "total_discount": "0.00",
        "total_discount_set": price_set(0, 0, row.currency),
        "variant_id": line.variant_id,
        "variant_inventory_management": "shopify",
        "variant_title": label or None,
        "vendor": "Lumen Goods",
        "tax_lines": [],
        "duties": [],
        "discount_allocations": [],
    }


def _line_status(sent: int, quantity: int) -> str | None:
    if sent == 0:
        return None
    return "fulfilled" if sent >= quantity else "partial"
