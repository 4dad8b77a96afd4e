"""WooCommerce: its payloads in our words."""
