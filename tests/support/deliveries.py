"""Webhook deliveries as the platforms send them: signed, with their headers."""

import base64
import hmac
import itertools
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from integration_app import stores
from integration_app.kit import db, inbox
from integration_app.stores.models import Store, Workspace

PAYLOADS = Path(__file__).resolve().parent.parent / "payloads"
APP_SECRET = "hush"
LUMEN, NORDPFAD = "lumen-goods.myshopify.com", "nordpfad.myshopify.com"
WOO_SECRET = "w&b<\"secret'ü"

_count = itertools.count(1)


@dataclass(frozen=True)
class Captured:
    """One delivery of a real WooCommerce store."""

    name: str
    topic: str
    headers: dict[str, str]
    secret: str | None
    body: str
    payload: Any = field(repr=False)


def shopify_payload(case: str) -> dict[str, Any]:
    payload: dict[str, Any] = json.loads((PAYLOADS / "shopify" / f"{case}.json").read_text())
    return payload


def captured(name: str) -> Captured:
    stored = json.loads((PAYLOADS / "woocommerce" / f"{name}.json").read_text())
    topic = stored["headers"].get("X-WC-Webhook-Topic", "")
    payload = json.loads(stored["body"]) if topic else None
    return Captured(name, topic, stored["headers"], stored["secret"], stored["body"], payload)


def all_captured() -> list[Captured]:
    return [captured(path.stem) for path in sorted((PAYLOADS / "woocommerce").glob("*.json"))]


def signature(body: bytes, secret: str) -> str:
    return base64.b64encode(hmac.digest(secret.encode(), body, "sha256")).decode()


def send_shopify(
    client: FlaskClient,
    topic: str | None,
    payload: Any,
    *,
    shop: str = LUMEN,
    secret: str = APP_SECRET,
    id: str | None = None,
    triggered_at: str | None = None,
) -> TestResponse:
    body = (
        payload
        if isinstance(payload, bytes)
        else (payload if isinstance(payload, str) else json.dumps(payload)).encode()
    )
    headers = {
        "X-Shopify-Hmac-Sha256": signature(body, secret),
        "X-Shopify-Shop-Domain": shop,
        "X-Shopify-Webhook-Id": id or f"w-{next(_count)}",
        "X-Shopify-API-Version": "2026-07",
    }
    if topic is not None:
        headers["X-Shopify-Topic"] = topic
    if triggered_at:
        headers["X-Shopify-Triggered-At"] = triggered_at
    return client.post("/webhooks/shopify", data=body, headers=headers, content_type="application/json")


def _text(payload: Any) -> str:
    return payload if isinstance(payload, str) else json.dumps(payload)


def send_woocommerce(
    client: FlaskClient, store: str, topic: str, body: str | bytes, *, secret: str = WOO_SECRET, id: str | None = None
) -> TestResponse:
    raw = body.encode() if isinstance(body, str) else body
    headers = {
        "X-WC-Webhook-Signature": signature(raw, secret),
        "X-WC-Webhook-Topic": topic,
        "X-WC-Webhook-ID": "2",
        "X-WC-Webhook-Delivery-ID": id or f"d-{next(_count)}",
        "X-WC-Webhook-Source": "http://shop.example/",
    }
    return client.post(f"/webhooks/woocommerce/{store}", data=raw, headers=headers, content_type="application/json")


def add_woocommerce(workspace: Workspace, address: str = "https://trail.example", *, secret: str = WOO_SECRET) -> Store:
    with db.unit():
        return stores.add_store(
            stores.workspace(workspace.id),
            platform="woocommerce",
            name="Trail",
            address=address,
            secrets={"webhook_secret": secret},
            timezone="Europe/Berlin",
        )


def kept() -> list[inbox.Delivery]:
    with db.unit(read_only=True):
        return list(db.session().query(inbox.Delivery).order_by(inbox.Delivery.id))
