"""Which version of the Admin API answers: Shopify falls forward from one that it serves no longer, without an error."""

from integration_app.kit import ephemeral, log

_KEY = "shopify_version"
"""One for all shops: Shopify serves the same versions everywhere."""

_KEPT = 30 * 86400
"""Seconds."""


def heard(shop: str, asked: str, answered: str | None) -> None:
    """Note in which version a shop answered: a change goes to the log, and is kept for the operator."""
    other = answered if answered and answered != asked else ""
    if (ephemeral.get(_KEY) or "") == other:
        return
    if other:
        log.logger().warning("shopify_version_fell_forward", shop=shop, asked=asked, answered=other)
    ephemeral.put(_KEY, other, seconds=_KEPT)


def fallen_forward_to() -> str | None:
    """Return the version that answers in place of ours; None while ours does."""
    return ephemeral.get(_KEY) or None
