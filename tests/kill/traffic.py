"""Traffic that remembers what it was promised: webhooks answered 200, messages acknowledged."""

import base64
import hashlib
import hmac
import json
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import requests

from tests.support.stack import APP_SECRET, SHOP, Stack

WORDS = ("Where is my parcel?", "What does shipping to France cost?", "Can I return a lamp?", "Thanks")
PATIENCE = 60.0


@dataclass
class Promised:
    """What the program said it has."""

    webhooks: set[str] = field(default_factory=set)
    messages: dict[str, tuple[str, int]] = field(default_factory=dict)
    """client id → (conversation, seq)"""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def total(self) -> int:
        """Count all promises."""
        return len(self.webhooks) + len(self.messages)


class Traffic:
    """Sends webhooks like Shopify and messages like the widget: what fails is sent again, under the same key."""

    def __init__(self, stack: Stack, *, run: str) -> None:
        self._stack = stack
        self._run = run
        self.promised = Promised()
        self.chats: list[str] = []

    def send(self, *, webhooks: int, messages: int, chats: int, at_half: Callable[[], None]) -> None:
        """Send all of it at once from several threads, and call ``at_half`` when half is promised."""
        tokens = [self._open(number) for number in range(chats)]
        self.chats = [conversation for conversation, _ in tokens]
        with ThreadPoolExecutor(8) as pool:
            jobs = [pool.submit(self._webhook, number) for number in range(webhooks)]
            each = messages // chats
            jobs += [pool.submit(self._talk, *tokens[number], number, each) for number in range(chats)]
            while self.promised.total() < (webhooks + messages) // 2:
                time.sleep(0.01)
            at_half()
            for job in jobs:
                job.result()

    def _webhook(self, number: int) -> None:
        """Tell of an order twice: created, then paid. Each third delivery comes twice."""
        order = number // 2
        topic = "orders/updated" if number % 2 else "orders/create"
        key = f"{self._run}-{number}"
        body = json.dumps(_order(self._run, order, paid=bool(number % 2))).encode()
        for _ in range(2 if number % 3 == 0 else 1):
            self._until_ok(number, lambda base: _post_webhook(base, topic, key, body))
        with self.promised.lock:
            self.promised.webhooks.add(key)

    def _talk(self, conversation: str, token: str, chat: int, messages: int) -> None:
        for number in range(messages):
            client_id = f"{self._run}-{chat}-{number}"
            said = {"client_id": client_id, "body": {"text": WORDS[number % len(WORDS)]}}
            send = lambda base, said=said: _post(f"{base}/widget/{self._stack.store}/messages", said, token)  # noqa: E731
            answer = self._until_ok(chat, send)
            with self.promised.lock:
                self.promised.messages[client_id] = (conversation, int(answer.json()["seq"]))
            time.sleep(0.15)

    def _open(self, number: int) -> tuple[str, str]:
        address = {"X-Forwarded-For": f"198.51.{number // 200}.{number % 200}"}
        url = f"{self._stack.url()}/widget/{self._stack.store}/conversations"
        opened = requests.post(url, json={"locale": "en", "zone": "UTC"}, headers=address, timeout=20).json()
        return opened["conversation"], opened["token"]

    def _until_ok(self, number: int, send: Callable[[str], requests.Response]) -> requests.Response:
        """Send to one web process, then to the other, until one takes it."""
        end = time.monotonic() + PATIENCE
        turn = number
        while time.monotonic() < end:
            turn += 1
            try:
                answer = send(self._stack.url(("web1", "web2")[turn % 2]))
            except requests.RequestException:
                time.sleep(0.1)
                continue
            if answer.status_code == 200:
                return answer
            time.sleep(0.2 if answer.status_code < 500 else 0.1)
        raise TimeoutError(f"Nobody took it within {PATIENCE} s.")


def _post_webhook(base: str, topic: str, key: str, body: bytes) -> requests.Response:
    digest = base64.b64encode(hmac.new(APP_SECRET.encode(), body, hashlib.sha256).digest()).decode()
    headers = {
        "Content-Type": "application/json",
        "X-Shopify-Topic": topic,
        "X-Shopify-Shop-Domain": SHOP,
        "X-Shopify-Webhook-Id": key,
        "X-Shopify-Hmac-Sha256": digest,
    }
    return requests.post(f"{base}/webhooks/shopify", data=body, headers=headers, timeout=10)


def _post(url: str, body: dict[str, Any], token: str) -> requests.Response:
    return requests.post(url, json=body, headers={"Authorization": f"Bearer {token}"}, timeout=10)


def _order(run: str, number: int, *, paid: bool) -> dict[str, Any]:
    id = 7_000_000_000_000 + int(hashlib.sha256(run.encode()).hexdigest()[:6], 16) * 10_000 + number
    return {
        "id": id,
        "admin_graphql_api_id": f"gid://shopify/Order/{id}",
        "name": f"#{run}{number}",
        "order_number": number,
        "email": f"cleo{number}@mail.example",
        "financial_status": "paid" if paid else "pending",
        "fulfillment_status": None,
        "currency": "EUR",
        "total_price": "64.50",
        "current_total_price": "64.50",
        "subtotal_price": "60.00",
        "created_at": "2026-11-20T10:00:00+01:00",
        "updated_at": f"2026-11-20T10:00:{30 if paid else 10}+01:00",
        "customer": {"id": id + 1, "email": f"cleo{number}@mail.example", "first_name": "Cleo", "last_name": "Martin"},
        "line_items": [{"id": id + 2, "title": "Lamp", "quantity": 1, "price": "60.00", "sku": "L-1"}],
        "fulfillments": [],
        "refunds": [],
    }
