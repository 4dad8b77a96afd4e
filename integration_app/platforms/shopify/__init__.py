"""Shopify: its payloads in our words."""
