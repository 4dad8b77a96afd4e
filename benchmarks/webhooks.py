"""Webhooks accepted a second: Parley ÷ a bare Flask route with the same HMAC and one insert. Target: 0.75."""

import base64
import hashlib
import hmac
import http.client
import itertools
import json
import statistics
import threading
import time
from urllib.parse import urlsplit

from benchmarks.stage import DATABASES, Place, interleaved, median_ratio, percentile, prepare, serving

REQUESTS, CLIENTS, ROUNDS = 1500, 8, 5
_keys = itertools.count()
BODY = json.dumps({"id": 1, "note": "x" * 4900}).encode()
SIGNATURE = base64.b64encode(hmac.new(b"hush", BODY, hashlib.sha256).digest()).decode()


def main() -> None:
    """Measure on both databases, one gthread worker with four threads each."""
    for kind in DATABASES:
        place = prepare(kind)
        with serving(place, "parley", worker="gthread") as ours, serving(place, "bare", worker="gthread") as theirs:
            _show(place, ours, theirs)


def _show(place: Place, ours: str, theirs: str) -> None:
    times: list[float] = []
    for url in (ours, theirs):
        load(url, 200)
    rates = interleaved(
        {"parley": lambda: load(ours, REQUESTS, times), "bare": lambda: load(theirs, REQUESTS)}, rounds=ROUNDS
    )
    ratio = median_ratio(rates["parley"], rates["bare"])
    medians = {name: statistics.median(found) for name, found in rates.items()}
    print(
        f"{place.kind:<11} parley {medians['parley']:,.0f}/s  bare {medians['bare']:,.0f}/s  ratio {ratio:.2f}"
        f"  p50 {percentile(times, 0.5) * 1000:.1f} ms  p99 {percentile(times, 0.99) * 1000:.1f} ms",
        flush=True,
    )


def load(url: str, count: int, times: list[float] | None = None) -> float:
    """Send webhooks from several connections; return how many were answered 200 a second."""
    left = iter(range(count))
    lock = threading.Lock()
    spent: list[float] = []

    def work() -> None:
        connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=30)
        while True:
            with lock:
                if next(left, None) is None:
                    return
            began = time.perf_counter()
            connection.request("POST", "/webhooks/shopify", BODY, headers())
            answer = connection.getresponse()
            answer.read()
            assert answer.status == 200, answer.status
            spent.append(time.perf_counter() - began)

    threads = [threading.Thread(target=work) for _ in range(CLIENTS)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if times is not None:
        times += spent
    return len(spent) / (time.perf_counter() - began)


def headers() -> dict[str, str]:
    return {
        "Content-Type": "application/json",
        "X-Shopify-Topic": "orders/updated",
        "X-Shopify-Shop-Domain": "lumen-goods.myshopify.com",
        "X-Shopify-Webhook-Id": f"bench-{next(_keys)}",
        "X-Shopify-Hmac-Sha256": SIGNATURE,
    }
