"""Webhooks as Shopify sends them: signed, each with its own id; again and in another order where a test wants it."""

import base64
import hmac
import itertools
import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import requests

from tests.support.shopify_store.shelf import Payload

_count = itertools.count(1)


@dataclass(frozen=True)
class Sent:
    """One delivery: what goes over the wire."""

    body: bytes
    headers: dict[str, str]


def signed(domain: str, secret: str, topic: str, payload: Payload, *, id: str | None = None) -> Sent:
    """Make a delivery of one webhook."""
    body = json.dumps(payload).encode()
    return Sent(
        body,
        {
            "Content-Type": "application/json",
            "X-Shopify-Topic": topic,
            "X-Shopify-Hmac-Sha256": base64.b64encode(hmac.digest(secret.encode(), body, "sha256")).decode(),
            "X-Shopify-Shop-Domain": domain,
            "X-Shopify-Webhook-Id": id or f"stand-in-{next(_count)}",
            "X-Shopify-API-Version": "2026-07",
        },
    )


def disturbed(sent: Sequence[Sent], chance: random.Random, *, copies: int = 2) -> list[Sent]:
    """Return deliveries as a bad day brings them: each several times, all of them shuffled."""
    found = [one for one in sent for _ in range(copies)]
    chance.shuffle(found)
    return found


def send(sent: Iterable[Sent], to: Any) -> list[int]:
    """Post deliveries to a base URL, or through Flask's test client; return the status of each answer."""
    if isinstance(to, str):
        url = f"{to}/webhooks/shopify"
        return [requests.post(url, data=one.body, headers=one.headers, timeout=5).status_code for one in sent]
    return [to.post("/webhooks/shopify", data=one.body, headers=one.headers).status_code for one in sent]
