"""How a site signs what it tells: HMAC-SHA256 over time, method, path and body, with the secret of its door."""

import hmac
from collections.abc import Iterable
from datetime import datetime, timedelta

SKEW = timedelta(minutes=5)
"""How far a site's clock may be from ours; an older message is not taken, whoever repeats it."""


def sign(secret: str, *, timestamp: str, method: str, path: str, body: bytes) -> str:
    """Return the signature in hex. ``timestamp`` is in whole seconds since 1970, ``path`` without host or query."""
    message = f"{timestamp}\n{method.upper()}\n{path}\n".encode() + body
    return hmac.digest(secret.encode(), message, "sha256").hex()


def is_fresh(timestamp: str, now: datetime) -> bool:
    """Say whether a message was signed just now."""
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) < 12):
        return False
    return abs(now.timestamp() - int(timestamp)) <= SKEW.total_seconds()


def fits(given: str, secrets: Iterable[bytes], *, timestamp: str, method: str, path: str, body: bytes) -> bool:
    """Say whether one of these secrets made a signature; every one is tried, in equal time."""
    found = False
    for secret in secrets:
        ours = sign(secret.decode(), timestamp=timestamp, method=method, path=path, body=body)
        found |= hmac.compare_digest(ours.encode(), given.lower().encode("utf-8", "surrogateescape"))
    return found
