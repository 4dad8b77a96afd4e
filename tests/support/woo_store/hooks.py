"""Webhooks as WooCommerce 10.5 sends them: serial, once, with their quirks."""

import base64
import hashlib
import hmac
import json
import queue
import threading
import time
from typing import TYPE_CHECKING, Any

import requests

if TYPE_CHECKING:
    from tests.support.woo_store.state import WooStore

AGENT = "WooCommerce/10.5.0 Hookshot (WordPress/6.9.7)"
TOLERATED = 6
"""Failures in a row; the seventh disables the webhook (measured; WooCommerce's own text says five)."""

_COUNTS = {*range(200, 300), 301, 302}
"""Answers that count as received; redirects are not followed."""

_CROSSED = {
    "product.deleted": "coupon.deleted",
    "coupon.deleted": "product.deleted",
    "product.restored": "coupon.restored",
    "coupon.restored": "product.restored",
}
"""Trashing one kind is told as the other's too, with the id of the first."""


class Hooks:
    """The store's webhooks and the queue of what they are to send."""

    def __init__(self, store: "WooStore") -> None:
        self._store = store
        self.rows: dict[int, dict[str, Any]] = {}
        self.secrets: dict[int, str] = {}
        self.failures: dict[int, int] = {}
        self.unpinged: set[int] = set()
        self.sent: list[tuple[str, int, int]] = []
        """(topic, resource, answer) of each delivery; 0 where nobody answered."""
        self._jobs: queue.Queue[tuple[int, str, Any]] = queue.Queue()
        self._ids = 0
        threading.Thread(target=self._work, daemon=True).start()

    def add(self, topic: str, url: str, secret: str, name: str) -> dict[str, Any]:
        """Make a webhook; its first ping is sent before the answer."""
        self._ids += 1
        resource, _, event = topic.partition(".")
        row: dict[str, Any] = {
            "id": self._ids,
            "name": name or f"Webhook created on {time.strftime('%b %d, %Y')}",
            "status": "active",
            "topic": topic,
            "resource": resource,
            "event": event,
            "hooks": [],
            "delivery_url": url,
        }
        self._store.stamp(row, "date_created", self._store.now())
        row |= {"date_modified": None, "date_modified_gmt": None}
        self.rows[row["id"]], self.failures[row["id"]] = row, 0
        self.secrets[row["id"]] = secret or "x" * 50
        self.unpinged.add(row["id"])
        self._ping(row)
        return row

    def remove(self, id: int) -> dict[str, Any]:
        """Delete a webhook."""
        return self.rows.pop(id)

    def set_status(self, id: int, status: str) -> None:
        """Pause or activate: the count of failures stays."""
        self.rows[id]["status"] = status

    def fire(self, topic: str, resource: Any) -> None:
        """Tell a change to who listens; the body is built when it is sent, not now."""
        for wanted in (topic, _CROSSED.get(topic)):
            for row in list(self.rows.values()):
                if wanted and row["topic"] == wanted and row["status"] == "active":
                    self._jobs.put((row["id"], wanted, resource))

    def drain(self, seconds: float = 20) -> None:
        """Wait until everything is sent."""
        end = time.monotonic() + seconds
        while self._jobs.unfinished_tasks and time.monotonic() < end:
            time.sleep(0.005)

    def _work(self) -> None:
        while True:
            id, topic, resource = self._jobs.get()
            try:
                self._deliver(id, topic, resource)
            finally:
                self._jobs.task_done()

    def _deliver(self, id: int, topic: str, resource: Any) -> None:
        row = self.rows.get(id)
        if row is None or row["status"] != "active":
            return
        if id in self.unpinged:
            self._ping(row)
        body = self._body(topic, resource)
        status = self._post(row["delivery_url"], body, self._headers(row, topic, body))
        self.sent.append((topic, resource if isinstance(resource, int) else 0, status))
        self._count(row, status in _COUNTS)

    def _count(self, row: dict[str, Any], good: bool) -> None:
        self.failures[row["id"]] = 0 if good else self.failures[row["id"]] + 1
        if self.failures[row["id"]] > TOLERATED:
            row["status"] = "disabled"

    def _body(self, topic: str, resource: Any) -> bytes:
        kind, _, event = topic.partition(".")
        if kind == "action":
            return json.dumps({"action": event, "arg": resource}).encode()
        if event == "deleted":
            return json.dumps({"id": resource}).encode()
        table = getattr(self._store, f"{kind}s")
        with self._store.lock:
            found = table.rows.get(resource)
            text = json.dumps(found) if found else json.dumps({"id": resource})
        return text.replace("/", "\\/").encode()

    def _headers(self, row: dict[str, Any], topic: str, body: bytes) -> dict[str, str]:
        kind, _, event = topic.partition(".")
        signed = hmac.digest(self.secrets[row["id"]].encode(), body, "sha256")
        return {
            "Content-Type": "application/json",
            "X-WC-Webhook-Source": f"{self._store.url}/",
            "X-WC-Webhook-Topic": topic,
            "X-WC-Webhook-Resource": kind,
            "X-WC-Webhook-Event": event,
            "X-WC-Webhook-Signature": base64.b64encode(signed).decode(),
            "X-WC-Webhook-ID": str(row["id"]),
            "X-WC-Webhook-Delivery-ID": hashlib.md5(f"{row['id']}{int(time.time())}".encode()).hexdigest(),
        }

    def _ping(self, row: dict[str, Any]) -> None:
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        if self._post(row["delivery_url"], f"webhook_id={row['id']}".encode(), kind) == 200:
            self.unpinged.discard(row["id"])

    def _post(self, url: str, body: bytes, headers: dict[str, str]) -> int:
        for name, address in self._store.hosts.items():
            url = url.replace(name, address, 1) if url.startswith(name) else url
        try:
            return requests.post(
                url, data=body, headers={"User-Agent": AGENT, **headers}, timeout=60, allow_redirects=False
            ).status_code
        except requests.RequestException:
            return 0
