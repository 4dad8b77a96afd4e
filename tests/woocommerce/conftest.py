"""A store on loopback, and the adapter that speaks to it."""

from collections.abc import Iterator

import pytest

from integration_app.kit import public_address
from integration_app.platforms.woocommerce.adapter import WooShop
from integration_app.platforms.woocommerce.client import Client
from tests.support.woo_store import Key, WooServer, WooStore
from tests.web.conftest import signed_in as signed_in  # noqa: PLC0414 a fixture for the tests here

GOODS = ("product-simple", "product-variable", "product-variations", "product-backorder", "product-out-of-stock")


@pytest.fixture(autouse=True)
def this_machine_is_allowed() -> None:
    public_address.use(("127.0.0.1",))


@pytest.fixture
def woo() -> Iterator[WooStore]:
    """An open shop with some goods."""
    with WooServer() as server:
        server.store.load(*GOODS)
        yield server.store


@pytest.fixture
def key(woo: WooStore) -> Key:
    return next(iter(woo.keys.values()))


@pytest.fixture
def shop_client(woo: WooStore, key: Key) -> Client:
    """Speaks to the shop, and never pauses."""
    return Client(woo.url, key.key, key.secret, pause=lambda _: None)


@pytest.fixture
def shop(shop_client: Client, key: Key) -> WooShop:
    return WooShop(shop_client, secret=key.secret)
