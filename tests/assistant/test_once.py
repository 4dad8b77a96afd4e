"""Whatever is killed, repeated or overlaps: each message is covered by exactly one reply or hand-over."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest

from integration_app import conversations
from integration_app.assistant import reactions, replying
from integration_app.conversations.models import Conversation, Message
from integration_app.kit import db, events, limits
from integration_app.kit.events import Event, PendingReaction
from tests.support.cast import Cast
from tests.support.chat import Chat
from tests.support.opening import always_open
from tests.support.orders import place, snapshot

Run = Callable[[], int]


class Killed(BaseException):
    """Stands for kill -9: nothing of ours runs after it."""


def covered(chat: Chat) -> list[int]:
    """Return which message each bot reply covers."""
    with db.unit(read_only=True):
        rows = db.session().query(Message).filter_by(conversation_id=chat.id, author="bot").order_by(Message.seq)
        return [row.answers_seq for row in rows]


def pending(name: str = "assistant.reactions.answer") -> list[int]:
    with db.unit(read_only=True):
        rows = db.session().query(PendingReaction).filter_by(reaction=name).order_by(PendingReaction.id)
        return [row.id for row in rows]


def later() -> None:
    """Let all leases end and all waiting times pass."""
    with db.unit():
        db.session().query(Conversation).update({"leased_until": None})
        db.session().query(PendingReaction).update({"lease_until": None, "attempts": 0})


def test_several_messages_get_one_reply(cast: Cast, run_jobs: Run) -> None:
    chat = Chat(cast.store, run_jobs)
    for text in ("hi", "I have a question", "what does shipping to France cost?"):
        chat.post(text)
    chat.answered()
    assert covered(chat) == [3]
    assert pending() == []


def test_a_reaction_that_runs_twice_answers_once(cast: Cast, run_jobs: Run) -> None:
    chat = Chat(cast.store, run_jobs)
    chat.post("hello")
    with db.unit(read_only=True):
        row = conversations.by_id(chat.id)
        event = Event(
            1, "message.received", row.workspace_id, row.store_id, {"conversation": row.id}, "shopper", row.created_at
        )
    reactions.answer(event)
    reactions.answer(event)
    assert covered(chat) == [1]


@pytest.mark.parametrize("step", ["_read", "_think", "_write"])
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_killed_at_any_step_it_goes_on_from_the_rows(
    cast: Cast, run_jobs: Run, monkeypatch: pytest.MonkeyPatch, step: str, after: bool
) -> None:
    """The kill is a seam of the test, not a stand-in: the step itself runs as it is."""
    place(cast.store, snapshot())
    chat = Chat(cast.store, run_jobs)
    chat.post("where is my order 1042? my mail is dan@mail.fr")
    real = getattr(replying, step)

    def dies(*args: object) -> object:
        if after:
            real(*args)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(replying, step, dies)
        patch.setattr(replying, "let_go", lambda _conversation: None)
        with pytest.raises(Killed):
            for id in pending():
                events.react(id)
    later()
    run_jobs()
    assert covered(chat) == [1]
    assert pending() == []
    with db.unit(read_only=True):
        assert limits.count("proof.order", f"{cast.store.id}|1042", window=timedelta(days=1)) == 1


def test_a_kill_before_the_hand_over_leaves_one_hand_over(
    cast: Cast, run_jobs: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    always_open(cast.store)
    chat = Chat(cast.store, run_jobs)
    chat.post("I want a human")
    with monkeypatch.context() as patch:
        patch.setattr(events, "settle", _die)
        patch.setattr(replying, "let_go", lambda _conversation: None)
        with pytest.raises(Killed):
            events.react(pending()[0])
    assert chat.row().holder == "bot"
    assert covered(chat) == []
    later()
    run_jobs()
    assert chat.row().holder == "queue"
    assert covered(chat) == [1]


def _die() -> None:
    raise Killed


def test_two_workers_at_one_conversation_answer_once(cast: Cast, run_jobs: Run) -> None:
    chat = Chat(cast.store, run_jobs)
    for n in range(6):
        chat.post(f"what does shipping to France cost? {n}")
    errors: list[Exception] = []

    def work(id: int) -> None:
        try:
            events.react(id)
        except Exception as error:  # noqa: BLE001 - whatever it is, the test wants to see it
            errors.append(error)

    threads = [threading.Thread(target=work, args=(id,)) for id in pending()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    run_jobs()
    assert errors == []
    assert covered(chat)[-1] == 6
    assert len(set(covered(chat))) == len(covered(chat))
    assert chat.row().answered_seq == 6


def test_a_message_that_comes_while_the_answer_is_made_is_answered_with_it(
    cast: Cast, run_jobs: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat = Chat(cast.store, run_jobs)
    chat.post("what does shipping to France cost?")
    real = replying._write
    came = []

    def interrupted(*args: object) -> bool:
        if not came:
            came.append(chat.post("and to Spain?"))
        return real(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(replying, "_write", interrupted)
    events.react(pending()[0])
    assert covered(chat) == [2]
    run_jobs()
    assert covered(chat) == [2]


def test_a_fragment_is_waited_for(cast: Cast, run_jobs: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    chat = Chat(cast.store, run_jobs)
    chat.post("hi")
    slept: list[float] = []

    def nap(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 1:
            chat.post("what does shipping to France cost?")

    monkeypatch.setattr(replying.time, "sleep", nap)
    events.react(pending()[0])
    assert len(slept) == 1
    assert 0 < slept[0] <= 1
    assert covered(chat) == [2]


def test_somebody_who_has_the_conversation_is_left_alone(cast: Cast, run_jobs: Run) -> None:
    chat = Chat(cast.store, run_jobs)
    chat.post("hello")
    with db.unit():
        assert conversations.lease(conversations.by_id(chat.id), seconds=15)
    assert not replying.take(chat.id)
    assert covered(chat) == []
