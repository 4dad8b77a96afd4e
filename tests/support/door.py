"""A site of one's own that speaks through the signed door."""

import json
import time
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from integration_app import stores
from integration_app.kit import db
from integration_app.platforms.rest.signature import sign
from integration_app.stores.models import Store, Workspace

SECRET = "door secret ü"


def add_site(workspace: Workspace, address: str = "https://magento.example", *, secret: str = SECRET) -> Store:
    with db.unit():
        return stores.add_store(
            stores.workspace(workspace.id),
            platform="rest",
            name="Atelier",
            address=address,
            secrets={"door_secret": secret},
        )


def send(
    client: FlaskClient,
    method: str,
    path: str,
    body: Any = None,
    *,
    secret: str = SECRET,
    at: float | None = None,
    signature: str | None = None,
) -> TestResponse:
    """Make one signed request; a text or bytes as body goes as it is."""
    raw = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
    timestamp = str(int(time.time() if at is None else at))
    made = signature or sign(secret, timestamp=timestamp, method=method, path=path, body=raw)
    headers = {"X-Parley-Timestamp": timestamp, "X-Parley-Signature": made}
    return client.open(path, method=method, data=raw, headers=headers, content_type="application/json")


def order(**changes: Any) -> dict[str, Any]:
    """An order as a site tells it."""
    told = {
        "number": "#A-7",
        "financial": "paid",
        "currency": "EUR",
        "total": "49.90",
        "created_at": "2026-11-20T10:00:00Z",
        "updated_at": "2026-11-20T10:05:00+01:00",
        "email": "cleo@example.com",
        "customer_id": "c-9",
        "locale": "fr",
        "shipping_address": {"name": "Cleo Marchand", "line1": "1 rue X", "city": "Lyon", "country": "FR"},
        "lines": [{"id": "l-1", "title": "Table lamp", "quantity": 2, "price": "24.95", "sku": "LAMP"}],
    }
    return {**told, **changes}


def product(**changes: Any) -> dict[str, Any]:
    """A product as a site tells it."""
    told = {
        "title": "Table lamp",
        "updated_at": "2026-11-20T10:00:00Z",
        "url": "https://magento.example/lamp",
        "description": "<p>Brass and <b>glass</b></p>",
        "variants": [{"id": "v-1", "title": "Brass", "price": "24.95", "stock": 3, "options": {"Colour": "Brass"}}],
    }
    return {**told, **changes}
