"""Both platforms are read to the end, and a second look at an unchanged store finds nothing wrong."""

from collections.abc import Iterator

import pytest
from sqlalchemy import func, select

from integration_app import orders, stores, sync
from integration_app.catalogue.models import Product
from integration_app.kit import clock, db, public_address
from integration_app.orders.models import Order
from integration_app.platforms.shopify import address as shopify_address
from integration_app.platforms.shopify import pace
from integration_app.stores.models import Store
from integration_app.sync import rules
from integration_app.sync.models import SyncRun
from tests.support.cast import Cast
from tests.support.shopify_store import ShopifyStore
from tests.support.woo_store import Key, WooServer
from tests.support.woo_store.control import fill
from tests.sync.conftest import begin, work


@pytest.fixture
def shopify(cast: Cast) -> Iterator[ShopifyStore]:
    pace.forget()
    with ShopifyStore(orders=30, products=5, rate=100_000, size=200_000) as stand_in:
        shopify_address.use(stand_in.template)
        with db.unit():
            store = stores.by_id(cast.store.id)
            stores.keep_secret(store, "access_token", stand_in.shop.tokens.new_access())
        yield stand_in
    shopify_address.use("")
    pace.forget()


@pytest.fixture
def woo(cast: Cast) -> Iterator[WooServer]:
    with WooServer() as stand_in:
        fill(stand_in.store, 30)
        public_address.use(("127.0.0.1",))
        with db.unit():
            store = stores.by_id(cast.store.id)
            store.platform, store.address, store.shop_domain = "woocommerce", stand_in.url, stand_in.url.split("//")[1]
            stores.keep_secret(store, "consumer_key", Key().key)
            stores.keep_secret(store, "consumer_secret", Key().secret)
        yield stand_in
    public_address.use(())


def read_and_look(store: Store) -> sync.SyncState:
    """Read a store whole, then look at it as every ten minutes and as every day."""
    begin(store)
    assert work(store, rules.BACKFILL).problem is None
    with db.unit():
        for run in db.session().query(SyncRun).filter_by(store_id=store.id):
            run.good_from = clock.now() - rules.GRANTED
    assert work(store, rules.RECONCILE).problem is None
    daily = work(store, rules.DAILY)
    assert (daily.problem, daily.skipped) == (None, 0)
    with db.unit(read_only=True):
        return sync.state(store.id)


def count(model: type[db.Base], store: Store) -> int:
    with db.unit(read_only=True):
        mine = select(func.count()).select_from(model).where(model.store_id == store.id)  # type: ignore[attr-defined]
        return int(db.session().scalar(mine) or 0)


def test_shopify(cast: Cast, shopify: ShopifyStore) -> None:
    found = read_and_look(cast.store)
    assert (count(Order, cast.store), count(Product, cast.store)) == (30, 5)
    assert found.repaired_week == 0
    with db.unit(read_only=True):
        zones = orders.shipping_zones(cast.store.id)
        assert {country for zone in zones for country in zone.countries} >= {"DE", "*"}
        assert stores.by_id(cast.store.id).name == "Lumen"


def test_woocommerce(cast: Cast, woo: WooServer) -> None:
    found = read_and_look(cast.store)
    assert count(Order, cast.store) == len(woo.store.orders.rows)
    assert count(Product, cast.store) > 0
    assert found.repaired_week == 0
