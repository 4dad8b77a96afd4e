"""The shop's tables."""

from demo.models.carts import Cart, CartLine, Checkout
from demo.models.catalogue import Product, Variant
from demo.models.columns import Base
from demo.models.discounts import Campaign, Discount
from demo.models.messages import AppWrite, Delivery, Mail
from demo.models.orders import Order, OrderLine, OrderNote
from demo.models.parcels import Fulfilment, FulfilmentLine, TrackingEvent
from demo.models.people import Customer
from demo.models.returns import Refund, RefundLine, Return, ReturnLine

__all__ = [
    "AppWrite",
    "Base",
    "Campaign",
    "Cart",
    "CartLine",
    "Checkout",
    "Customer",
    "Delivery",
    "Discount",
    "Fulfilment",
    "FulfilmentLine",
    "Mail",
    "Order",
    "OrderLine",
    "OrderNote",
    "Product",
    "Refund",
    "RefundLine",
    "Return",
    "ReturnLine",
    "TrackingEvent",
    "Variant",
]
