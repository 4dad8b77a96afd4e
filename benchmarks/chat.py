"""Chat messages a second: Parley ÷ a bare Flask-SocketIO handler with the same four writes and publish. Target: 0.7.

The ratio to a handler with one insert and nothing else is reported beside it.
"""

import statistics
import threading
import time
from collections.abc import Sequence

from benchmarks.sockets_client import Client
from benchmarks.stage import DATABASES, Place, interleaved, median_ratio, percentile, prepare, serving

CLIENTS, MESSAGES, ROUNDS = 40, 25, 5
WORKER = {"sqlite": "gthread", "postgresql": "gevent"}
PEERS = ("bare", "single")


def main() -> None:
    """Measure on both databases: threads with SQLite, greenlets and Redis with PostgreSQL."""
    for kind in DATABASES:
        place = prepare(kind)
        worker = WORKER[kind]
        with (
            serving(place, "parley", worker=worker, threads=200) as ours,
            serving(place, "bare", worker=worker, threads=200) as bare,
            serving(place, "single", worker=worker, threads=200) as single,
        ):
            _show(place, {"parley": ours, "bare": bare, "single": single})


def _show(place: Place, urls: dict[str, str]) -> None:
    times: list[float] = []

    def measured(name: str) -> float:
        return load(urls[name], place.tokens(CLIENTS), raw=name != "parley", times=times if name == "parley" else None)

    for name in urls:
        measured(name)
    times.clear()
    rates = interleaved({name: (lambda name=name: measured(name)) for name in urls}, rounds=ROUNDS)
    medians = {name: statistics.median(found) for name, found in rates.items()}
    ratios = {name: median_ratio(rates["parley"], rates[name]) for name in PEERS}
    print(
        f"{place.kind:<11} parley {medians['parley']:,.0f}/s  four writes {medians['bare']:,.0f}/s  "
        f"one insert {medians['single']:,.0f}/s  ratio {ratios['bare']:.2f} (to one insert {ratios['single']:.2f})  "
        f"p50 {percentile(times, 0.5) * 1000:.0f} ms  p99 {percentile(times, 0.99) * 1000:.0f} ms",
        flush=True,
    )


def load(url: str, chats: Sequence[tuple[str, int]], *, raw: bool, times: list[float] | None) -> float:
    """Have every chat send its messages, one after the other's acknowledgement; return messages a second."""
    clients = [Client(url, str(id) if raw else token) for token, id in chats]
    spent: list[float] = []

    def talk(client: Client, id: int) -> None:
        for number in range(MESSAGES):
            began = time.perf_counter()
            client.call("send", {"client_id": f"{id}-{number}", "body": {"text": "Where is my parcel? It is late."}})
            spent.append(time.perf_counter() - began)

    threads = [threading.Thread(target=talk, args=(client, id)) for client, (_, id) in zip(clients, chats, strict=True)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rate = len(spent) / (time.perf_counter() - began)
    for client in clients:
        client.close()
    if times is not None:
        times += spent
    return rate
