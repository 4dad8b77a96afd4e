"""What the plugin sends, signed as it signs."""

import base64
import hmac
import json
import time
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

SECRET, DANS_SECRET = "the-plugin-secret-of-adas-trail-store", "the-plugin-secret-of-dans-own-store-x"

CART: dict[str, Any] = {
    "token": "3f2b9c52-6f0e-4c67-9a3e-0d6d8f4a7c11",
    "total": "84.50",
    "currency": "EUR",
    "cart_hash": "9f3a",
    "recovery_url": "https://trail.example/cart/?parley_cart=43:2",
    "updated_at": "2026-11-22T10:00:00.250000Z",
    "locale": "de-DE",
    "lines": [
        {
            "key": "17e62166fc8586dfa4d1bc0e1742c08b",
            "title": "Trail Jacket",
            "variant": "Blue / M",
            "quantity": 2,
            "price": "42.25",
            "product_id": "20",
            "variation_id": "43",
            "sku": "TJ-M",
        }
    ],
}


def report(
    client: FlaskClient, store: str, sent: Any, *, to: str = "cart", secret: str = SECRET, at: float | None = None
) -> TestResponse:
    """Send a report."""
    raw = sent if isinstance(sent, bytes) else json.dumps(sent).encode()
    timestamp = str(int(time.time() if at is None else at))
    signed = hmac.digest(secret.encode(), timestamp.encode() + b"." + raw, "sha256").hex()
    headers = {"X-Parley-Timestamp": timestamp, "X-Parley-Signature": signed}
    path = f"/webhooks/woocommerce/{store}/{to}"
    return client.post(path, data=raw, headers=headers, content_type="application/json")


def word(store: str, *, secret: str = SECRET, **claims: Any) -> str:
    """Write the plugin's word on who is signed in."""
    said = {"shop": store, "customer_id": 7, "exp": int(time.time()) + 300, "nonce": "0123456789abcdef", **claims}
    payload = base64.urlsafe_b64encode(json.dumps(said).encode()).decode().rstrip("=")
    return f"{payload}.{hmac.digest(secret.encode(), payload.encode(), 'sha256').hex()}"
