"""Events are rows, and what follows them survives."""

import pytest
from sqlalchemy import select

from integration_app.kit import db, events
from integration_app.kit.events import Event, PendingReaction, later, now

seen: list[Event] = []


def remember(event: Event) -> None:
    seen.append(event)


def stumble(event: Event) -> None:
    raise OSError("the line is dead")


@pytest.fixture(autouse=True)
def table(database: db.Database) -> None:
    seen.clear()
    events.use({"lamp.lit": (now(remember), later(remember)), "lamp.broken": (later(stumble),)})


def test_now_runs_after_the_commit_only() -> None:
    with db.unit():
        events.record("lamp.lit", workspace=1, lamp=7)
        assert seen == []
    assert [event["lamp"] for event in seen] == [7]


def test_a_rolled_back_deed_has_no_consequences() -> None:
    with pytest.raises(ZeroDivisionError), db.unit():
        events.record("lamp.lit", workspace=1, lamp=7)
        _ = 1 / 0
    assert seen == []
    with db.unit(read_only=True):
        assert db.session().scalars(select(PendingReaction)).all() == []


def test_later_is_a_row_until_it_is_done() -> None:
    with db.unit():
        events.record("lamp.lit", workspace=1, lamp=7)
    seen.clear()
    with db.unit(read_only=True):
        pending = db.session().scalars(select(PendingReaction)).one()
    assert events.react(pending.id) is True
    assert events.react(pending.id) is False
    assert [event.kind for event in seen] == ["lamp.lit"]


def test_a_failure_waits_and_shows_why() -> None:
    with db.unit():
        events.record("lamp.broken", workspace=1, lamp=7)
    with db.unit(read_only=True):
        pending = db.session().scalars(select(PendingReaction)).one()
    with pytest.raises(OSError):
        events.react(pending.id)
    with db.unit(read_only=True):
        row = db.session().scalars(select(PendingReaction)).one()
    assert row.error == "OSError: the line is dead"
    assert row.attempts == 1 and row.lease_until is None and row.next_at is not None


def test_an_unlisted_event_is_refused() -> None:
    with db.unit(), pytest.raises(events.UnknownEvent):
        events.record("lamp.eaten", workspace=1)


def test_units_do_not_nest() -> None:
    with db.unit(), pytest.raises(db.NestedUnit), db.unit():
        pass
