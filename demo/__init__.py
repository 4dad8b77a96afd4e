"""Lumen Goods: a small shop that plays a merchant's store for Parley. For development only.

It knows nothing of Parley's code: the two speak HTTP, as a store on another platform would.
"""

from demo.app import create_app
from demo.config import DemoConfig
from demo.runtime import Shop, shop_of

__all__ = ["DemoConfig", "Shop", "create_app", "shop_of"]
