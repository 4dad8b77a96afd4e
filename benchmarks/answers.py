"""Time from a complete message to the bot's reply, in production mode.

Targets: idle, p95 at most 150 ms; at 20 messages a second with 200 webhooks arriving, p95 at most 1 s.
"""

import threading
import time
from pathlib import Path
from tempfile import mkdtemp

from benchmarks import webhooks
from benchmarks.sockets_client import Client
from benchmarks.stage import percentile
from integration_app import conversations, stores
from integration_app.conversations import access
from integration_app.kit import db
from tests.support.stack import Stack, running

WORDS = ("What does shipping to France cost?", "Can I return a lamp after two weeks?", "Where is my order?")
IDLE, BUSY_SECONDS, BUSY_RATE, BUSY_WEBHOOKS = 60, 15, 20, 200


def main() -> None:
    """Measure idle, then busy."""
    for stack in running(Path(mkdtemp(prefix="parley-bench-"))):
        _answer(stack, 0)
        idle = [_answer(stack, number) for number in range(IDLE)]
        _show("idle", idle)
        _show(f"{BUSY_RATE} messages/s, {BUSY_WEBHOOKS} webhooks", _busy(stack))


def _show(name: str, times: list[float]) -> None:
    marks = "  ".join(f"p{share} {percentile(times, share / 100) * 1000:,.0f} ms" for share in (50, 95, 99))
    print(f"{name:<34} {marks}  ({len(times)} answers)", flush=True)


def _busy(stack: Stack) -> list[float]:
    times: list[float] = []
    threads = [threading.Thread(target=webhooks.load, args=(stack.url("web2"), BUSY_WEBHOOKS))]
    count = BUSY_SECONDS * BUSY_RATE
    tokens = [_token(stack) for _ in range(count)]
    threads += [
        threading.Thread(target=lambda number=number: times.append(_answer(stack, number, tokens[number])))
        for number in range(count)
    ]
    threads[0].start()
    for thread in threads[1:]:
        thread.start()
        time.sleep(1 / BUSY_RATE)
    for thread in threads:
        thread.join()
    return times


def _answer(stack: Stack, number: int, token: str | None = None) -> float:
    """Ask in a conversation of its own; return the seconds until the bot's reply was pushed."""
    client = Client(stack.url("web1"), token or _token(stack))
    began = time.perf_counter()
    client.socket.send(
        '42/shopper,["send",{"client_id":"a","body":{"text":"%s"}}]' % WORDS[number % len(WORDS)]  # noqa: UP031
    )
    client.until("bot")
    spent = time.perf_counter() - began
    client.close()
    return spent


def _token(stack: Stack) -> str:
    with db.unit():
        store = stores.by_public_id(stack.store)
        return access.token_for(conversations.open(store, locale="en", zone="UTC").conversation, device="own")
