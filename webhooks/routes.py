"""Where the stores' webhooks arrive: checked, kept, answered. What they mean is found out afterwards, by a worker.

This is the busiest door and stays narrow: one signature, one remembered look-up, one insert.
"""

import base64
import hmac
import time
from collections.abc import Iterable
from datetime import datetime

from flask import Blueprint, Request, Response, request

from integration_app.kit import crypto, db, inbox
from integration_app.platforms import fields
from integration_app.stores.woocommerce import watching
from webhooks import senders
from webhooks.raw import answer, digest, read, text

SHOPIFY, WOOCOMMERCE = "shopify", "woocommerce"
_pinged: dict[int, float] = {}


def blueprint() -> Blueprint:
    """Return the routes, for the application to register."""
    routes = Blueprint("store_webhooks", __name__)

    @routes.post("/webhooks/shopify")
    def shopify() -> Response:
        return _from_shopify()

    @routes.post("/webhooks/woocommerce/<store>")
    def woocommerce(store: str) -> Response:
        return _from_woocommerce(store)

    return routes


def _from_shopify() -> Response:
    """Keep a delivery: the app's signature first, then the shop. A shop that we do not know is kept for the operator.

    A store that was connected by hand signs with a secret of its own, which counts for that store and no other.
    """
    raw = read(request)
    if raw is None:
        return answer(413, "A delivery may have 2 MB.")
    headers = request.headers
    given = headers.get("X-Shopify-Hmac-Sha256")
    signed = is_signed(raw, given, senders.shopify_secrets())
    domain = headers.get("X-Shopify-Shop-Domain", "")[:255].lower()
    sender = senders.shopify_shop(domain) if given else None
    if not signed and not (sender and is_signed(raw, given, sender.secrets)):
        return answer(401, "The signature is neither the app's nor this store's.")
    with db.unit():
        inbox.receive(
            SHOPIFY,
            sender=domain,
            delivery_key=headers.get("X-Shopify-Webhook-Id", "")[:160] or digest(raw),
            topic=headers.get("X-Shopify-Topic", ""),
            body=text(raw),
            workspace=sender.workspace if sender else crypto.SYSTEM,
            store=sender.store if sender else None,
            happened_at=_moment(headers.get("X-Shopify-Triggered-At")),
        )
    return answer(200)


def _from_woocommerce(store: str) -> Response:
    """Keep a delivery of the store in the address. The ping at a webhook's creation is unsigned and wants 200."""
    raw = read(request)
    if raw is None:
        return answer(413, "A delivery may have 2 MB.")
    sender = senders.woocommerce_store(store)
    if sender is None:
        return answer(404, "There is no such store.")
    headers = request.headers
    if "X-WC-Webhook-Signature" not in headers and is_ping(request, raw):
        _note_ping(sender.store)
        return answer(200)
    if not is_signed(raw, headers.get("X-WC-Webhook-Signature"), sender.secrets):
        return answer(401, "The signature is not this store's.")
    with db.unit():
        inbox.receive(
            WOOCOMMERCE,
            sender=sender.public_id,
            delivery_key=f"{headers.get('X-WC-Webhook-Delivery-ID', '')[:80]}:{digest(raw)}",
            topic=headers.get("X-WC-Webhook-Topic", ""),
            body=text(raw),
            workspace=sender.workspace,
            store=sender.store,
        )
    return answer(200)


def is_signed(raw: bytes, given: str | None, secrets: Iterable[bytes]) -> bool:
    """Say whether a body carries the base64 HMAC-SHA256 of any of these secrets; every one is tried, in equal time."""
    theirs = (given or "").encode("utf-8", "surrogateescape")
    fits = False
    for secret in secrets:
        ours = base64.b64encode(hmac.digest(secret, raw, "sha256"))
        fits |= hmac.compare_digest(ours, theirs)
    return fits


def is_ping(asked: Request, raw: bytes) -> bool:
    """Say whether this is WooCommerce's form post ``webhook_id=N``, without any of its headers."""
    number = raw.removeprefix(b"webhook_id=")
    return number != raw and number.isdigit() and len(number) < 20 and not asked.headers.get("X-WC-Webhook-Topic")


def _note_ping(store: int) -> None:
    """Note that a store reaches us, once a second: anybody may send what looks like a ping."""
    now = time.monotonic()
    if now - _pinged.get(store, 0.0) > 1.0:
        _pinged[store] = now
        with db.unit():
            watching.note_ping(store)


def _moment(told: str | None) -> datetime | None:
    return fields.to_moment(told) if told else None
