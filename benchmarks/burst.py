"""Two hundred webhooks at the same moment, each on a connection of its own, with workers working: the slowest answer.

Shopify hangs up after 5 seconds in all and counts 4 to 5 seconds as failing. The peer is the bare route, which does
no work after it.
"""

import http.client
import statistics
import threading
import time
from pathlib import Path
from tempfile import mkdtemp
from urllib.parse import urlsplit

from benchmarks import webhooks
from benchmarks.stage import percentile, prepare, serving
from tests.support.stack import running

DELIVERIES, ROUNDS = 200, 5


def main() -> None:
    """Measure the whole program in production mode, then the bare route on its own."""
    for stack in running(Path(mkdtemp(prefix="parley-bench-"))):
        ours = [_burst(stack.url("web1")) for _ in range(ROUNDS)]
    with serving(prepare("postgresql"), "bare", worker="gevent") as url:
        bare = [_burst(url) for _ in range(ROUNDS)]
    _show("parley", ours)
    _show("bare", bare)
    ratio = statistics.median(max(a) / max(b) for a, b in zip(ours, bare, strict=True))
    print(f"slowest of {DELIVERIES}, parley ÷ bare: {ratio:.1f}", flush=True)


def _show(name: str, rounds: list[list[float]]) -> None:
    slowest = statistics.median(max(times) for times in rounds)
    half = statistics.median(percentile(times, 0.5) for times in rounds)
    print(
        f"{name:<8} p50 {half * 1000:,.0f} ms  slowest {slowest * 1000:,.0f} ms  (medians of {ROUNDS} bursts)",
        flush=True,
    )


def _burst(url: str) -> list[float]:
    """Let all deliveries go together; return each one's seconds from connecting to the answer."""
    ready = threading.Barrier(DELIVERIES)
    times: list[float] = []

    def deliver() -> None:
        ready.wait(timeout=30)
        began = time.perf_counter()
        connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=10)
        connection.request("POST", "/webhooks/shopify", webhooks.BODY, webhooks.headers())
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200, answer.status
        times.append(time.perf_counter() - began)

    threads = [threading.Thread(target=deliver) for _ in range(DELIVERIES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(times) == DELIVERIES, f"{DELIVERIES - len(times)} deliveries were not answered"
    return times
