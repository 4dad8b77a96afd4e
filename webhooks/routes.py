"""Where the stores' webhooks arrive: checked, kept, answered. What they mean is found out afterwards, by a worker.

This is the busiest door and stays narrow: one signature, one remembered look-up, one insert.
"""

import base64
import hashlib
import hmac
from collections.abc import Iterable
from datetime import datetime

from flask import Blueprint, Request, Response, request
from werkzeug.exceptions import RequestEntityTooLarge

from integration_app.kit import crypto, db, inbox
from integration_app.platforms import fields
from webhooks import senders

LARGEST = 2 * 1024 * 1024
"""Bytes of a body that we take. Shopify's largest order payloads stay below 1 MB."""

SHOPIFY, WOOCOMMERCE = "shopify", "woocommerce"


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
    raw = _body(request)
    if raw is None:
        return _answer(413, "A delivery may have 2 MB.")
    headers = request.headers
    given = headers.get("X-Shopify-Hmac-Sha256")
    signed = is_signed(raw, given, senders.shopify_secrets())
    domain = headers.get("X-Shopify-Shop-Domain", "")[:255].lower()
    sender = senders.shopify_shop(domain) if given else None
    if not signed and not (sender and is_signed(raw, given, sender.secrets)):
        return _answer(401, "The signature is neither the app's nor this store's.")
    with db.unit():
        inbox.receive(
            SHOPIFY,
            sender=domain,
            delivery_key=headers.get("X-Shopify-Webhook-Id", "")[:160] or _digest(raw),
            topic=headers.get("X-Shopify-Topic", ""),
            body=_text(raw),
            workspace=sender.workspace if sender else crypto.SYSTEM,
            store=sender.store if sender else None,
            happened_at=_moment(headers.get("X-Shopify-Triggered-At")),
        )
    return _answer(200)


def _from_woocommerce(store: str) -> Response:
    """Keep a delivery of the store in the address. The ping at a webhook's creation is unsigned and wants 200."""
    raw = _body(request)
    if raw is None:
        return _answer(413, "A delivery may have 2 MB.")
    sender = senders.woocommerce_store(store)
    if sender is None:
        return _answer(404, "There is no such store.")
    headers = request.headers
    if "X-WC-Webhook-Signature" not in headers and is_ping(request, raw):
        return _answer(200)
    if not is_signed(raw, headers.get("X-WC-Webhook-Signature"), sender.secrets):
        return _answer(401, "The signature is not this store's.")
    with db.unit():
        inbox.receive(
            WOOCOMMERCE,
            sender=sender.public_id,
            delivery_key=f"{headers.get('X-WC-Webhook-Delivery-ID', '')[:80]}:{_digest(raw)}",
            topic=headers.get("X-WC-Webhook-Topic", ""),
            body=_text(raw),
            workspace=sender.workspace,
            store=sender.store,
        )
    return _answer(200)


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


def _body(asked: Request) -> bytes | None:
    """Read the raw body; None, without reading it all, where it is larger than we take.

    Werkzeug cuts a body of unknown length at the limit without a word, hence one byte more.
    """
    asked.max_content_length = LARGEST + 1
    try:
        raw = asked.get_data(cache=False)
    except RequestEntityTooLarge:
        return None
    return raw if len(raw) <= LARGEST else None


def _digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "backslashreplace")


def _moment(told: str | None) -> datetime | None:
    return fields.to_moment(told) if told else None


def _answer(status: int, why: str = "") -> Response:
    return Response(f"{why}\n" if why else b"", status=status, mimetype="text/plain")
