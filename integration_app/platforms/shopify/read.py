"""Shopify's resources as snapshots: the same shapes in webhooks, in the REST form of an order and in the demo shop."""

from integration_app.platforms.shopify.orders import address, order
from integration_app.platforms.shopify.parcels import fulfilment, tracking_event
from integration_app.platforms.shopify.people import customer, shop
from integration_app.platforms.shopify.products import cart, checkout, product
from integration_app.platforms.shopify.returns import refund, return_

__all__ = [
    "address",
    "cart",
    "checkout",
    "customer",
    "fulfilment",
    "order",
    "product",
    "refund",
    "return_",
    "shop",
    "tracking_event",
]
