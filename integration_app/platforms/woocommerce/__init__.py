"""WooCommerce: its payloads in our words, and our wishes in its."""

from integration_app.platforms.woocommerce.adapter import connect

__all__ = ["connect"]
