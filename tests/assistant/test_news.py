"""What the assistant brings of itself: news of orders, and chats that were left without an answer."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import update

from integration_app import conversations, orders, stores
from integration_app.assistant import reactions
from integration_app.conversations import view
from integration_app.conversations.models import Conversation
from integration_app.kit import clock, db
from integration_app.kit.events import PendingReaction
from integration_app.platforms.protocol import Progress
from integration_app.shoppers.models import Proof
from tests.support.cast import Cast
from tests.support.chat import Chat, cards
from tests.support.opening import always_open
from tests.support.orders import CLEO, delivered, on_its_way, place, snapshot

Run = Callable[[], int]


def parcel(cast: Cast, told: object) -> None:
    with db.unit():
        orders.record_fulfilment(stores.by_id(cast.store.id), told)  # type: ignore[arg-type]


def test_news_come_into_the_chat_of_who_proved_the_order_each_once(cast: Cast, run_jobs: Run) -> None:
    place(cast.store, snapshot())
    cleo, dan = Chat(cast.store, run_jobs, locale="de"), Chat(cast.store, run_jobs)
    dan.say("where is order 1042?")
    cleo.act("prove", number="1042", contact=CLEO)
    before, dans = len(cleo.bot()), len(dan.bot())
    parcel(cast, on_its_way())
    told = cleo.answered()
    assert told.author == "bot"
    assert told.body.cards[0]["state"] == "on_its_way"
    assert told.body.locale == "de"
    parcel(cast, replace(delivered(), updated_at=clock.now()))
    run_jobs()
    parcel(cast, replace(delivered(), updated_at=clock.now()))
    run_jobs()
    assert [turn.body.cards[0]["state"] for turn in cleo.bot()[before:]] == ["on_its_way", "delivered"]
    assert len(dan.bot()) == dans


def test_news_after_the_proof_lapsed_are_masked(cast: Cast, run_jobs: Run) -> None:
    place(cast.store, snapshot())
    cleo = Chat(cast.store, run_jobs)
    cleo.act("prove", number="1042", contact=CLEO)
    with db.unit():
        db.session().execute(update(Proof).values(expires_at=clock.now() - timedelta(minutes=1)))
    parcel(cast, on_its_way())
    told = cleo.answered()
    with db.unit(read_only=True):
        proved = view.proved_orders(conversations.by_id(cleo.id), device="own")
    assert cards(told) == ["order"]
    shown = view.message_json(told, proved=proved, names={})
    assert shown["text"] == ""
    assert shown["client_id"] is None, "our own client ids name the order and its state"
    assert "on_its_way" not in str(shown)


def test_a_closed_or_forgotten_chat_gets_no_news(cast: Cast, run_jobs: Run) -> None:
    place(cast.store, snapshot())
    closed, forgotten = Chat(cast.store, run_jobs), Chat(cast.store, run_jobs)
    for chat, end in ((closed, conversations.close), (forgotten, conversations.forget)):
        chat.act("prove", number="1042", contact=CLEO)
        with db.unit():
            end(conversations.by_id(chat.id))
    before = len(closed.thread()), len(forgotten.thread())
    parcel(cast, on_its_way())
    run_jobs()
    assert (len(closed.thread()), len(forgotten.thread())) == before


def test_what_was_never_answered_goes_to_a_person(cast: Cast, run_jobs: Run) -> None:
    always_open(cast.store)
    chat = Chat(cast.store, run_jobs)
    chat.post("where is my order?")
    with db.unit():
        db.session().query(PendingReaction).delete()
    assert reactions.rescue() == 0
    with db.unit():
        db.session().execute(update(Conversation).values(last_message_at=clock.now() - timedelta(minutes=11)))
    assert reactions.rescue() == 1
    assert (chat.row().holder, chat.row().answered_seq) == ("queue", 1)
    assert reactions.rescue() == 0
    assert len(chat.bot()) == 1


def test_a_lost_parcel_is_told_and_handed_to_a_person(cast: Cast, run_jobs: Run) -> None:
    always_open(cast.store)
    place(cast.store, snapshot(parcel=True))
    cleo = Chat(cast.store, run_jobs)
    cleo.act("prove", number="1042", contact=CLEO)
    now = clock.now()
    lost = replace(on_its_way().events[0], external_id="lost", progress=Progress.FAILED, happened_at=now)
    parcel(cast, replace(on_its_way(), progress=Progress.FAILED, updated_at=now, events=(lost,)))
    run_jobs()
    assert cleo.bot()[-1].body.cards[0]["state"] == "lost"
    assert cleo.row().holder == "queue"
    assert cleo.summary()["order"] == "1042"
