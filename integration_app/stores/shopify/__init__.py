"""Shops that install the app in Shopify: their tokens, and the people who come from their admin."""
