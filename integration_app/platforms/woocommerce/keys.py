"""One thing asked for once: how a lost answer is found again in the store.

WooCommerce has no idempotency keys. What we make carries ours in its meta data, and is looked for there before it is
made again.
"""

import hashlib
import hmac

from integration_app.platforms import fields
from integration_app.platforms.fields import Payload

META = "_parley_key"
"""Hidden meta data, as every name with a leading underscore."""

CANCELLED, INVOICED = "_parley_cancelled", "_parley_invoiced"
"""On an order: the key with which it was cancelled, and with which its invoice was mailed."""

_SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without I, O, 0 and 1: codes are read aloud and typed."""


def meta(key: str, name: str = META) -> list[dict[str, str]]:
    """Return the meta data that carries a key."""
    return [{"key": name, "value": key}]


def carries(payload: Payload, key: str, name: str = META) -> bool:
    """Say whether something in the store was made with this key."""
    return any(one.get("key") == name and one.get("value") == key for one in fields.parts(payload, "meta_data"))


def mark(key: str) -> str:
    """Return the short form of a key that may stand where people read: "Parley 1a2b3c4d"."""
    return f"Parley {hashlib.sha256(key.encode()).hexdigest()[:8]}"


def code(key: str, secret: str) -> str:
    """Return the coupon code of a key: always the same, and guessed by nobody who lacks the store's secret."""
    digest = hmac.digest(secret.encode(), f"coupon {key}".encode(), "sha256")
    return "".join(_SIGNS[byte & 31] for byte in digest[:10])
