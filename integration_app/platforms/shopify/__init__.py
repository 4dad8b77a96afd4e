"""Shopify: its payloads in our words, and its Admin API."""

from integration_app.platforms.shopify.adapter import ShopifyAdmin, connect

__all__ = ["ShopifyAdmin", "connect"]
