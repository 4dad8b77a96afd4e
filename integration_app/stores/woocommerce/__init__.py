"""Connecting WooCommerce stores, and keeping their webhooks alive."""
