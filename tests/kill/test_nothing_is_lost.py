"""Processes are killed in the middle of the work: nothing is lost, nothing is done twice, no hand is needed."""

from collections.abc import Callable

import pytest
import redis

from integration_app.kit import db
from tests.kill import promises
from tests.kill.traffic import Traffic
from tests.support.stack import Stack, wait_until

pytestmark = pytest.mark.kill

RECOVERY = 30.0
"""Seconds after everything runs again until every shopper has his answer."""

BACKLOG = 240.0
"""Seconds until the webhooks are worked off, on a machine that does other things beside; no promise is about this."""

Strike = Callable[[Stack], None]


def kill_the_workers(stack: Stack) -> None:
    stack.kill_lane("chat")
    stack.kill_lane("webhooks")


def kill_a_web_process(stack: Stack) -> None:
    stack.kill_web("web1")
    stack.start_web("web1")


def flush_redis(stack: Stack) -> None:
    redis.Redis(port=stack.redis.port).flushall()


def restart_postgresql(stack: Stack) -> None:
    stack.postgresql.restart()
    db.database().engine.dispose()  # the test's own connections; the program has to cope with its


@pytest.mark.parametrize(
    ("strike", "webhooks", "messages"),
    [
        (kill_the_workers, 500, 200),
        (kill_a_web_process, 120, 80),
        (flush_redis, 120, 80),
        (restart_postgresql, 120, 80),
    ],
)
def test_nothing_is_lost(stack: Stack, strike: Strike, webhooks: int, messages: int) -> None:
    run = strike.__name__.replace("_", "")
    traffic = Traffic(stack, run=run)
    traffic.send(webhooks=webhooks, messages=messages, chats=20, at_half=lambda: strike(stack))
    for name in stack.ports:
        stack.wait_ready(name)
    if strike is kill_the_workers:
        stack.wait_for_workers()
    wait_until(lambda: promises.all_answered(traffic.chats), seconds=RECOVERY)
    wait_until(promises.all_done, seconds=BACKLOG)
    assert len(traffic.promised.webhooks) == webhooks
    assert len(traffic.promised.messages) == messages
    promises.check_webhooks(traffic.promised, run=run)
    promises.check_messages(traffic.promised)
    promises.check_answers(traffic.chats)
