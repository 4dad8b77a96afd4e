"""Shopify, as far as we speak with it, on loopback and honest: its own schema answers, at its own prices."""

from tests.support.shopify_store.faults import Fault
from tests.support.shopify_store.server import LUMEN, SCOPES, ShopifyStore
from tests.support.shopify_store.shop import Shop

__all__ = ["LUMEN", "SCOPES", "Fault", "Shop", "ShopifyStore"]
