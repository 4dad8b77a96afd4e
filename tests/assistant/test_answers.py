"""The way of a message through the assistant, on both databases."""

from collections.abc import Callable

from tests.support.cast import Cast
from tests.support.chat import Chat, cards
from tests.support.orders import CLEO, place, snapshot


def test_a_greeting_is_answered_once_and_the_bot_says_once_that_it_is_one(cast: Cast, run_jobs: Callable[[], int]) -> None:
    chat = Chat(cast.store, run_jobs)
    first = chat.say("hello!")
    assert first.author == "bot"
    assert "bot" in first.body.text
    assert "bot" not in chat.say("thanks").body.text
    assert len(chat.bot()) == 2


def test_a_wish_for_a_person_queues_the_conversation_with_a_summary(cast: Cast, run_jobs: Callable[[], int]) -> None:
    chat = Chat(cast.store, run_jobs)
    chat.say("my lamp arrived with the wrong plug")
    answer = chat.say("I want to talk to a human please")
    assert answer.author == "bot"
    if chat.row().holder == "queue":
        assert chat.row().reference == "P-3001"
        assert "plug" in chat.summary()["wants"]
    else:
        assert "offline" in cards(answer)


def test_an_order_is_shown_after_number_and_mail(cast: Cast, run_jobs: Callable[[], int]) -> None:
    order = place(cast.store, snapshot(parcel=True))
    chat = Chat(cast.store, run_jobs)
    asked = chat.say("where is my order 1042?")
    assert cards(asked) == ["proof"]
    shown = chat.act("prove", number="1042", contact=CLEO)
    assert cards(shown) == ["proved", "order"]
    assert shown.body.about_order == order.public_id
    assert "Leipzig" in shown.body.text
    assert "Lyon" in shown.body.text
