"""The Admin API's answers in the words of Shopify's webhooks, so that one reader decides what an order means.

What a webhook and an answer tell of the same order at the same time is then the same snapshot, and the one after the
other changes nothing in the mirror.
"""

from integration_app.platforms.shopify.admin.words.goods import product, shop
from integration_app.platforms.shopify.admin.words.orders import order
from integration_app.platforms.shopify.admin.words.returns import refund, return_
from integration_app.platforms.shopify.admin.words.shapes import goes_on, nodes

__all__ = ["goes_on", "nodes", "order", "product", "refund", "return_", "shop"]
