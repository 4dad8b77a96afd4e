"""A return in a WooCommerce store, which has none of its own: from the console to the money, over its REST API."""

from collections.abc import Callable, Iterator

import pytest

from integration_app import orders, stores, tickets
from integration_app.kit import db, public_address
from integration_app.orders import action_queries
from integration_app.orders.actions import Asker
from integration_app.stores.models import Store
from integration_app.stores.reactions import reach
from integration_app.stores.settings import Actions, Assistant, ReturnRules, Settings
from integration_app.tickets import Return
from tests.support.cast import Cast
from tests.support.woo_store import Fault, WooServer, WooStore

Run = Callable[[], int]
CARD = {"id": "card", "title": "Card", "enabled": True, "method_supports": ["products", "refunds"]}


@pytest.fixture
def woo(database: db.Database) -> Iterator[WooStore]:
    public_address.use(("127.0.0.1",))
    with WooServer() as server:
        server.store.load("product-simple")
        server.store.gateways.append(dict(CARD))
        yield server.store


@pytest.fixture
def trail(cast: Cast, woo: WooStore) -> Store:
    key = next(iter(woo.keys.values()))
    with db.unit():
        return stores.add_store(
            stores.workspace(cast.workspace.id),
            platform="woocommerce",
            name="Trail",
            address=woo.url,
            secrets={"consumer_key": key.key, "consumer_secret": key.secret},
            chosen=Settings(
                assistant=Assistant(return_rules=ReturnRules(window_days=30)), actions=Actions(("refund", "note"))
            ),
        )


@pytest.fixture
def asked(trail: Store, woo: WooStore) -> Return:
    """A return of one piece of an order that was paid by card and sent."""
    row = woo.order_like(payment_method="card")
    sent = f"{woo.now():%Y-%m-%dT%H:%M:%S}"
    woo.change_order(int(row["id"]), status="completed", date_completed_gmt=sent)
    told = reach(trail.id).order(str(row["id"]))
    assert told is not None
    with db.unit():
        orders.record_order(trail, told)
        order = orders.by_external_id(trail.id, told.external_id)
        assert order is not None
        view = orders.full_order(order.id)
        return tickets.open_return(trail, view, items={view.lines[0].id: 1}, reason="damaged", request_key="k")


def step(asked: Return, do: Callable[[Return], object], run_jobs: Run) -> Return:
    with db.unit():
        do(tickets.return_by_id(asked.id))
    run_jobs()
    with db.unit(read_only=True):
        return tickets.return_by_id(asked.id)


def test_from_asked_for_to_refunded_and_restocked(cast: Cast, woo: WooStore, asked: Return, run_jobs: Run) -> None:
    run_jobs()
    now = step(asked, lambda one: tickets.decide(one, agent=cast.ben, approved=True), run_jobs)
    assert (now.state, now.external_id) == ("open", None)
    order = int(orders_id(asked))
    assert any(asked.reference in note["note"] for note in woo.notes[order])
    step(asked, lambda one: tickets.receive(one, agent=cast.ben), run_jobs)
    by = Asker(f"agent:{cast.ada.id}")
    now = step(asked, lambda one: tickets.refund(one, by=by, restock=True, key="r"), run_jobs)
    assert (now.state, now.refunded_at is not None) == ("closed", True)
    with db.unit(read_only=True):
        refund = action_queries.refund_of(asked.store_id, asked.id)
        view = orders.full_order(asked.order_id)
    assert refund is not None
    assert (refund.state, refund.by_hand, refund.amount) == ("done", False, asked.amount)
    assert [one.amount for one in view.refunds] == [asked.amount]


def test_a_refund_whose_answer_was_lost_is_found_and_made_once(
    cast: Cast, woo: WooStore, asked: Return, run_jobs: Run
) -> None:
    run_jobs()
    for do in (
        lambda one: tickets.decide(one, agent=cast.ben, approved=True),
        lambda one: tickets.receive(one, agent=cast.ben),
    ):
        step(asked, do, run_jobs)
    woo.faults.append(Fault("/refunds", lost=True, method="POST"))
    by = Asker(f"agent:{cast.ada.id}")
    now = step(asked, lambda one: tickets.refund(one, by=by, restock=True, key="r"), run_jobs)
    assert now.state == "closed"
    told = reach(asked.store_id).order(orders_id(asked))
    assert told is not None
    assert [one.amount for one in told.refunds or ()] == [asked.amount]


def orders_id(asked: Return) -> str:
    with db.unit(read_only=True):
        return orders.by_id(asked.order_id).external_id
