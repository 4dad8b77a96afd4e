"""A WooCommerce store that stands in for a real one: its REST API, its sign-in for apps and its webhooks, over HTTP.

Built from what a real store (WooCommerce 10.5.0) answered: tests/payloads/woocommerce_rest. What it holds stands in
memory and may be changed from a test; ``python -m tests.support.woo_store --help`` runs it as a process of its own.
"""

from tests.support.woo_store.oauth import Key
from tests.support.woo_store.server import WooServer
from tests.support.woo_store.state import Fault, WooStore

__all__ = ["Fault", "Key", "WooServer", "WooStore"]
