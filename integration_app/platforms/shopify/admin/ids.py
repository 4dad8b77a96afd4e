"""Shopify's ids: numbers in the mirror and in webhooks, global ids in the Admin API."""

from datetime import UTC, datetime

from integration_app.platforms import fields
from integration_app.platforms.fields import Payload


def gid(kind: str, external_id: str) -> str:
    """Return a global id."""
    return f"gid://shopify/{kind}/{external_id}"


def number(payload: Payload, key: str = "id") -> str | None:
    """Return the number in a global id, as the mirror keeps it."""
    return fields.exact_id(payload, "", key)


def since(**moments: datetime | None) -> str | None:
    """Return a search for what changed or was made since: ``updated_at:>='…'``, all of them true."""
    terms = [f"{name}:>='{_text(at)}'" for name, at in moments.items() if at]
    return " ".join(terms) or None


def _text(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
