"""Signatures as Shopify makes them, both keyed with the app's secret."""

import base64
import hmac
from collections.abc import Mapping, Sequence
from hashlib import sha256


def webhook(secret: str, body: bytes) -> str:
    """Sign a webhook's raw body: HMAC-SHA256 in base64."""
    return base64.b64encode(hmac.new(secret.encode(), body, sha256).digest()).decode()


def app_proxy(secret: str, query: Mapping[str, str | Sequence[str]]) -> str:
    """Sign an app-proxy call's decoded query: sorted `k=v` joined with nothing, in hex.

    Repeated keys are joined with a comma, empty values stay.
    """
    pairs = (
        f"{key}={value if isinstance(value, str) else ','.join(value)}"
        for key, value in query.items()
        if key != "signature"
    )
    return hmac.new(secret.encode(), "".join(sorted(pairs)).encode(), sha256).hexdigest()
