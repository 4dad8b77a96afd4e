"""From "I want to send this back" to the store's decision."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from integration_app import orders, stores, tickets
from integration_app.conversations import outgoing
from integration_app.conversations.models import DeliveryAttempt
from integration_app.kit import clock, db
from integration_app.kit.errors import NotFound, ProviderError
from integration_app.kit.events import PendingReaction
from integration_app.orders import action_queries, actions
from integration_app.orders.action_rules import Limit
from integration_app.orders.actions import Asker
from integration_app.orders.models import Order
from integration_app.platforms.protocol import Ability, RefundSnapshot, ReturnSnapshot, ReturnState
from integration_app.stores.settings import Actions
from integration_app.tickets import Return
from tests.support.cast import Cast
from tests.support.chat import Chat, cards
from tests.support.opening import take_back
from tests.support.orders import CLEO, delivered, place, snapshot
from tests.support.shop import LOST, Shop, refusal, serve

Run = Callable[[], int]


@pytest.fixture
def shop(database: db.Database) -> Iterator[Shop]:
    made = Shop()
    restore = serve(made)
    yield made
    restore()


@pytest.fixture
def order(cast: Cast) -> Order:
    take_back(cast.store, 30, decides_within_hours=24)
    return place(cast.store, replace(snapshot(), fulfilments=(delivered(),)))


def proved_chat(cast: Cast, run_jobs: Run, locale: str = "en") -> Chat:
    chat = Chat(cast.store, run_jobs, locale=locale)
    chat.act("prove", number="1042", contact=CLEO)
    return chat


def asked() -> list[Return]:
    with db.unit(read_only=True):
        return list(db.session().scalars(select(Return).order_by(Return.id)))


def mails(purpose: str) -> list[tuple[str, str]]:
    with db.unit(read_only=True):
        rows = db.session().scalars(select(DeliveryAttempt).where(DeliveryAttempt.purpose == purpose)).all()
        opened = [outgoing.opened(row) for row in rows]
        return [(to, content.text if content else "") for to, content in opened]


def send_back(chat: Chat, order: Order, quantity: int = 1) -> str:
    items = [{"id": "l1", "quantity": quantity}]
    return cards(chat.act("return", order_id=order.public_id, items=items, reason="damaged", note="cracked"))[0]


def test_the_form_shows_what_may_go_back_and_until_when(cast: Cast, order: Order, run_jobs: Run, shop: Shop) -> None:
    chat = proved_chat(cast, run_jobs)
    form = chat.say("I want to return the lamp, it arrived broken")
    card = next(card for card in form.body.cards if card["type"] == "return_form")
    assert [item["quantity"] for item in card["items"]] == [1, 1]
    assert (clock.now() + timedelta(days=29)).strftime("%B") in form.body.text


@pytest.mark.parametrize("locale", ["en", "de", "es", "zh", "ar"])
def test_a_return_is_opened_asked_for_at_the_store_and_confirmed_by_mail(
    cast: Cast, order: Order, run_jobs: Run, shop: Shop, locale: str
) -> None:
    chat = proved_chat(cast, run_jobs, locale)
    assert send_back(chat, order) == "return"
    one = asked()[0]
    assert (one.reference, one.state, one.external_id) == ("R-3001", "requested", f"ret-{one.public_id}")
    assert str(one.amount) in ("89", "89.0000", "89.00")
    assert shop.done[one.public_id].lines == (("l1", 1),)
    to, text = mails("return")[0]
    assert to == CLEO
    assert "R-3001" in text
    assert "1042" in text


def test_a_return_can_be_asked_for_in_words(cast: Cast, order: Order, run_jobs: Run, shop: Shop) -> None:
    chat = proved_chat(cast, run_jobs)
    chat.say("I want to return something")
    answer = chat.say("the Halo table lamp")
    assert cards(answer) == ["return"]
    assert [line["id"] for line in asked()[0].lines] == ["l1"]


def test_what_is_going_back_cannot_go_back_again(cast: Cast, order: Order, run_jobs: Run, shop: Shop) -> None:
    chat = proved_chat(cast, run_jobs)
    send_back(chat, order)
    assert send_back(chat, order) != "return"
    assert len(asked()) == 1


def test_the_same_request_opens_one_return(cast: Cast, order: Order) -> None:
    def open_it() -> str:
        with db.unit():
            store = stores.by_id(cast.store.id)
            view = orders.full_order(order.id)
            return tickets.open_return(store, view, items={"l1": 1}, reason="wrong", request_key="k").reference

    assert open_it() == open_it() == "R-3001"


@pytest.mark.parametrize("quantity", [2, 0, -1, 1000])
def test_more_than_was_bought_cannot_go_back(
    cast: Cast, order: Order, run_jobs: Run, shop: Shop, quantity: int
) -> None:
    assert send_back(proved_chat(cast, run_jobs), order, quantity) != "return"
    assert asked() == []


def test_after_the_window_nothing_is_opened_and_a_person_is_offered(cast: Cast, run_jobs: Run, shop: Shop) -> None:
    take_back(cast.store, 14)
    old = place(cast.store, replace(snapshot(), fulfilments=(delivered(days_ago=20),)))
    chat = proved_chat(cast, run_jobs)
    answer = chat.say("can I return the lamp? I changed my mind")
    assert "return_form" not in cards(answer)
    chat.act("return", order_id=old.public_id, items=[{"id": "l1", "quantity": 1}], reason="changed_mind", note="")
    assert asked() == []


def test_another_shoppers_order_cannot_be_sent_back(cast: Cast, order: Order, run_jobs: Run, shop: Shop) -> None:
    send_back(Chat(cast.store, run_jobs), order)
    send_back(Chat(cast.other_store, run_jobs), order)
    assert asked() == []
    assert shop.calls == []


def test_a_lost_answer_is_marked_unclear_and_asked_again_under_the_same_key(
    cast: Cast, order: Order, run_jobs: Run, shop: Shop
) -> None:
    shop.loses = [LOST]
    chat = Chat(cast.store, lambda: 0)
    with pytest.raises(ProviderError):
        chat = proved_chat(cast, run_jobs)
        send_back(chat, order)
    assert asked()[0].state == "unclear"
    with db.unit():
        db.session().query(PendingReaction).update({"attempts": 0, "lease_until": None})
    run_jobs()
    one = asked()[0]
    assert (one.state, one.external_id) == ("requested", f"ret-{one.public_id}")
    assert len(shop.done) == 1
    assert chat.id


def test_a_platform_without_returns_leaves_it_to_a_person(cast: Cast, order: Order, run_jobs: Run, shop: Shop) -> None:
    shop.fails = [refusal("has no returns")]
    assert send_back(proved_chat(cast, run_jobs), order) == "return"
    assert (asked()[0].state, shop.calls) == ("requested", ["return"])


def test_the_store_decides_by_webhook_and_the_shopper_is_told_by_mail(
    cast: Cast, order: Order, run_jobs: Run, shop: Shop
) -> None:
    send_back(proved_chat(cast, run_jobs), order)
    told = ReturnSnapshot(
        str(asked()[0].external_id),
        order.external_id,
        ReturnState.OPEN,
        "#1042-R1",
        (("l1", 1),),
        updated_at=clock.now(),
    )
    now = clock.now()
    shop.orders["o1042"] = replace(snapshot(), fulfilments=(delivered(),), returns=(told,), updated_at=now)
    with db.unit():
        orders.record_return(stores.by_id(cast.store.id), told)
    run_jobs()
    assert asked()[0].state == "open"
    assert "R-3001" in mails("return_decided")[0][1]


def decide(cast: Cast, *, approved: bool, answer: str = "") -> None:
    with db.unit():
        one = tickets.a_return([cast.store.id], db.session().scalars(select(Return)).one().public_id)
        tickets.decide(one, agent=cast.ben, approved=approved, answer=answer)


def test_a_decision_goes_to_the_store_first_where_it_keeps_returns(
    cast: Cast, order: Order, run_jobs: Run, shop: Shop
) -> None:
    shop.orders["o1042"] = snapshot()
    send_back(proved_chat(cast, run_jobs), order)
    decide(cast, approved=True, answer="Use the label in the box.")
    one = asked()[0]
    assert (one.state, one.decision) == ("requested", "approve")
    with pytest.raises(tickets.AlreadyDecided):
        decide(cast, approved=False)
    run_jobs()
    one = asked()[0]
    assert (one.state, one.decision, one.decided_by) == ("open", None, cast.ben.id)
    assert shop.done[f"{one.public_id}:approve"].state is ReturnState.OPEN
    assert "Use the label in the box." in mails("return_decided")[0][1]
    assert "note" not in shop.calls


def test_a_store_that_does_not_agree_leaves_it_open(cast: Cast, order: Order, run_jobs: Run, shop: Shop) -> None:
    send_back(proved_chat(cast, run_jobs), order)
    shop.fails = [refusal("The return was cancelled by the customer.")]
    decide(cast, approved=True)
    run_jobs()
    one = asked()[0]
    assert (one.state, one.decision, one.store_said) == ("requested", None, "The return was cancelled by the customer.")
    assert mails("return_decided") == []
    decide(cast, approved=True)
    run_jobs()
    assert asked()[0].state == "open"


@pytest.mark.parametrize("locale", ["en", "de", "es", "zh", "ar"])
def test_where_the_platform_has_none_a_return_goes_through_the_same_steps(
    cast: Cast, order: Order, run_jobs: Run, shop: Shop, locale: str
) -> None:
    shop.abilities = frozenset({Ability.NOTE, Ability.REFUND})
    shop.fails = [refusal("has no returns")]
    shop.orders["o1042"] = replace(snapshot(), fulfilments=(delivered(),))
    with db.unit():
        store = stores.by_id(cast.store.id)
        chosen = replace(stores.chosen(store), actions=Actions(("refund",)))
        stores.change_settings(store, chosen, actor="system")
    chat = proved_chat(cast, run_jobs, locale)
    send_back(chat, order)
    decide(cast, approved=True, answer="Gern.")
    run_jobs()
    (note,) = [told for told in shop.done.values() if isinstance(told, str)]
    assert "R-3001" in note
    assert asked()[0].state == "open"
    step(cast, lambda one: tickets.receive(one, agent=cast.ben), run_jobs)
    assert asked()[0].state == "received"
    by = Asker(f"agent:{cast.ada.id}")
    step(cast, lambda one: tickets.refund(one, by=by, restock=True, key="k"), run_jobs)
    one = asked()[0]
    assert (one.state, one.refunded_at is not None) == ("closed", True)
    (refund,) = [told for told in shop.done.values() if isinstance(told, RefundSnapshot)]
    assert (refund.amount, refund.lines) == (Decimal(89), (("l1", 1),))
    said = [message["text"] for message in chat.shown() if message["author"] == "bot"][-3:]
    assert all("R-3001" in text for text in said)
    assert len(set(said)) == 3
    assert sum("Gern." in text for text in said) == 1
    assert len(mails("return_decided")) == 3
    assert mails("order_changed") == []


def test_above_the_limit_a_return_is_refunded_by_a_manager(cast: Cast, order: Order, run_jobs: Run, shop: Shop) -> None:
    shop.abilities = frozenset({Ability.REFUND})
    shop.fails = [refusal("has no returns")]
    shop.orders["o1042"] = replace(snapshot(), fulfilments=(delivered(),))
    with db.unit():
        store = stores.by_id(cast.store.id)
        chosen = replace(stores.chosen(store), actions=Actions(("refund",)))
        stores.change_settings(store, chosen, actor="system")
    send_back(proved_chat(cast, run_jobs), order)
    decide(cast, approved=True)
    step(cast, lambda one: tickets.receive(one, agent=cast.ben), run_jobs)
    by = Asker(f"agent:{cast.ben.id}", Limit(Decimal(50), "EUR"))
    step(cast, lambda one: tickets.refund(one, by=by, restock=True, key="k"), run_jobs)
    assert (asked()[0].state, "refund" in shop.calls) == ("received", False)
    with db.unit():
        (waiting,) = action_queries.waiting_approval([cast.store.id])
        actions.approve(waiting, agent=cast.ada)
    run_jobs()
    assert asked()[0].state == "closed"


def test_steps_are_gone_in_their_order(cast: Cast, order: Order, run_jobs: Run, shop: Shop) -> None:
    shop.abilities = frozenset()
    shop.fails = [refusal("has no returns")]
    send_back(proved_chat(cast, run_jobs), order)
    with pytest.raises(tickets.NotYet):
        step(cast, lambda one: tickets.receive(one, agent=cast.ben), run_jobs)
    decide(cast, approved=True)
    with pytest.raises(tickets.NotYet):
        step(cast, lambda one: tickets.close(one, actor="agent:1"), run_jobs)
    step(cast, lambda one: tickets.receive(one, agent=cast.ben), run_jobs)
    step(cast, lambda one: tickets.close(one, actor="agent:1"), run_jobs)
    assert asked()[0].state == "closed"


def step(cast: Cast, do: Callable[[Return], object], run_jobs: Run) -> None:
    with db.unit():
        do(tickets.a_return([cast.store.id], db.session().scalars(select(Return)).one().public_id))
    run_jobs()


def test_an_agent_decides_once(cast: Cast, order: Order, run_jobs: Run, shop: Shop) -> None:
    shop.abilities = frozenset()
    send_back(proved_chat(cast, run_jobs), order)
    known = asked()[0]
    with db.unit():
        one = tickets.a_return([cast.store.id], known.public_id)
        tickets.decide(one, agent=cast.ben, approved=False, answer="It is outside our terms.")
    with db.unit(), pytest.raises(tickets.AlreadyDecided):
        tickets.decide(tickets.return_by_id(known.id), agent=cast.ada, approved=True)
    run_jobs()
    assert "outside our terms" in mails("return_decided")[0][1]


def test_dans_workspace_does_not_see_it(cast: Cast, order: Order, run_jobs: Run, shop: Shop) -> None:
    send_back(proved_chat(cast, run_jobs), order)
    known = asked()[0]
    with db.unit(read_only=True), pytest.raises(NotFound):
        tickets.a_return([cast.other_store.id], known.public_id)


def test_a_return_is_shown_when_asked_for_the_money(cast: Cast, order: Order, run_jobs: Run, shop: Shop) -> None:
    chat = proved_chat(cast, run_jobs)
    send_back(chat, order)
    assert "R-3001" in chat.say("where is my refund?").body.text


def test_the_words_of_a_request_are_sealed(cast: Cast) -> None:
    with db.unit():
        ticket = tickets.open(stores.by_id(cast.store.id), request="Please swap brass for teal")
        assert b"teal" not in ticket.request
        assert tickets.request_of(ticket) == "Please swap brass for teal"
        assert ticket.reference == "P-3001"
