"""The way of a message through the assistant, on both databases."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import update

from integration_app import assistant, conversations, routing, stores
from integration_app.assistant import ArticleText, reactions
from integration_app.conversations.models import Conversation
from integration_app.kit import clock, db
from tests.support.cast import Cast
from tests.support.chat import Chat, cards
from tests.support.opening import always_open, closed_today
from tests.support.orders import CLEO, place, snapshot

Run = Callable[[], int]


def test_a_greeting_is_answered_once(cast: Cast, run_jobs: Run) -> None:
    chat = Chat(cast.store, run_jobs)
    assert chat.say("hello!").author == "bot"
    assert len(chat.bot()) == 1


def test_where_no_window_says_it_the_bot_says_once_that_it_is_one(cast: Cast, run_jobs: Run) -> None:
    chat = Chat(cast.store, run_jobs, channel="cli")
    assert "bot" in chat.say("hello!").body.text
    assert "bot" not in chat.say("thanks").body.text


def test_a_wish_for_a_person_queues_the_conversation_with_a_summary(cast: Cast, run_jobs: Run) -> None:
    always_open(cast.store)
    place(cast.store, snapshot(parcel=True))
    chat = Chat(cast.store, run_jobs)
    chat.act("prove", number="1042", contact=CLEO)
    chat.say("the brass one has the wrong plug for France")
    answer = chat.say("I want to talk to a human please")
    assert answer.author == "bot"
    row, summary = chat.row(), chat.summary()
    assert row.holder == "queue"
    assert row.reference == "P-3001"
    assert row.due_at is not None
    assert row.answered_seq == row.shopper_seq
    assert "plug" in summary["wants"]
    assert summary["who"] == "Cleo Martin"
    assert summary["order"] == "1042"
    assert "1042" in summary["known"]
    assert summary["reason"] == "wish"


def test_anger_is_handed_over_before_calmer_things(cast: Cast, run_jobs: Run) -> None:
    always_open(cast.store)
    chat = Chat(cast.store, run_jobs)
    chat.say("This is a scam, I want my money back, I will call my lawyer!!!")
    assert chat.row().holder == "queue"
    assert chat.row().priority == 2


def test_what_is_not_understood_twice_goes_to_a_person(cast: Cast, run_jobs: Run) -> None:
    always_open(cast.store)
    chat = Chat(cast.store, run_jobs)
    chat.say("blorf wibble")
    assert chat.row().holder == "bot"
    chat.say("wibble blorf quux")
    assert chat.row().holder == "queue"
    assert chat.summary()["reason"] == "not_understood"


def test_an_order_is_shown_after_number_and_mail(cast: Cast, run_jobs: Run) -> None:
    order = place(cast.store, snapshot(parcel=True))
    chat = Chat(cast.store, run_jobs)
    asked = chat.say("where is my order 1042?")
    assert cards(asked) == ["proof"]
    shown = chat.act("prove", number="1042", contact=CLEO)
    assert cards(shown) == ["proved", "order"]
    assert shown.body.about_order == order.public_id
    assert "Leipzig" in shown.body.text
    assert "Lyon" in shown.body.text


@pytest.mark.parametrize(
    ("locale", "asks", "word"),
    [
        ("en", "Where is my order 1042?", "Leipzig"),
        ("de", "Wo ist meine Bestellung 1042?", "Leipzig"),
        ("es", "¿Dónde está mi pedido 1042?", "Leipzig"),
        ("zh", "我的订单1042到哪里了？", "Leipzig"),
        ("ar", "أين طلبي رقم 1042؟", "Leipzig"),
    ],
)
def test_the_whole_way_in_each_language(cast: Cast, run_jobs: Run, locale: str, asks: str, word: str) -> None:
    always_open(cast.store)
    place(cast.store, snapshot(parcel=True))
    chat = Chat(cast.store, run_jobs, locale="en")
    asked = chat.say(asks)
    assert asked.body.locale == locale
    assert "proof" in cards(asked)
    shown = chat.act("prove", number="1042", contact=CLEO)
    assert shown.body.locale == locale
    assert word in shown.body.text
    chat.act("person", label="…")
    assert chat.row().holder == "queue"
    assert chat.row().locale == locale


def test_a_language_chosen_by_hand_outweighs_what_is_written(cast: Cast, run_jobs: Run) -> None:
    chat = Chat(cast.store, run_jobs)
    with db.unit():
        conversations.choose_language(conversations.by_id(chat.id), "de")
    assert chat.say("hello, where is my order?").body.locale == "de"


def test_an_article_answers_in_words_with_its_link(cast: Cast, run_jobs: Run) -> None:
    texts = {
        "en": ArticleText(
            "Gift wrapping",
            "We wrap gifts for 4 euro. Choose it in the cart.",
            ("do you wrap gifts",),
            "https://x/gift",
        )
    }
    with db.unit():
        assistant.save_article(stores.by_id(cast.store.id), texts=texts)
    chat = Chat(cast.store, run_jobs)
    answer = chat.say("Do you wrap gifts?")
    assert "4 euro" in answer.body.text
    assert cards(answer) == ["article"]
    other = Chat(cast.other_store, run_jobs)
    assert "4 euro" not in other.say("Do you wrap gifts?").body.text


def test_a_changed_article_is_answered_from_at_once(cast: Cast, run_jobs: Run) -> None:
    def write(price: str, id: str | None = None) -> str:
        body = f"We wrap gifts for {price} euro. Choose it in the cart."
        with db.unit():
            text = ArticleText("Gift wrapping", body, ("do you wrap gifts",))
            return assistant.save_article(stores.by_id(cast.store.id), texts={"en": text}, id=id).id

    id = write("4")
    assert "4 euro" in Chat(cast.store, run_jobs).say("Do you wrap gifts?").body.text
    write("6", id)
    assert "6 euro" in Chat(cast.store, run_jobs).say("Do you wrap gifts?").body.text
    with db.unit():
        assistant.delete_article(stores.by_id(cast.store.id), id)
    assert "euro" not in Chat(cast.store, run_jobs).say("Do you wrap gifts?").body.text


def test_an_agent_who_is_there_is_not_talked_over(cast: Cast, run_jobs: Run) -> None:
    chat = Chat(cast.store, run_jobs)
    chat.say("hello")
    with db.unit():
        routing.take(conversations.by_id(chat.id), agent=stores.agent_by_id(cast.ben.id))
        routing.beat(stores.agent_by_id(cast.ben.id))
    run_jobs()
    said = len(chat.bot())
    chat.say("where is my order 1042?")
    assert len(chat.bot()) == said
    assert chat.row().due_at is not None


def test_while_the_agent_is_away_the_bot_answers_what_it_surely_knows(cast: Cast, run_jobs: Run) -> None:
    place(cast.store, snapshot(parcel=True))
    chat = Chat(cast.store, run_jobs)
    chat.act("prove", number="1042", contact=CLEO)
    with db.unit():
        routing.take(conversations.by_id(chat.id), agent=stores.agent_by_id(cast.ben.id))
    run_jobs()
    answer = chat.say("where is my order 1042?")
    assert answer.author == "bot"
    assert "Leipzig" in answer.body.text
    assert chat.row().holder == "agent"
    assert chat.row().agent_id == cast.ben.id
    said = len(chat.bot())
    chat.say("blorf wibble quux")
    assert len(chat.bot()) == said


def test_an_agent_who_is_late_is_helped_out_once(cast: Cast, run_jobs: Run) -> None:
    place(cast.store, snapshot(parcel=True))
    chat = Chat(cast.store, run_jobs)
    chat.act("prove", number="1042", contact=CLEO)
    with db.unit():
        routing.take(conversations.by_id(chat.id), agent=stores.agent_by_id(cast.ben.id))
        routing.beat(stores.agent_by_id(cast.ben.id))
    said = len(chat.bot())
    chat.say("where is my order 1042?")
    assert reactions.help_out() == 0
    assert len(chat.bot()) == said
    with db.unit():
        db.session().execute(update(Conversation).values(due_at=clock.now() - timedelta(seconds=5)))
    assert reactions.help_out() == 1
    assert "Leipzig" in chat.bot()[-1].body.text
    assert chat.row().agent_id == cast.ben.id
    assert chat.row().waiting_since is not None
    assert reactions.help_out() == 0


def test_a_chat_given_back_to_the_bot_is_answered_by_it(cast: Cast, run_jobs: Run) -> None:
    chat = Chat(cast.store, run_jobs)
    ben = cast.ben
    with db.unit():
        routing.take(conversations.by_id(chat.id), agent=stores.agent_by_id(ben.id))
        routing.beat(stores.agent_by_id(ben.id))
    assert cards(chat.answered()) == ["handover"]
    assert "Ben" in chat.thread()[-1].body.text
    with db.unit():
        routing.return_to_bot(conversations.by_id(chat.id), agent=stores.agent_by_id(ben.id))
    assert chat.answered().body.cards[0]["state"] == "returned"
    assert chat.say("hello").author == "bot"


def test_out_of_hours_a_request_is_taken_with_substance(cast: Cast, run_jobs: Run) -> None:
    closed_today(cast.store)
    place(cast.store, snapshot(parcel=True))
    chat = Chat(cast.store, run_jobs)
    chat.act("prove", number="1042", contact=CLEO)
    form = chat.say("Can a person swap the brass lamp for a teal one?")
    if "offline" not in cards(form):
        form = chat.say("I want to talk to a human")
    card = next(card for card in form.body.cards if card["type"] == "offline")
    assert "1042" in card["known"]
    assert card["answer_by"]
    assert card["reference"] == "P-3001"
    left = chat.act("offline", email="cleo@mail.fr", text="Please swap brass for teal")
    assert cards(left) == ["request"]
    assert left.body.cards[0]["reference"] == "P-3001"
    assert left.body.cards[0]["text"] == "Please swap brass for teal"
    assert chat.row().holder == "queue"
    assert chat.row().email == CLEO
    assert mails("request") == 1
    chat.act("offline", email="cleo@mail.fr", text="And hurry")
    assert chat.row().holder == "queue"


def test_an_address_that_is_none_is_asked_for_again(cast: Cast, run_jobs: Run) -> None:
    closed_today(cast.store)
    chat = Chat(cast.store, run_jobs)
    chat.say("I want to talk to a human")
    chat.act("offline", email="cleo@", text="hello?")
    assert chat.row().holder == "bot"
    assert mails("request") == 0


def mails(purpose: str) -> int:
    from integration_app.conversations.models import DeliveryAttempt

    with db.unit(read_only=True):
        return db.session().query(DeliveryAttempt).filter_by(purpose=purpose).count()
