"""Telling the app what changed: signed webhooks, put into the outbox in the unit that changes the rows."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

from sqlalchemy.orm import Session

from demo import payloads, signing
from demo.config import DemoConfig
from demo.models import Cart, Customer, Delivery, Order, Product

API_VERSION = "2026-07"


@dataclass(frozen=True)
class Announcer:
    """What one act of the shop may change and tell. `event_id` ties its deliveries together.

    A muted one changes rows and tells nobody: that is how the past is seeded.
    """

    session: Session
    config: DemoConfig
    now: datetime
    muted: bool = False
    event_id: str = field(default_factory=lambda: str(uuid4()))

    def send(self, topic: str, payload: payloads.Payload) -> None:
        """Put one webhook into the outbox."""
        if self.muted:
            return
        body = json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()
        self.session.add(
            Delivery(
                label=topic,
                url=self.config.webhook_url,
                headers=self._headers(topic, body),
                body=body,
                next_at=self.now,
                created_at=self.now,
            )
        )

    def order(self, order: Order, topic: str = "orders/updated") -> None:
        """Tell how an order is now."""
        order.updated_at = self.now
        self.session.flush()
        self.send(topic, payloads.order(order, self.config.base_url))

    def product(self, product: Product, topic: str = "products/update") -> None:
        """Tell how a product is now."""
        product.updated_at = self.now
        self.send(topic, payloads.product(product, self.config.base_url))

    def customer(self, customer: Customer) -> None:
        """Tell that somebody has an account now."""
        self.send("customers/create", payloads.customer(customer))

    def cart(self, cart: Cart, currency: str, *, new: bool) -> None:
        """Tell what lies in a cart now."""
        self.send("carts/create" if new else "carts/update", payloads.cart(cart, currency))

    def _headers(self, topic: str, body: bytes) -> dict[str, str]:
        return {
            "Content-Type": "application/json",
            "X-Shopify-Topic": topic,
            "X-Shopify-Hmac-Sha256": signing.webhook(self.config.app_secret, body),
            "X-Shopify-Shop-Domain": self.config.shop_domain,
            "X-Shopify-API-Version": API_VERSION,
            "X-Shopify-Webhook-Id": str(uuid4()),
            "X-Shopify-Triggered-At": self.now.isoformat().replace("+00:00", "Z"),
            "X-Shopify-Event-Id": self.event_id,
            "X-Shopify-Name": "lumen",
        }
