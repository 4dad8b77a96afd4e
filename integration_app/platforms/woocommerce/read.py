"""WooCommerce's resources as snapshots: the same shapes in webhooks and in the REST API."""

from integration_app.platforms.woocommerce.orders import is_draft, order
from integration_app.platforms.woocommerce.people import coupon, customer
from integration_app.platforms.woocommerce.products import product

__all__ = ["coupon", "customer", "is_draft", "order", "product"]
