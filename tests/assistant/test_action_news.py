"""What our people did to an order reaches its buyer: in the chat and by mail, each once, in his language."""

from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
from sqlalchemy import select

from integration_app import conversations, orders, stores
from integration_app.conversations import outgoing
from integration_app.conversations.models import DeliveryAttempt, Message
from integration_app.kit import db
from integration_app.orders import actions
from integration_app.orders.actions import Asker
from integration_app.orders.models import Order
from integration_app.orders.wishes import Address, Cancel, Invoice, Note, Refund, Wish
from integration_app.platforms.protocol import AddressSnapshot
from integration_app.stores.settings import Actions, Settings
from tests.support.cast import Cast
from tests.support.chat import Chat
from tests.support.orders import CLEO, place, snapshot
from tests.support.shop import Shop, serve

Run = Callable[[], int]
THERE = AddressSnapshot(name="Cleo Martin", line1="2 Quai Sud", postcode="69001", city="Lyon", country="FR")


@pytest.fixture
def shop(database: db.Database) -> Iterator[Shop]:
    made = Shop({"o1042": snapshot()})
    restore = serve(made)
    yield made
    restore()


@pytest.fixture
def order(cast: Cast, shop: Shop) -> Order:
    everything = Actions(("cancel", "refund", "address", "invoice", "note"))
    with db.unit():
        stores.change_settings(stores.by_id(cast.store.id), Settings(actions=everything), actor="system")
    return place(cast.store, shop.orders["o1042"])


def proved_chat(cast: Cast, run_jobs: Run, locale: str = "en") -> Chat:
    chat = Chat(cast.store, run_jobs, locale=locale)
    chat.act("prove", number="1042", contact=CLEO)
    return chat


def do(cast: Cast, order: Order, wish: Wish, run_jobs: Run, *, chat: Chat, key: str = "k") -> list[str]:
    """Have it done, and return what the chat was told meanwhile."""
    before = len(chat.shown())
    with db.unit():
        store = stores.by_id(cast.store.id)
        by = Asker(f"agent:{cast.ada.id}")
        actions.ask(store, orders.by_id(order.id), wish, by=by, key=key, conversation_id=chat.id)
    run_jobs()
    return [message["text"] for message in chat.shown()[before:]]


def mails() -> list[tuple[str, str, str]]:
    with db.unit(read_only=True):
        rows = db.session().scalars(select(DeliveryAttempt).where(DeliveryAttempt.purpose == outgoing.ORDER_CHANGED))
        opened = [outgoing.opened(row) for row in rows]
        return [(to, content.subject, content.text) for to, content in opened if content]


@pytest.mark.parametrize(
    ("locale", "country"),
    [("en", "France"), ("de", "Frankreich"), ("es", "Francia"), ("zh", "法国"), ("ar", "فرنسا")],
)
def test_a_new_address_is_told_in_every_language(
    cast: Cast, order: Order, run_jobs: Run, locale: str, country: str
) -> None:
    chat = proved_chat(cast, run_jobs, locale)
    (told,) = do(cast, order, Address(THERE), run_jobs, chat=chat)
    assert f"Cleo Martin, 2 Quai Sud, 69001 Lyon, {country}" in told
    ((to, subject, text),) = mails()
    assert (to, "1042" in subject) == (CLEO, True)
    assert "2 Quai Sud" in text


def test_a_cancellation_is_told_once(cast: Cast, order: Order, run_jobs: Run) -> None:
    told = do(cast, order, Cancel(), run_jobs, chat=proved_chat(cast, run_jobs))
    assert len(told) == 1
    assert "cancelled" in told[0]
    assert "€113" in told[0]
    ((_to, _subject, text),) = mails()
    assert "Order 1042 is cancelled." in text
    assert "€113" in text


def test_every_refund_is_told_with_its_money(cast: Cast, order: Order, run_jobs: Run) -> None:
    chat = proved_chat(cast, run_jobs)
    (first,) = do(cast, order, Refund(Decimal(24)), run_jobs, chat=chat, key="a")
    (second,) = do(cast, order, Refund(Decimal(5)), run_jobs, chat=chat, key="b")
    assert "€24" in first
    assert "€5" in second
    assert len(mails()) == 2


def test_who_has_proved_nothing_sees_nothing_of_the_order(cast: Cast, order: Order, run_jobs: Run) -> None:
    chat = Chat(cast.store, run_jobs)
    (told,) = do(cast, order, Address(THERE), run_jobs, chat=chat)
    assert "Quai" not in told
    assert [to for to, _, _ in mails()] == [CLEO]


def test_who_writes_by_mail_is_told_once(cast: Cast, order: Order, run_jobs: Run) -> None:
    chat = proved_chat(cast, run_jobs)
    with db.unit():
        conversations.know(conversations.by_id(chat.id), email=CLEO)
        db.session().query(Message).filter_by(conversation_id=chat.id).update({"channel": "email"})
    assert len(do(cast, order, Address(THERE), run_jobs, chat=chat)) == 1
    assert mails() == []


@pytest.mark.parametrize("wish", [Note("Ring twice"), Invoice()])
def test_notes_and_invoices_are_not_news(cast: Cast, order: Order, run_jobs: Run, wish: Wish) -> None:
    assert do(cast, order, wish, run_jobs, chat=proved_chat(cast, run_jobs)) == []
    assert mails() == []
