"""A store's history is read when it comes: whole, quietly, and going on after whatever stopped it."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select
from werkzeug.wrappers import Request, Response

from integration_app import catalogue, orders, stores, sync
from integration_app.kit import clock, db, events
from integration_app.kit.errors import ProviderError
from integration_app.orders.models import Fulfilment, Order, OrderLine
from integration_app.shoppers.models import Shopper
from integration_app.stores import terms
from integration_app.sync import operations, reactions, rules, runs
from integration_app.sync.models import SyncRun
from tests.support.cast import Cast
from tests.support.listing_store import TERMS, ListingStore, order
from tests.sync.conftest import Look, begin, make_due, run_of, work


def count(model: type[db.Base], store: int) -> int:
    with db.unit(read_only=True):
        mine = select(func.count()).select_from(model).where(model.store_id == store)  # type: ignore[attr-defined]
        return int(db.session().scalar(mine) or 0)


def told(store: int) -> list[str]:
    """List what was announced of a store."""
    with db.unit(read_only=True):
        return [row.kind for row in db.session().query(events.EventRow).filter_by(store_id=store)]


def test_everything_is_read(cast: Cast, shelf: ListingStore, look: Look) -> None:
    shelf.fill(230, products=7)
    shelf.terms = TERMS
    begin(cast.store)
    run = look(rules.BACKFILL)
    assert (run.stage, run.problem, run.skipped) == (None, None, 0)
    assert run.finished_at is not None
    assert count(Order, cast.store.id) == 230
    assert count(OrderLine, cast.store.id) == 460
    assert count(Fulfilment, cast.store.id) == 230
    assert count(Shopper, cast.store.id) == 230
    with db.unit(read_only=True):
        store = stores.by_id(cast.store.id)
        assert store.name == "Lumen Goods"
        found = orders.by_number(store.id, "#7")
        assert found is not None
        view = orders.full_order(found.id)
        assert view.first_name == "Cleo"
        assert view.parcels[0].number == "JD0000000007"
        assert [line.title for line in view.lines] == ["Halo table lamp", "Cabin pouch set"]
        assert catalogue.search(store.id, "lamp 3")[0].variants[1].sku == "P3-M"
        assert [zone.name for zone in orders.shipping_zones(store.id)] == ["Germany", "Europe", "Rest of the world"]
        assert (terms.terms(store.id) or terms.Terms()).payment_methods == ["Visa", "PayPal", "Klarna"]


def test_history_is_no_news(cast: Cast, shelf: ListingStore, look: Look) -> None:
    shelf.fill(30)
    begin(cast.store)
    look(rules.BACKFILL)
    assert [kind for kind in told(cast.store.id) if kind.startswith("order.")] == []


def test_what_happens_meanwhile_is_news(cast: Cast, shelf: ListingStore, look: Look) -> None:
    shelf.fill(3)
    begin(cast.store)
    now = datetime.now(UTC) + timedelta(seconds=2)
    shelf.orders[4] = order(4, at=now, sent=False)
    look(rules.BACKFILL)
    assert told(cast.store.id).count("order.created") == 1


def test_it_goes_on_where_it_was_stopped(cast: Cast, shelf: ListingStore) -> None:
    shelf.fill(400)
    begin(cast.store)

    def fail(request: Request, _count: int) -> Response | None:
        return Response(status=500) if request.args.get("from") == "300" else None

    shelf.fault = fail
    with pytest.raises(ProviderError):
        reactions.work(run_of(cast.store, rules.BACKFILL).id)
    run = run_of(cast.store, rules.BACKFILL)
    assert (run.problem, run.stage, run.done) == ("unreachable", "orders", 300)
    assert run.next_at is not None
    assert run.next_at > clock.now()
    assert count(Order, cast.store.id) == 300
    shelf.fault = lambda _request, _count: None
    shelf.asked.clear()
    assert work(cast.store, rules.BACKFILL).finished_at is not None
    assert count(Order, cast.store.id) == 400
    pages = [path for path in shelf.asked if path.startswith("/orders")]
    assert len(pages) == 3, "Only what was left is read again."


def test_a_worker_has_it_for_a_while_only(cast: Cast, shelf: ListingStore) -> None:
    shelf.fill(1200)
    begin(cast.store)
    run = run_of(cast.store, rules.BACKFILL)
    assert reactions.work(run.id, seconds=0.0)
    between = run_of(cast.store, rules.BACKFILL)
    assert between.stage == "orders"
    assert between.lease_until is None
    assert 0 < between.done < 900
    work(cast.store, rules.BACKFILL, seconds=0.0)
    assert count(Order, cast.store.id) == 1200


def test_two_workers_do_not_do_it_twice(cast: Cast, shelf: ListingStore) -> None:
    shelf.fill(20)
    begin(cast.store)
    run = run_of(cast.store, rules.BACKFILL)
    mine = runs.take(run.id)
    assert mine is not None
    assert not reactions.work(run.id)
    with db.unit():
        row = db.session().get_one(SyncRun, run.id)
        row.lease_until = clock.now() - timedelta(seconds=1)
    assert reactions.work(run.id)
    with pytest.raises(runs.LostLease), db.unit():
        runs.hold(mine, done=5)
    assert count(Order, cast.store.id) == 20


def test_an_order_that_cannot_be_written_is_left_out(cast: Cast, shelf: ListingStore, look: Look) -> None:
    shelf.fill(30)
    with db.unit():  # its parcel is known already, as another order's, so that no page with it can be written at once
        store = stores.by_id(cast.store.id)
        shelf.orders[9]["fulfillments"][0]["id"] = 7_000_008
        orders.record_order(store, _snapshot(shelf, 8), quiet=True)
    begin(cast.store)
    look(rules.BACKFILL)
    assert count(Order, cast.store.id) == 30


def _snapshot(shelf: ListingStore, n: int) -> orders.history.OrderSnapshot:  # type: ignore[name-defined]
    from integration_app.platforms.shopify import read

    return read.order(shelf.orders[n])


def test_a_refusal_is_shown_and_spoils_one_stage(cast: Cast, shelf: ListingStore, look: Look) -> None:
    shelf.fill(5, products=5)
    shelf.fault = lambda request, _count: Response(status=403) if "products" in request.path else None
    begin(cast.store)
    run = look(rules.BACKFILL)
    assert run.problem == "refused"
    assert count(Order, cast.store.id) == 5


def test_an_uninstalled_store_is_left_alone(cast: Cast, shelf: ListingStore) -> None:
    shelf.fill(5)
    begin(cast.store)
    with db.unit():
        stores.uninstall(stores.by_id(cast.store.id))
    assert reactions.work(run_of(cast.store, rules.BACKFILL).id)
    assert run_of(cast.store, rules.BACKFILL).next_at is None
    assert shelf.asked == []


def test_a_site_that_only_tells_is_not_asked(cast: Cast) -> None:
    with db.unit():
        stores.by_id(cast.store.id).platform = "rest"
    begin(cast.store)
    assert reactions.work(run_of(cast.store, rules.BACKFILL).id)
    run = run_of(cast.store, rules.BACKFILL)
    assert (run.next_at, run.stage, run.problem) == (None, None, None)
    with db.unit(read_only=True):
        assert not sync.state(cast.store.id).possible


def test_a_shop_without_a_token_waits_for_its_sign_in(cast: Cast) -> None:
    begin(cast.store)
    with pytest.raises(ProviderError):
        reactions.work(run_of(cast.store, rules.BACKFILL).id)
    run = run_of(cast.store, rules.BACKFILL)
    assert run.problem == "sign_in"
    assert run.next_at is not None
    with db.unit(read_only=True):
        assert not sync.state(cast.store.id).possible, "Nobody ever signed in: its webhooks are all there is."


def test_more_rights_show_more_of_the_past(cast: Cast, shelf: ListingStore, look: Look) -> None:
    shelf.fill(3)
    shelf.orders[99] = order(99, at=datetime.now(UTC) - timedelta(days=100))
    begin(cast.store)
    look(rules.BACKFILL)
    assert count(Order, cast.store.id) == 3
    with db.unit():
        operations.widen(stores.by_id(cast.store.id))
    assert run_of(cast.store, rules.BACKFILL).stage is None
    with db.unit():
        stores.record_scopes(stores.by_id(cast.store.id), ["read_all_orders", "read_orders"])
        operations.widen(stores.by_id(cast.store.id))
    look(rules.BACKFILL)
    assert count(Order, cast.store.id) == 4


def test_shopify_grants_sixty_days(cast: Cast) -> None:
    now = clock.now()
    assert rules.granted("shopify", ["read_orders"], 365, now) == now - timedelta(days=60)
    assert rules.granted("shopify", ["read_all_orders"], 365, now) == now - timedelta(days=365)
    assert rules.granted("woocommerce", [], 365, now) == now - timedelta(days=365)
    assert rules.granted("shopify", [], 30, now) == now - timedelta(days=30)


def test_every_installed_store_is_enrolled(cast: Cast, shelf: ListingStore) -> None:
    reactions.enrol()
    with db.unit():
        assert runs.of(cast.store.id, rules.BACKFILL) is None, "It has just come and is begun with anyway."
        for store in (cast.store, cast.other_store):
            stores.by_id(store.id).created_at = clock.now() - timedelta(hours=1)
    reactions.enrol()
    reactions.enrol()
    assert run_of(cast.store, rules.BACKFILL).next_at is not None
    make_due(run_of(cast.other_store, rules.BACKFILL))
