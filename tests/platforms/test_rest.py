"""Any other site keeps the contract: it only tells, and is believed."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from integration_app import platforms, stores
from integration_app.platforms import Connection
from integration_app.platforms.protocol import Platform
from integration_app.platforms.rest import connect
from integration_app.platforms.rest.signature import sign
from integration_app.stores.models import Store, Workspace
from tests.platforms.contract import NeverAsked
from tests.platforms.stage import Sent
from tests.support import door


class Site:
    """A home-made shop that keeps its orders in memory and tells each change."""

    def __init__(self) -> None:
        self.public_id = ""
        self._orders: dict[str, dict[str, Any]] = {}
        self._sent: list[Sent] = []
        self._clock = datetime.now(UTC) - timedelta(hours=1)
        self._products = {"p1": door.product()}

    def adapter(self) -> Platform:
        return connect(Connection("rest", "https://magento.example"))

    def stranger(self) -> Platform:
        return self.adapter()

    def nobody(self) -> Platform:
        return self.adapter()

    def join(self, workspace: Workspace) -> Store:

        store = stores.add_store(
            workspace,
            platform="rest",
            name="Atelier",
            address="https://magento.example",
            secrets={"door_secret": door.SECRET},
        )
        self.public_id = store.public_id
        return store

    def place(self) -> str:
        id = str(len(self._orders) + 1)
        line = {"id": f"{id}-1", "title": "Table lamp", "quantity": 1, "price": "49.90"}
        self._orders[id] = door.order(number=id, lines=[line])
        return self._changed(id)

    def ship(self, order: str) -> None:
        parcel = {"id": f"{order}-p", "status": "shipped", "updated_at": self._now()}
        self._changed(order, parcels=[parcel])

    def deliver(self, order: str) -> None:
        parcel = self._orders[order]["parcels"][0] | {"status": "delivered", "updated_at": self._now()}
        self._changed(order, parcels=[parcel])

    def cancel(self, order: str) -> None:
        self._changed(order, cancelled_at=self._now(), financial="voided")

    def product(self) -> str:
        return "p1"

    def count_anew(self, product: str) -> None:
        told = self._products[product]
        told["variants"][0]["stock"] = 7
        told["updated_at"] = self._now()
        self._tell(f"products/{product}", told)

    def notes(self, order: str) -> int:
        return 0

    def mails(self, order: str) -> int:
        return 0

    def news(self) -> list[Sent]:
        sent, self._sent = self._sent, []
        return sent

    def _changed(self, order: str, **parts: Any) -> str:
        self._orders[order] |= {**parts, "updated_at": self._now()}
        self._tell(f"orders/{order}", self._orders[order])
        return order

    def _now(self) -> str:
        self._clock += timedelta(seconds=1)
        return self._clock.isoformat()

    def _tell(self, place: str, body: dict[str, Any]) -> None:

        raw, path = json.dumps(body).encode(), f"/door/{self.public_id}/{place}"
        timestamp = str(int(datetime.now(UTC).timestamp()))
        signature = sign(door.SECRET, timestamp=timestamp, method="PUT", path=path, body=raw)
        headers = {"X-Parley-Timestamp": timestamp, "X-Parley-Signature": signature}
        self._sent.append(Sent("PUT", path, headers, raw))


@pytest.fixture
def stage() -> Site:
    return Site()


class TestRestDoor(NeverAsked):
    abilities = frozenset()

    def test_it_is_offered(self, database: object) -> None:
        assert platforms.connect(Connection("rest", "https://magento.example")).abilities == frozenset()
