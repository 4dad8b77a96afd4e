"""From "I want to send this back" to the store's decision."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from integration_app import orders, platforms, stores, tickets
from integration_app.conversations import outgoing
from integration_app.conversations.models import DeliveryAttempt
from integration_app.kit import clock, db
from integration_app.kit.errors import NotFound, ProviderError
from integration_app.kit.events import PendingReaction
from integration_app.orders.models import Order
from integration_app.platforms import Connection
from integration_app.platforms.protocol import OrderSnapshot, ReturnSnapshot, ReturnState
from integration_app.tickets import Return
from tests.support.cast import Cast
from tests.support.chat import Chat, cards
from tests.support.opening import take_back
from tests.support.orders import CLEO, delivered, place, snapshot

Run = Callable[[], int]


class Shop:
    """A store that takes returns, fails, or refuses, as a test says; it keeps what it was asked under its key."""

    def __init__(self) -> None:
        self.asked: dict[str, tuple[tuple[str, int], ...]] = {}
        self.calls = 0
        self.fails: ProviderError | None = None
        self.tells: OrderSnapshot | None = None

    def order(self, _external_id: str) -> OrderSnapshot | None:
        return self.tells

    def request_return(
        self, *, order_id: str, lines: tuple[tuple[str, int], ...], reason: str, note: str, key: str
    ) -> ReturnSnapshot:
        self.calls += 1
        self.asked[key] = lines
        if self.fails:
            raise self.fails
        return ReturnSnapshot("r1", order_id, ReturnState.REQUESTED, "#1042-R1", lines)


@pytest.fixture
def shop(database: db.Database) -> Iterator[Shop]:
    made = Shop()
    before = dict(platforms._makers)

    def connect(_connection: Connection) -> Shop:
        return made

    platforms.offer("shopify", connect)  # type: ignore[arg-type]
    yield made
    platforms._makers.clear()
    platforms._makers.update(before)


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
    assert (one.reference, one.state, one.external_id) == ("R-3001", "requested", "r1")
    assert str(one.amount) in ("89", "89.0000", "89.00")
    assert shop.asked == {one.public_id: (("l1", 1),)}
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
    assert shop.calls == 0


def test_a_lost_answer_is_marked_unclear_and_asked_again_under_the_same_key(
    cast: Cast, order: Order, run_jobs: Run, shop: Shop
) -> None:
    shop.fails = ProviderError("no answer", permanent=False)
    chat = Chat(cast.store, lambda: 0)
    with pytest.raises(ProviderError):
        chat = proved_chat(cast, run_jobs)
        send_back(chat, order)
    assert asked()[0].state == "unclear"
    shop.fails = None
    with db.unit():
        db.session().query(PendingReaction).update({"attempts": 0, "lease_until": None})
    run_jobs()
    assert (asked()[0].state, asked()[0].external_id) == ("requested", "r1")
    assert len(shop.asked) == 1
    assert chat.id


def test_a_platform_without_returns_leaves_it_to_a_person(cast: Cast, order: Order, run_jobs: Run, shop: Shop) -> None:
    shop.fails = ProviderError("has no returns", permanent=True)
    assert send_back(proved_chat(cast, run_jobs), order) == "return"
    assert (asked()[0].state, shop.calls) == ("requested", 1)


def test_the_store_decides_by_webhook_and_the_shopper_is_told_by_mail(
    cast: Cast, order: Order, run_jobs: Run, shop: Shop
) -> None:
    send_back(proved_chat(cast, run_jobs), order)
    told = ReturnSnapshot("r1", order.external_id, ReturnState.OPEN, "#1042-R1", (("l1", 1),), updated_at=clock.now())
    shop.tells = replace(snapshot(), fulfilments=(delivered(),), returns=(told,), updated_at=clock.now())
    with db.unit():
        orders.record_return(stores.by_id(cast.store.id), told)
    run_jobs()
    assert asked()[0].state == "open"
    assert "R-3001" in mails("return_decided")[0][1]


def test_an_agent_decides_once(cast: Cast, order: Order, run_jobs: Run, shop: Shop) -> None:
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
