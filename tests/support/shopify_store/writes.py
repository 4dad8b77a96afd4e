"""What can be done in the shop: Shopify's mutations, as far as we use them, with their refusals."""

from tests.support.shopify_store.reads import FIELDS

__all__ = ["FIELDS"]
