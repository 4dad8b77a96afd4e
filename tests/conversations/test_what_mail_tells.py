"""Mail goes to an address that somebody typed: it tells no stranger of an order, and is no way to write to others."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import update

from integration_app import conversations
from integration_app.conversations import outgoing, unread
from integration_app.conversations.models import DeliveryAttempt
from integration_app.kit import clock, db
from integration_app.shoppers.models import Proof
from tests.support.cast import Cast
from tests.support.chat import Chat
from tests.support.orders import CLEO, place, snapshot

Run = Callable[[], int]


@pytest.mark.parametrize(
    ("typed", "lapsed", "told"), [("dan@mail.fr", True, 0), ("dan@mail.fr", False, 1), (CLEO, True, 1)]
)
def test_what_tells_of_an_order_goes_to_who_proved_it_just_now_or_to_its_own_address(
    typed: str, lapsed: bool, told: int, cast: Cast, run_jobs: Run
) -> None:
    place(cast.store, snapshot(parcel=True))
    chat = Chat(cast.store, run_jobs, channel="email")
    chat.act("prove", number="1042", contact=CLEO)
    with db.unit():
        here = conversations.by_id(chat.id)
        conversations.know(here, email=typed)
        conversations.receive(here, text="thanks", client_id="by-mail", channel="email")
        conversations.mark_read(here, here.last_seq, who="shopper")
        conversations.send(here, author="bot", text="It was lost.", about_order=str(_order(chat)))
        if lapsed:
            db.session().execute(update(Proof).values(expires_at=clock.now() - timedelta(seconds=1)))
    with db.unit(read_only=True):
        assert len(unread._unread(conversations.by_id(chat.id))) == told


def _order(chat: Chat) -> str | None:
    turns = conversations.thread(conversations.by_id(chat.id))
    return next(turn.body.about_order for turn in reversed(turns) if turn.body.about_order)


def test_requests_are_confirmed_to_one_mailbox_three_times_a_day(cast: Cast, run_jobs: Run) -> None:
    for number in range(5):
        chat = Chat(cast.store, run_jobs, address=f"198.51.100.{number}")
        chat.act("offline", email="Victim@mail.fr", text="buy my things")
    with db.unit(read_only=True):
        sent = db.session().query(DeliveryAttempt).filter_by(purpose=outgoing.REQUEST).count()
    assert sent == 3


def test_requests_from_one_line_are_confirmed_ten_times_a_day(cast: Cast, run_jobs: Run) -> None:
    for number in range(12):
        chat = Chat(cast.store, run_jobs, address=f"2001:db8::{number:x}")
        chat.act("offline", email=f"victim{number}@mail.fr", text="buy my things")
    with db.unit(read_only=True):
        sent = db.session().query(DeliveryAttempt).filter_by(purpose=outgoing.REQUEST).count()
    assert sent == 10
