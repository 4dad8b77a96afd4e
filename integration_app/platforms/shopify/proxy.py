"""The app proxy's signature: which shop, and which of its customers, a request comes from.

Source: Shopify's page on authenticating app proxies; hardened like its own library of August 2026: no repeated
shop, signature or timestamp, a whole number as the time, and at most 90 seconds away.
"""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from datetime import datetime

from integration_app.kit.errors import Refusal

MOST_SECONDS = 90
_ONCE = ("shop", "signature", "timestamp")


class BadProxySignature(Refusal):
    """This request was not signed by the shop's app proxy."""

    code, status = "bad_signature", 401


def verify(query: Mapping[str, Sequence[str]], *, secrets: Sequence[str], now: datetime) -> tuple[str, str]:
    """Return (shop domain, customer id or ""). :raises BadProxySignature: if anything is off."""
    if any(len(query.get(name, ())) != 1 for name in _ONCE):
        raise BadProxySignature
    timestamp = query["timestamp"][0]
    is_time = timestamp.isascii() and timestamp.isdigit() and len(timestamp) < 13
    if not is_time or abs(now.timestamp() - int(timestamp)) > MOST_SECONDS:
        raise BadProxySignature("This request is too old. Load the page again.")
    given = query["signature"][0]
    if not any(hmac.compare_digest(given.encode(), sign(query, secret).encode()) for secret in secrets):
        raise BadProxySignature
    return query["shop"][0], ",".join(query.get("logged_in_customer_id", ("",)))


def sign(query: Mapping[str, Sequence[str]], secret: str) -> str:
    """Return the signature: sorted ``key=value`` joined with nothing, repeated values joined with a comma, hex."""
    pairs = sorted(f"{key}={','.join(values)}" for key, values in query.items() if key != "signature")
    return hmac.new(secret.encode(), "".join(pairs).encode(), hashlib.sha256).hexdigest()
