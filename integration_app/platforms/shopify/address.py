"""Where Shopify's Admin answers for a shop: at the shop's own domain, or where the operator says."""

REAL = "https://{shop}"

_template = REAL


def use(template: str) -> None:
    """Set the address for all shops; ``{shop}`` stands for the myshopify domain. Empty: Shopify's own."""
    global _template  # noqa: PLW0603 - set once by the root
    _template = (template or REAL).rstrip("/")


def admin_url(shop_domain: str) -> str:
    """Return the base of a shop's Admin addresses, without a slash at the end."""
    return _template.replace("{shop}", shop_domain)
