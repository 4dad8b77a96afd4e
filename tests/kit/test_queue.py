"""News of work travels by threads or by a real Redis; both carry ids only."""

import threading
import time
from collections.abc import Sequence

import redis
from rq import Queue

from integration_app.kit import ephemeral
from integration_app.kit.queue import CHAT, MAIL, Dispatcher, RedisBell, Relay, Ticket
from tests.support import servers


def test_the_dispatcher_works_off_tickets_and_survives_a_failure() -> None:
    done: list[int] = []
    finished = threading.Event()

    def run(job: str, id: int) -> None:
        if id == 1:
            raise ValueError(job)
        done.append(id)
        finished.set()

    dispatcher = Dispatcher(run)
    dispatcher.start()
    dispatcher.ring([Ticket("x", 1, CHAT), Ticket("x", 2, CHAT)])
    assert finished.wait(5)
    dispatcher.stop()
    assert done == [2]


def test_the_relay_hands_on_together_and_outlives_a_dead_bell() -> None:
    batches: list[list[int]] = []

    class Slow:
        def ring(self, tickets: Sequence[Ticket]) -> None:
            if tickets[0].id == 0:
                raise OSError("redis is gone")
            time.sleep(0.05)
            batches.append([ticket.id for ticket in tickets])

    relay = Relay(Slow())
    relay.ring([Ticket("x", 0, CHAT)])
    time.sleep(0.05)
    for n in range(1, 20):
        relay.ring([Ticket("x", n, CHAT)])
    end = time.monotonic() + 5
    while sum(map(len, batches)) < 19 and time.monotonic() < end:
        time.sleep(0.01)
    assert sorted(id for batch in batches for id in batch) == list(range(1, 20))
    assert len(batches) < 19


def test_redis_gets_ids_by_queue() -> None:
    client = redis.Redis.from_url(servers.redis_url())
    client.flushall()
    bell = RedisBell(client, "integration_app.jobs.run.work_through")
    bell.ring([Ticket("reaction", 7, CHAT), Ticket("mail", 8, MAIL)])
    jobs = {name: [job.args for job in Queue(name, connection=client).jobs] for name in (CHAT, MAIL)}
    assert jobs == {CHAT: [([("reaction", 7)],)], MAIL: [([("mail", 8)],)]}


def test_short_lived_values_are_the_same_in_memory_and_redis() -> None:
    client = redis.Redis.from_url(servers.redis_url())
    client.flushall()
    for keeper in (ephemeral.InMemory(), ephemeral.InRedis(client)):
        assert keeper.get("typing") is None
        keeper.put("typing", "Ben", seconds=5)
        assert keeper.get("typing") == "Ben"
        assert [keeper.add("count", seconds=5) for _ in range(3)] == [1, 2, 3]
