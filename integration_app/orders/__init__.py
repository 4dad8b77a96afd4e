"""Orders as the store tells them: recorded in any order, read whole, judged by rules."""

from integration_app.orders.queries import (
    by_external_id,
    by_id,
    by_number,
    by_public_id,
    full_order,
    newest,
    of_cart,
    of_shopper,
    shipping_zones,
    views,
)
from integration_app.orders.view import LineView, OrderView, ParcelView, RefundView, ReturnView, ScanView

__all__ = [
    "LineView",
    "OrderView",
    "ParcelView",
    "RefundView",
    "ReturnView",
    "ScanView",
    "by_external_id",
    "by_id",
    "by_number",
    "by_public_id",
    "full_order",
    "newest",
    "of_cart",
    "of_shopper",
    "shipping_zones",
    "views",
]
