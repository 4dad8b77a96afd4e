"""A day in a shop, by its webhooks: in any order and more than once, the mirror ends as the shop is."""

import random
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from integration_app import orders, stores
from integration_app.kit import clock, db
from integration_app.kit.events import EventRow
from integration_app.stores import installation
from integration_app.stores.models import Store
from integration_app.stores.rereads import Reread
from tests.shopify.conftest import Reaching, served
from tests.support import mirror
from tests.support.cast import Cast
from tests.support.shopify_store import ShopifyStore, happenings
from tests.support.shopify_store.deliveries import disturbed, send
from webhooks import senders

Jobs = Callable[[], int]


@pytest.fixture
def lumen() -> Iterator[Reaching]:
    """The shop of Ada's store."""
    yield from served(ShopifyStore(products=2))


@pytest.fixture
def connected(lumen: Reaching, cast: Cast, client: FlaskClient) -> Store:
    """Ada's store with a token, so that it can be asked."""
    senders.forget()
    installation.use(lumen.store.client_id, (lumen.store.client_secret,))
    with db.unit():
        store = stores.by_id(cast.store.id)
        stores.keep_secret(store, "access_token", lumen.shop.tokens.new_access(), old_stays=timedelta())
    return cast.store


def a_day(reaching: Reaching) -> str:
    """Let an order be placed, sent, seen, partly given back and partly sent back; return its id."""
    order = happenings.place(reaching.shop)
    parcel = happenings.ship(reaching.shop, order["id"])
    for status in ("in_transit", "out_for_delivery", "delivered"):
        happenings.scan(reaching.shop, parcel["id"], status, city=status.title())
    adapter, line = reaching.adapter(), str(order["line_items"][0]["id"])
    made = adapter.request_return(order_id=str(order["id"]), lines=((line, 1),), reason="other", note="", key="r")
    adapter.decide_return(return_id=made.external_id, approved=True, note="", key="d")
    adapter.refund_order(str(order["id"]), lines=(), amount=None, note="", key="f")
    happenings.place(reaching.shop)
    return str(order["id"])


def mirrored(store: Store) -> dict[str, Any]:
    return mirror.of_orders(store.id)


def test_the_mirror_ends_as_the_shop_is(lumen: Reaching, connected: Store, client: FlaskClient, run_jobs: Jobs) -> None:
    id = a_day(lumen)
    assert set(send(lumen.store.deliveries(), client)) == {200}
    run_jobs()
    asked = lumen.adapter().order(id)
    assert asked is not None
    assert asked.updated_at is not None
    found = next(one for one in mirrored(connected)["orders"] if one["external_id"] == id)
    assert (found["financial"], found["refunded"], found["total"]) == (
        "refunded",
        str(asked.refunded),
        str(asked.total),
    )
    assert found["platform_updated_at"] == asked.updated_at.isoformat()
    assert [one["progress"] for one in mirrored(connected)["fulfilments"]] == ["delivered"]
    assert [one["state"] for one in mirrored(connected)["store_returns"]] == ["open"]
    assert len(mirrored(connected)["tracking_events"]) == 3


@pytest.mark.parametrize("seed", range(3))
def test_duplicates_in_any_order_end_the_same(
    lumen: Reaching, connected: Store, client: FlaskClient, run_jobs: Jobs, seed: int
) -> None:
    id = a_day(lumen)
    news = lumen.store.deliveries()
    assert set(send(disturbed(news, random.Random(seed), copies=2), client)) == {200}
    run_jobs()
    after = mirrored(connected)
    assert id in {one["external_id"] for one in after["orders"]}
    assert listed(lumen, connected) == []
    assert mirrored(connected) == after
    assert len(after["orders"]) == 2
    assert len(after["tracking_events"]) == 3
    with db.unit(read_only=True):
        assert db.session().query(Reread).filter_by(store_id=connected.id).count() == 0


def test_a_reconcile_right_after_the_webhooks_repairs_nothing(
    lumen: Reaching, connected: Store, client: FlaskClient, run_jobs: Jobs
) -> None:
    for place in range(4):
        order = happenings.place(lumen.shop)
        if place % 2:
            parcel = happenings.ship(lumen.shop, order["id"])
            happenings.scan(lumen.shop, parcel["id"], "in_transit")
        if place == 2:
            happenings.cancel(lumen.shop, order["id"])
    send(lumen.store.deliveries(), client)
    run_jobs()
    before = events_of(connected)
    assert listed(lumen, connected) == []
    for told in list(lumen.adapter().orders()):
        with db.unit():
            orders.record_order(stores.by_id(connected.id), told)
    assert events_of(connected) == before


def test_webhooks_after_the_question_change_nothing(
    lumen: Reaching, connected: Store, client: FlaskClient, run_jobs: Jobs
) -> None:
    """The back-fill was faster than the delivery: the same state comes a second time, the other way."""
    order = happenings.place(lumen.shop)
    parcel = happenings.ship(lumen.shop, order["id"])
    happenings.scan(lumen.shop, parcel["id"], "delivered")
    assert listed(lumen, connected) == [str(order["id"])]
    before, said = mirrored(connected), events_of(connected)
    send(lumen.store.deliveries(), client)
    run_jobs()
    assert mirrored(connected) == before
    assert {kind for kind in events_of(connected)[len(said) :] if not kind.endswith("reread_wanted")} == set()


def listed(reaching: Reaching, store: Store) -> list[str]:
    """Take over the shop's list, as a reconcile does; return what the mirror had wrong."""
    told = list(reaching.adapter().orders())
    with db.unit():
        return orders.record_listed(stores.by_id(store.id), told, news_since=clock.now() - timedelta(days=1))


def events_of(store: Store) -> list[str]:
    with db.unit(read_only=True):
        rows = db.session().query(EventRow).filter_by(store_id=store.id).order_by(EventRow.id)
        return [row.kind for row in rows if row.kind.startswith("order.")]
