"""From a wish to the store's deed: once, within limits, and honest where an answer was lost."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from integration_app import orders, stores
from integration_app.kit import clock, db
from integration_app.kit.errors import NotFound, ProviderError
from integration_app.kit.events import EventRow, PendingReaction
from integration_app.orders import action_queries, actions
from integration_app.orders.action_models import OrderAction
from integration_app.orders.action_rules import Limit, Why
from integration_app.orders.actions import ActionOff, ActionRefused, AlreadySettled, Asker
from integration_app.orders.models import Order
from integration_app.orders.wishes import Address, Cancel, Invoice, Note, Refund, Wish
from integration_app.platforms.protocol import Ability, AddressSnapshot, Financial, RefundLine
from integration_app.stores.settings import Actions, Settings
from tests.flows.test_at_once import at_once
from tests.support.cast import Cast
from tests.support.orders import place, snapshot
from tests.support.shop import BUSY, LOST, Shop, refusal, serve

Run = Callable[[], int]
EVERYTHING = Actions(allowed=("cancel", "refund", "address", "invoice", "note"))
ADA = Asker("agent:1")
THERE = AddressSnapshot(name="Cleo Martin", line1="2 Quai Sud", city="Lyon", country="FR")


@pytest.fixture
def shop(database: db.Database) -> Iterator[Shop]:
    made = Shop({"o1042": snapshot()})
    restore = serve(made)
    yield made
    restore()


@pytest.fixture
def order(cast: Cast, shop: Shop) -> Order:
    with db.unit():
        stores.change_settings(stores.by_id(cast.store.id), Settings(actions=EVERYTHING), actor="system")
    return place(cast.store, shop.orders["o1042"])


def ask(cast: Cast, order: Order, wish: Wish, *, by: Asker = ADA, key: str = "k") -> int:
    with db.unit():
        store = stores.by_id(cast.store.id)
        return actions.ask(store, orders.by_id(order.id), wish, by=by, key=key).id


def again(action: int, by: Asker) -> None:
    with db.unit():
        actions.try_again(action_queries.action_by_id(action), by=by)


def now(action: int) -> OrderAction:
    with db.unit(read_only=True):
        return action_queries.action_by_id(action)


def mirrored(order: Order) -> orders.OrderView:
    with db.unit(read_only=True):
        return orders.full_order(order.id)


def kinds() -> list[str]:
    with db.unit(read_only=True):
        found = db.session().query(EventRow).filter(EventRow.kind.like("order.%")).order_by(EventRow.id)
        return [row.kind for row in found]


@pytest.mark.parametrize(
    "wish",
    [
        Cancel(),
        Refund(Decimal("24.00"), (RefundLine("l2", 1),), "Late"),
        Address(THERE),
        Invoice(),
        Note("Ring twice"),
    ],
)
def test_it_is_done_once_and_the_mirror_follows(
    cast: Cast, order: Order, shop: Shop, run_jobs: Run, wish: Wish
) -> None:
    action = ask(cast, order, wish)
    assert ask(cast, order, wish) == action
    run_jobs()
    row = now(action)
    assert (row.state, row.store_said) == ("done", None)
    assert list(shop.done) == [row.public_id]
    assert shop.calls.count(wish.kind) == 1
    assert shop.calls[-1] == "order"
    view = mirrored(order)
    assert (view.cancelled_at is not None) is isinstance(wish, Cancel)
    if isinstance(wish, Refund):
        assert (view.refunded, row.external_id) == (Decimal("24"), f"ref-{row.public_id}")
    if isinstance(wish, Address):
        assert view.shipping.line1 == "2 Quai Sud"


def test_the_stores_no_stands_in_its_own_words(cast: Cast, order: Order, shop: Shop, run_jobs: Run) -> None:
    shop.fails = [refusal("The payment is too old to be refunded.")]
    action = ask(cast, order, Refund(Decimal(5)))
    run_jobs()
    assert (now(action).state, now(action).store_said) == ("refused", "The payment is too old to be refunded.")
    assert shop.done == {}
    with db.unit():
        actions.try_again(action_queries.action_by_id(action), by=ADA)
    run_jobs()
    assert (now(action).state, now(action).store_said, len(shop.done)) == ("done", None, 1)


@pytest.mark.parametrize("wish", [Cancel(), Refund(Decimal(24)), Address(THERE)])
def test_a_lost_answer_is_found_in_the_store(cast: Cast, order: Order, shop: Shop, run_jobs: Run, wish: Wish) -> None:
    shop.loses = [LOST]
    action = ask(cast, order, wish)
    run_jobs()
    assert now(action).state == "done"
    assert shop.calls.count(wish.kind) == 1
    assert "order.action_unclear" in kinds()
    if isinstance(wish, Refund):
        assert now(action).external_id == f"ref-{now(action).public_id}"


def test_what_the_store_does_not_show_waits_for_a_person_and_is_not_repeated(
    cast: Cast, order: Order, shop: Shop, run_jobs: Run
) -> None:
    shop.fails = [LOST]
    action = ask(cast, order, Refund(Decimal(24)))
    run_jobs()
    assert (now(action).state, shop.calls.count("refund")) == ("unclear", 1)
    assert now(action).looked_at is not None
    with pytest.raises(ActionRefused) as refused:
        ask(cast, order, Refund(Decimal(24)), key="again")
    assert refused.value.why is Why.BUSY
    with db.unit():
        actions.want_look(action_queries.action_by_id(action), agent=cast.ben)
    run_jobs()
    assert (now(action).state, shop.calls.count("refund")) == ("unclear", 1)
    with db.unit():
        actions.try_again(action_queries.action_by_id(action), by=Asker(f"agent:{cast.ben.id}"))
    run_jobs()
    assert (now(action).state, len(shop.done)) == ("done", 1)
    with db.unit(), pytest.raises(AlreadySettled):
        actions.try_again(action_queries.action_by_id(action), by=Asker(f"agent:{cast.ben.id}"))


def test_a_worker_that_died_in_between_leaves_it_unclear(cast: Cast, order: Order, shop: Shop, run_jobs: Run) -> None:
    action = ask(cast, order, Note("Ring twice"))
    with db.unit():
        assert actions.start(action_queries.action_by_id(action))
    run_jobs()
    assert (now(action).state, "note" in shop.calls) == ("unclear", False)


def test_a_store_that_did_not_listen_is_asked_again(cast: Cast, order: Order, shop: Shop, run_jobs: Run) -> None:
    shop.fails = [BUSY]
    action = ask(cast, order, Refund(Decimal(24)))
    with pytest.raises(ProviderError):
        run_jobs()
    assert now(action).state == "asked"
    with db.unit():
        db.session().query(PendingReaction).update({"attempts": 0, "lease_until": None})
    run_jobs()
    assert (now(action).state, len(shop.done)) == ("done", 1)


def test_above_the_limit_a_manager_agrees(cast: Cast, order: Order, shop: Shop, run_jobs: Run) -> None:
    ben = Asker(f"agent:{cast.ben.id}", Limit(Decimal(20), "EUR"))
    small = ask(cast, order, Refund(Decimal(20)), by=ben, key="small")
    run_jobs()
    big = ask(cast, order, Refund(Decimal(21)), by=ben, key="big")
    run_jobs()
    assert (now(small).state, now(big).state, len(shop.done)) == ("done", "waiting_approval", 1)
    with db.unit():
        assert [row.id for row in action_queries.waiting_approval([cast.store.id])] == [big]
        actions.approve(action_queries.action_by_id(big), agent=cast.ada)
    with db.unit(), pytest.raises(AlreadySettled):
        actions.decline(action_queries.action_by_id(big), agent=cast.ada)
    run_jobs()
    assert (now(big).state, now(big).decided_by, len(shop.done)) == ("done", cast.ada.id, 2)


def test_a_sum_in_parts_is_that_sum(cast: Cast, order: Order, shop: Shop, run_jobs: Run) -> None:
    ben = Asker(f"agent:{cast.ben.id}", Limit(Decimal(20), "EUR"))
    first = ask(cast, order, Refund(Decimal(12)), by=ben, key="first")
    run_jobs()
    second = ask(cast, order, Refund(Decimal("8.01")), by=ben, key="second")
    run_jobs()
    assert (now(first).state, now(second).state, len(shop.done)) == ("done", "waiting_approval", 1)
    with db.unit():
        actions.decline(action_queries.action_by_id(second), agent=cast.ada)
    third = ask(cast, order, Refund(Decimal(8)), by=ben, key="third")
    run_jobs()
    assert now(third).state == "done"


def test_asking_again_gives_back_no_more_than_was_agreed(cast: Cast, order: Order, shop: Shop, run_jobs: Run) -> None:
    """An unpaid order gives nothing back when it is called off; paid meanwhile, it does."""
    unpaid = replace(shop.orders["o1042"], financial=Financial.PENDING, updated_at=clock.now())
    place(cast.store, unpaid)
    ben = Asker(f"agent:{cast.ben.id}", Limit(Decimal(20), "EUR"))
    shop.fails = [refusal("Not now."), refusal("Not now.")]
    action = ask(cast, order, Cancel(), by=ben)
    run_jobs()
    assert now(action).state == "refused"
    place(cast.store, replace(unpaid, financial=Financial.PAID, updated_at=clock.now()))
    again(action, ben)
    run_jobs()
    assert (now(action).state, now(action).amount, shop.done) == ("waiting_approval", Decimal(113), {})
    with db.unit():
        actions.approve(action_queries.action_by_id(action), agent=cast.ada)
    run_jobs()
    assert now(action).state == "refused"
    again(action, ben)
    assert now(action).state == "asked"


def test_an_agent_does_not_ask_again_alone_for_what_only_a_manager_may(
    cast: Cast, order: Order, shop: Shop, run_jobs: Run
) -> None:
    shop.fails = [refusal("Not now.")]
    action = ask(cast, order, Refund(Decimal(100)), by=Asker(f"agent:{cast.ada.id}"))
    run_jobs()
    again(action, Asker(f"agent:{cast.ben.id}", Limit(Decimal(20), "EUR")))
    run_jobs()
    assert (now(action).state, shop.done) == ("waiting_approval", {})


def test_asking_again_beside_a_new_refund_moves_money_once(cast: Cast, order: Order, shop: Shop, run_jobs: Run) -> None:
    shop.fails = [refusal("Not now.")]
    action = ask(cast, order, Refund(Decimal(100)))
    run_jobs()

    def press(number: int) -> None:
        if number:
            actions.try_again(action_queries.action_by_id(action), by=ADA)
        else:
            store = stores.by_id(cast.store.id)
            actions.ask(store, orders.by_id(order.id), Refund(Decimal(100)), by=ADA, key="new")

    assert sum(isinstance(one, ActionRefused) for one in at_once(2, press)) == 1


def test_what_is_declined_never_reaches_the_store(cast: Cast, order: Order, shop: Shop, run_jobs: Run) -> None:
    ben = Asker(f"agent:{cast.ben.id}", Limit(Decimal(0), "EUR"))
    action = ask(cast, order, Cancel(), by=ben)
    with db.unit():
        actions.decline(action_queries.action_by_id(action), agent=cast.ada)
    run_jobs()
    assert (now(action).state, shop.calls) == ("declined", [])


def test_an_order_that_moved_on_is_not_approved(cast: Cast, order: Order, shop: Shop, run_jobs: Run) -> None:
    ben = Asker(f"agent:{cast.ben.id}", Limit(Decimal(0), "EUR"))
    action = ask(cast, order, Cancel(), by=ben)
    place(cast.store, replace(snapshot(parcel=True), updated_at=snapshot().created_at.replace(year=2030)))  # type: ignore[union-attr]
    with pytest.raises(ActionRefused) as refused, db.unit():
        actions.approve(action_queries.action_by_id(action), agent=cast.ada)
    assert (refused.value.why, now(action).state) == (Why.SHIPPED, "waiting_approval")


def test_only_what_is_switched_on_and_possible_is_asked(cast: Cast, order: Order, shop: Shop) -> None:
    shop.abilities = frozenset({Ability.NOTE, Ability.REFUND})
    with db.unit(read_only=True):
        assert action_queries.may_do(stores.by_id(cast.store.id)) == {"note", "refund"}
    with pytest.raises(ActionOff):
        ask(cast, order, Cancel())
    with db.unit():
        stores.change_settings(stores.by_id(cast.store.id), Settings(), actor="system")
    with pytest.raises(ActionOff):
        ask(cast, order, Refund(Decimal(1)))
    with db.unit(read_only=True):
        assert action_queries.may_do(stores.by_id(cast.other_store.id)) == {"note"}


def test_money_on_its_way_counts_before_the_mirror_knows(cast: Cast, order: Order, shop: Shop) -> None:
    first = ask(cast, order, Refund(Decimal(100)))
    with db.unit():
        row = action_queries.action_by_id(first)
        actions.start(row)
        actions.finish(row, shop.refund_order("o1042", lines=(), amount=Decimal(100), note="", key=row.public_id))
    with pytest.raises(ActionRefused) as refused:
        ask(cast, order, Refund(Decimal(14)), key="second")
    assert refused.value.why is Why.TOO_MUCH


def test_a_refund_that_only_the_books_know_says_so(cast: Cast, order: Order, shop: Shop) -> None:
    action = ask(cast, order, Refund(Decimal(24)))
    with db.unit():
        row = action_queries.action_by_id(action)
        actions.start(row)
        made = shop.refund_order("o1042", lines=(), amount=Decimal(24), note="", key=row.public_id)
        actions.finish(row, replace(made, by_hand=True))
    assert now(action).by_hand


def test_eight_presses_at_once_ask_once_and_two_workers_start_once(cast: Cast, order: Order) -> None:
    def press(_number: int) -> int:
        store = stores.by_id(cast.store.id)
        return actions.ask(store, orders.by_id(order.id), Refund(Decimal(5)), by=ADA, key="k").id

    pressed = at_once(8, press)
    assert len(set(pressed)) == 1
    (action,) = set(pressed)
    started = at_once(4, lambda _: actions.start(action_queries.action_by_id(int(str(action)))))
    assert sorted(map(bool, started)) == [False, False, False, True]


def test_two_refunds_at_once_do_not_give_back_more_than_was_paid(cast: Cast, order: Order) -> None:
    def press(number: int) -> int:
        store = stores.by_id(cast.store.id)
        return actions.ask(store, orders.by_id(order.id), Refund(Decimal(100)), by=ADA, key=f"k{number}").id

    answers = at_once(4, press)
    assert sum(isinstance(one, ActionRefused) for one in answers) == 3


def test_what_is_wanted_is_sealed_and_dan_sees_none_of_it(cast: Cast, order: Order) -> None:
    action = ask(cast, order, Note("Her brother will take it"))
    row = now(action)
    assert b"brother" not in row.wish
    with db.unit(read_only=True), pytest.raises(NotFound):
        action_queries.action([cast.other_store.id], row.public_id)
    with db.unit(read_only=True):
        assert action_queries.waiting_approval([cast.other_store.id]) == []
