"""Every way in which people type the proof of an order, on the real way of a message and on both databases."""

from collections.abc import Callable

import pytest

from tests.support.cast import Cast
from tests.support.chat import Chat, cards
from tests.support.orders import CLEO, place, snapshot

Run = Callable[[], int]


@pytest.mark.parametrize(
    "said",
    [
        ["where is my order?", "1042", CLEO],
        ["where is my order 1042?", CLEO],
        [f"where is 1042? {CLEO}"],
        [f"it is under {CLEO}", "1042"],
        [CLEO, "order 1042"],
        [f"order 1043 {CLEO}", "sorry, 1042"],
        ["order 1042 cloe@mail.fr", f"oh, {CLEO}"],
        ["where is ١٠٤٢", CLEO],
        ["where is my order 1042", "+33 6 12 34 56 78"],
        ["where is my order 1042", "0612345678"],
    ],
    ids=" / ".join,
)
def test_number_and_contact_in_any_order_open_the_order(cast: Cast, run_jobs: Run, said: list[str]) -> None:
    place(cast.store, snapshot(parcel=True))
    chat = Chat(cast.store, run_jobs)
    shown = [chat.say(words) for words in said][-1]
    assert cards(shown) == ["proved", "order"]
    assert "Leipzig" in shown.body.text


def test_nothing_is_asked_twice(cast: Cast, run_jobs: Run) -> None:
    place(cast.store, snapshot(parcel=True))
    chat = Chat(cast.store, run_jobs)
    asked = [chat.say("where is my order?").body.text, chat.say("1042").body.text]
    assert "number and" in asked[0]
    assert "order number" not in asked[1]
    assert "I can look" not in asked[1]


def test_the_contact_that_opened_one_order_opens_the_next(cast: Cast, run_jobs: Run) -> None:
    place(cast.store, snapshot(parcel=True))
    place(cast.store, snapshot("1050", parcel=True))
    chat = Chat(cast.store, run_jobs)
    chat.say(f"where is 1042? {CLEO}")
    assert cards(chat.say("and 1050?")) == ["proved", "order"]


def test_it_never_opens_what_is_somebody_elses(cast: Cast, run_jobs: Run) -> None:
    place(cast.store, snapshot(parcel=True))
    place(cast.store, snapshot("1051", email="noor@mail.fr", customer="c2", parcel=True))
    chat = Chat(cast.store, run_jobs)
    chat.say(f"where is 1042? {CLEO}")
    for number in ("1051", "1099"):
        answer = chat.say(f"and {number}?")
        assert cards(answer) == ["proof"]
        assert "Leipzig" not in answer.body.text
