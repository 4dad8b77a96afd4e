"""The demo shop: a store of our own making, whose API gives Shopify's shapes."""

from integration_app.platforms.demo.client import DemoShop, connect

__all__ = ["DemoShop", "connect"]
