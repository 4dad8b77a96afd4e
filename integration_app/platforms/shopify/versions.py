"""Which version of the Admin API answers: Shopify falls forward from one that it serves no longer, without an error."""

from integration_app.kit import ephemeral, log

_KEPT = 30 * 86400
"""Seconds."""


def heard(shop: str, asked: str, answered: str | None) -> None:
    """Note in which version a shop was answered: a change goes to the log, and is kept for the operator."""
    other = answered if answered and answered != asked else ""
    if (ephemeral.get(_key(shop)) or "") == other:
        return
    if other:
        log.logger().warning("shopify_version_fell_forward", shop=shop, asked=asked, answered=other)
    ephemeral.put(_key(shop), other, seconds=_KEPT)


def fallen_forward_to(shop: str) -> str | None:
    """Return the version that answers a shop in place of ours; None while ours does."""
    return ephemeral.get(_key(shop)) or None


def _key(shop: str) -> str:
    return f"shopify_version:{shop}"
