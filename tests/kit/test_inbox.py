"""A delivery is kept once, worked on once, and found again when its news was lost."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from integration_app.kit import clock, crypto, db, inbox, queue
from integration_app.kit.inbox import Delivery, Parcel
from integration_app.kit.queue import Ticket

worked: list[Parcel] = []
rung: list[Ticket] = []


class Bell:
    def ring(self, tickets: list[Ticket]) -> None:
        rung.extend(tickets)


def handle(parcel: Parcel) -> str:
    worked.append(parcel)
    if parcel.body == "stumble":
        raise OSError("not now")
    return "done"


@pytest.fixture(autouse=True)
def source(database: db.Database) -> None:
    worked.clear()
    rung.clear()
    inbox.register("test", handle)
    queue.use(Bell())


def receive(key: str = "k1", body: str = "{}") -> bool:
    with db.unit():
        return inbox.receive("test", sender="shop", delivery_key=key, topic="orders/create", body=body)


def only() -> Delivery:
    with db.unit(read_only=True):
        return db.session().scalars(select(Delivery)).one()


def test_the_same_delivery_is_one_row() -> None:
    assert [receive(), receive()] == [True, False]
    assert [ticket.id for ticket in rung] == [only().id]


def test_the_body_is_sealed_and_opened_for_its_handler() -> None:
    receive(body='{"email": "cleo@mail.fr"}')
    assert b"cleo" not in (only().body or b"")
    inbox.process(only().id)
    assert worked[0].body == '{"email": "cleo@mail.fr"}'
    assert (only().outcome, only().next_at) == ("done", None)
    assert inbox.process(only().id) is False


def test_a_failure_waits_longer_each_time_and_is_shown() -> None:
    receive(body="stumble")
    with pytest.raises(OSError, match="not now"):
        inbox.process(only().id)
    row = only()
    assert (row.attempts, row.handled_at, row.error) == (1, None, "OSError: not now")
    assert row.next_at is not None and row.next_at > clock.now()


def test_after_ten_tries_it_stays_visible_and_rests() -> None:
    receive(body="stumble")
    with db.unit():
        db.session().execute(update(Delivery).values(attempts=9))
    with pytest.raises(OSError):
        inbox.process(only().id)
    assert only().failed_at is not None
    assert only().next_at is None
    id = only().id
    with db.unit():
        inbox.replay(id)
    assert only().failed_at is None


def test_the_sweep_finds_what_nobody_heard_of() -> None:
    receive()
    rung.clear()
    assert inbox.sweep() == 0
    with db.unit():
        db.session().execute(update(Delivery).values(next_at=clock.now() - timedelta(seconds=1)))
    assert inbox.sweep() == 1
    assert [ticket.id for ticket in rung] == [only().id]
    assert inbox.sweep() == 0, "ringing sets the next look ahead"


def test_a_claimed_row_is_left_alone_until_its_lease_ends() -> None:
    receive()
    assert queue.claim(Delivery, only().id) is not None
    assert queue.claim(Delivery, only().id) is None
    with db.unit():
        db.session().execute(update(Delivery).values(lease_until=clock.now() - timedelta(seconds=1)))
    assert queue.claim(Delivery, only().id) is not None


def test_handled_bodies_are_pruned_after_their_time() -> None:
    receive()
    inbox.process(only().id)
    with db.unit():
        assert inbox.prune() == 0
        db.session().execute(update(Delivery).values(handled_at=clock.now() - timedelta(days=31)))
        assert inbox.prune() == 1


def test_a_delivery_of_an_unknown_shop_is_kept_under_the_systems_key() -> None:
    receive()
    assert only().workspace_id == crypto.SYSTEM
