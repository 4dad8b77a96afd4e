"""WooCommerce keeps the contract: our adapter against recorded answers, our doors against its webhooks."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from integration_app import stores
from integration_app.kit import public_address
from integration_app.platforms import Connection
from integration_app.platforms.protocol import Ability, Platform
from integration_app.platforms.woocommerce import connect
from integration_app.platforms.woocommerce.adapter import WooShop
from integration_app.platforms.woocommerce.client import Client
from integration_app.stores.models import Store, Workspace
from tests.demo.conftest import Receiver, free_port, playing_parley
from tests.platforms.contract import AskablePlatform
from tests.platforms.stage import Sent
from tests.support.woo_store import Key, WooServer

SECRET = "webhook secret"
TOPICS = ("order.created", "order.updated", "product.updated")
CARD = {"id": "card", "title": "Card", "enabled": True, "method_supports": ["products", "refunds"]}


class Woo:
    """One shop of the stand-in. Each happening is a second after the one before, and is told at once."""

    def __init__(self, server: WooServer, receiver: Receiver) -> None:
        self._store, self._receiver, self._read = server.store, receiver, 0
        self._key = next(iter(self._store.keys.values()))
        self._store.load("product-simple")
        self._store.gateways.append(dict(CARD))

    def adapter(self) -> Platform:
        return self._with(self._key, self._store.url)

    def stranger(self) -> Platform:
        return self._with(Key(key="ck_of_somebody_else", secret="cs_of_somebody_else"), self._store.url)

    def nobody(self) -> Platform:
        return self._with(self._key, f"http://127.0.0.1:{free_port()}")

    def join(self, workspace: Workspace) -> Store:
        secrets = {
            "webhook_secret": SECRET,
            "consumer_key": self._key.key,
            "consumer_secret": self._key.secret,
        }
        store = stores.add_store(
            workspace, platform="woocommerce", name="Trail", address=self._store.url, secrets=secrets
        )
        for id in list(self._store.hooks.rows):
            self._store.hooks.remove(id)
        for topic in TOPICS:
            url = f"{self._receiver.url}/webhooks/woocommerce/{store.public_id}"
            self._store.hooks.add(topic, url, SECRET, topic)
        return store

    def place(self) -> str:
        self._later()
        row = self._store.order_like(payment_method="card")
        self._store.hooks.fire("order.created", row["id"])
        self._change(row["id"], status="processing")
        return str(row["id"])

    def ship(self, order: str) -> None:
        self._change(int(order), status="completed")

    def deliver(self, order: str) -> None:
        """WooCommerce never hears of it."""

    def cancel(self, order: str) -> None:
        self._change(int(order), status="cancelled")

    def product(self) -> str:
        return str(next(iter(self._store.products.rows)))

    def count_anew(self, product: str) -> None:
        self._later()
        row = self._store.products.rows[int(product)] | {"manage_stock": True, "stock_quantity": 7}
        self._store.products.put(self._store.stamp(row, "date_modified", self._store.now()))
        self._tell("product.updated", int(product))

    def notes(self, order: str) -> int:
        return sum("Pack it well" in note["note"] for note in self._store.notes.get(int(order), []))

    def mails(self, order: str) -> int:
        return [id for _, id in self._store.mails].count(int(order))

    def news(self) -> list[Sent]:
        self._store.hooks.drain()
        fresh = self._receiver.calls[self._read :]
        self._read += len(fresh)
        told = [one for one in fresh if "x-wc-webhook-topic" in one.headers]
        return [Sent(one.method, one.path, one.headers, one.body) for one in told]

    def _change(self, order: int, **columns: Any) -> None:
        self._later()
        self._store.change_order(order, **columns)
        self._store.hooks.drain()

    def _tell(self, topic: str, id: int) -> None:
        self._store.hooks.fire(topic, id)
        self._store.hooks.drain()

    def _later(self) -> None:
        """Let a second pass: WooCommerce counts in whole ones."""
        self._store.ahead += timedelta(seconds=1)

    def _with(self, key: Key, url: str) -> Platform:
        return WooShop(Client(url, key.key, key.secret, pause=lambda _: None), secret=key.secret)


@pytest.fixture(scope="module")
def stage() -> Iterator[Woo]:
    public_address.use(("127.0.0.1",))
    with playing_parley() as receiver, WooServer() as server:
        yield Woo(server, receiver)


class TestWooCommerce(AskablePlatform):
    abilities = frozenset(Ability) - {Ability.RETURN}

    def test_keys_are_what_a_connection_carries(self, stage: Woo) -> None:
        key = stage._key
        connection = Connection(
            "woocommerce", stage._store.url, {"consumer_key": key.key, "consumer_secret": key.secret}
        )
        assert connect(connection).shop().currency
