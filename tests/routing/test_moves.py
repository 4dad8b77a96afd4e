"""A conversation between bot, queue and people."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from integration_app import conversations, routing, stores
from integration_app.conversations import outgoing
from integration_app.conversations.models import Conversation, DeliveryAttempt
from integration_app.kit import clock, db
from integration_app.kit.errors import NotFound
from integration_app.routing import reactions
from integration_app.routing.models import Presence
from integration_app.stores.models import Agent
from tests.support.cast import Cast
from tests.support.chat import Chat
from tests.support.opening import always_open

Run = Callable[[], int]


@pytest.fixture
def chat(cast: Cast, run_jobs: Run) -> Chat:
    """Somebody who waits for a person."""
    always_open(cast.store)
    waiting = Chat(cast.store, run_jobs)
    waiting.post("I want to talk to a human")
    return waiting


def here(agent: Agent, **values: object) -> None:
    with db.unit():
        routing.beat(stores.agent_by_id(agent.id), **values)  # type: ignore[arg-type]


def move(name: str, chat: Chat, **values: object) -> None:
    with db.unit():
        getattr(routing, name)(conversations.by_id(chat.id), **values)


def alerted() -> list[str]:
    with db.unit(read_only=True):
        rows = db.session().query(DeliveryAttempt).filter_by(purpose="staff_alert").all()
        return sorted(outgoing.opened(row)[0] for row in rows)


def test_who_is_there_gets_it_at_once(cast: Cast, chat: Chat) -> None:
    here(cast.ben)
    chat.answered()
    row = chat.row()
    assert (row.holder, row.agent_id) == ("agent", cast.ben.id)
    assert row.due_at is not None
    assert alerted() == []


def test_if_nobody_is_there_everybody_is_called_once(cast: Cast, chat: Chat, run_jobs: Run) -> None:
    chat.answered()
    assert chat.row().holder == "queue"
    assert alerted() == ["ada@lumen.example", "ben@lumen.example"]
    with db.unit():
        db.session().query(Conversation).update({"due_at": clock.now() - timedelta(minutes=1)})
    assert reactions.escalate() == 1
    reactions.escalate()
    assert len(alerted()) == 2


def test_who_is_away_or_gone_or_of_another_workspace_gets_nothing(cast: Cast, chat: Chat) -> None:
    here(cast.dan)
    here(cast.ada, state="away")
    here(cast.ben)
    with db.unit():
        db.session().query(Presence).filter_by(agent_id=cast.ben.id).update(
            {"seen_at": clock.now() - timedelta(seconds=61)}
        )
    chat.answered()
    assert chat.row().holder == "queue"


def test_of_two_who_take_it_at_once_one_gets_it(cast: Cast, chat: Chat) -> None:
    chat.answered()
    with db.unit():
        row = conversations.by_id(chat.id)
        db.session().expunge(row)
    move("take", chat, agent=cast.ben)
    with db.unit(), pytest.raises(routing.TakenMeanwhile):
        routing.take(row, agent=cast.ada)
    assert chat.row().agent_id == cast.ben.id


def test_a_colleague_can_be_given_it_and_only_its_holder_lets_go(cast: Cast, chat: Chat) -> None:
    chat.answered()
    move("take", chat, agent=cast.ben)
    with pytest.raises(routing.TakenMeanwhile):
        move("release", chat, agent=cast.ada)
    move("assign", chat, to=cast.ada, by=cast.ben)
    assert chat.row().agent_id == cast.ada.id
    with pytest.raises(routing.TakenMeanwhile):
        move("return_to_bot", chat, agent=cast.ben)
    move("release", chat, agent=cast.ada)
    assert (chat.row().holder, chat.row().agent_id) == ("queue", None)
    assert chat.row().waiting_since is not None


def test_nobody_of_another_store_is_given_it(cast: Cast, chat: Chat) -> None:
    chat.answered()
    move("take", chat, agent=cast.ben)
    with pytest.raises(NotFound):
        move("pass_on", chat, by=cast.ben, to=cast.dan, note="yours")
    assert chat.row().agent_id == cast.ben.id


def test_a_hand_over_of_what_a_person_has_changes_nothing(cast: Cast, chat: Chat) -> None:
    chat.answered()
    move("take", chat, agent=cast.ben)
    with db.unit():
        assert not routing.hand_over(conversations.by_id(chat.id), reason="wish")
    assert chat.row().agent_id == cast.ben.id


def test_references_count_up_in_a_workspace(cast: Cast, run_jobs: Run) -> None:
    always_open(cast.store)
    for expected in ("P-3001", "P-3002"):
        chat = Chat(cast.store, run_jobs)
        chat.say("I want to talk to a human")
        assert chat.row().reference == expected
