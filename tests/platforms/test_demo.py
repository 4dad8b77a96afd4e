"""The demo shop keeps the contract."""

import itertools
import re
from collections.abc import Iterator

import pytest
import requests
from sqlalchemy import Select, func, select

from demo.models import Mail, Order, OrderNote
from integration_app import stores
from integration_app.platforms import Connection
from integration_app.platforms.demo import connect
from integration_app.platforms.protocol import Ability, Platform
from integration_app.stores import installation
from integration_app.stores.models import Store, Workspace
from tests.demo.conftest import SECRET, TOKEN, Served, free_port, opening_shops, playing_parley
from tests.platforms.contract import AskablePlatform
from tests.platforms.stage import Sent

_BUYER = {
    "email": "zoe@mail.fr", "first_name": "Zoé", "last_name": "Roux", "address1": "1 rue Longue",
    "zip": "69001", "city": "Lyon", "country": "FR",
}  # fmt: skip


class Demo:
    """The demo shop, its counter and its desk."""

    def __init__(self, served: Served) -> None:
        self._served = served
        self._read = 0

    def adapter(self) -> Platform:
        return self._with(TOKEN)

    def stranger(self) -> Platform:
        return self._with("other")

    def nobody(self) -> Platform:
        return connect(Connection("demo", f"http://127.0.0.1:{free_port()}", {"access_token": TOKEN}))

    def join(self, workspace: Workspace) -> Store:
        installation.use("", (SECRET,))
        return stores.add_store(
            workspace,
            platform="demo",
            name="Lumen Goods",
            address=self._served.url,
            shop_domain="lumen-demo.myshopify.com",
            secrets={"access_token": TOKEN},
        )

    def place(self) -> str:
        with requests.Session() as visitor:
            url, shelf = self._served.url, self._served.api("/api/products").json()["items"]
            in_stock = next(v for p in shelf for v in p["variants"] if (v["inventory_quantity"] or 0) > 3)
            visitor.post(f"{url}/cart/add", data={"variant": in_stock["id"]}, timeout=10)
            visitor.get(f"{url}/checkout", timeout=10)
            thanks = visitor.post(f"{url}/checkout", data=_BUYER, timeout=10).text
        number = re.search(r"order #(\d+) is in", thanks)
        assert number
        with self._served.shop.database.read() as session:
            return str(session.scalars(select(Order.id).where(Order.number == int(number.group(1)))).one())

    def ship(self, order: str) -> None:
        self._act(order, "ship")

    def deliver(self, order: str) -> None:
        self._act(order, "deliver")

    def cancel(self, order: str) -> None:
        self._act(order, "cancel")

    def product(self) -> str:
        return str(self._served.api("/api/products").json()["items"][0]["id"])

    def count_anew(self, product: str) -> None:
        shelf = self._served.api("/api/products").json()["items"]
        variant = next(one for one in shelf if str(one["id"]) == product)["variants"][0]["id"]
        requests.post(f"{self._served.url}/panel/products/{variant}/stock", data={"stock": 7}, timeout=10)

    def notes(self, order: str) -> int:
        return self._count(select(func.count()).select_from(OrderNote).where(OrderNote.order_id == int(order)))

    def mails(self, order: str) -> int:
        with self._served.shop.database.read() as session:
            name = session.get_one(Order, int(order)).name
            return sum(f"Invoice for order {name}".encode() in mail.raw for mail in session.scalars(select(Mail)))

    def news(self) -> list[Sent]:
        self._served.settle()
        calls = self._served.receiver.calls
        fresh = list(itertools.islice(calls, self._read, None))
        self._read += len(fresh)
        return [Sent(one.method, one.path, one.headers, one.body) for one in fresh]

    def _with(self, token: str) -> Platform:
        return connect(Connection("demo", self._served.url, {"access_token": token}))

    def _act(self, order: str, name: str) -> None:
        answer = requests.post(f"{self._served.url}/panel/orders/{order}/{name}", allow_redirects=False, timeout=10)
        assert answer.status_code == 302, name

    def _count(self, asked: Select[tuple[int]]) -> int:
        with self._served.shop.database.read() as session:
            return session.scalar(asked) or 0


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """One shop for all: filling it takes a second, and every test buys for itself."""
    with playing_parley() as receiver, opening_shops(tmp_path_factory.mktemp("demo"), receiver) as start:
        yield Demo(start(shop_domain="lumen-demo.myshopify.com"))


class TestDemo(AskablePlatform):
    abilities = frozenset(Ability)
