"""The shop's rows in the shapes that Shopify's webhooks have (API version 2026-07)."""

from demo.payloads.carts import cart, cart_js, checkout
from demo.payloads.catalogue import product, shop
from demo.payloads.figures import Payload
from demo.payloads.orders import order
from demo.payloads.parcels import fulfilment, tracking_event
from demo.payloads.people import customer
from demo.payloads.refunds import refund, return_, return_closed
from demo.payloads.terms import terms

__all__ = [
    "Payload",
    "cart",
    "cart_js",
    "checkout",
    "customer",
    "fulfilment",
    "order",
    "product",
    "refund",
    "return_",
    "return_closed",
    "shop",
    "terms",
    "tracking_event",
]
