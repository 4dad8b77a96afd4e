"""WooCommerce: its payloads in our words, and our wishes in its."""

from integration_app.platforms.woocommerce.adapter import connect
from integration_app.platforms.woocommerce.hooks import farewell

__all__ = ["connect", "farewell"]
