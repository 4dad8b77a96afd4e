"""Idle sockets held by one web process: 3,000; memory for each, and whether pages are still answered."""

import time

import psutil
import requests

from benchmarks.sockets_client import Client
from benchmarks.stage import percentile, prepare, serving

SOCKETS = 3000


def main() -> None:
    """Hold them on one gevent process with PostgreSQL and Redis."""
    place = prepare("postgresql")
    with serving(place, "parley", worker="gevent") as url:
        server = _worker(url)
        before = server.memory_info().rss
        chats = place.tokens(SOCKETS)
        began = time.perf_counter()
        clients = [Client(url, token) for token, _ in chats]
        opened = time.perf_counter() - began
        held = sum(client.socket.connected for client in clients)
        each = (server.memory_info().rss - before) / SOCKETS / 1024
        pages = [_page(url) for _ in range(200)]
        print(
            f"{held:,} held, {each:.0f} KB each, {SOCKETS / opened:,.0f} opened/s; meanwhile /healthz "
            f"p50 {percentile(pages, 0.5) * 1000:.1f} ms, p99 {percentile(pages, 0.99) * 1000:.1f} ms",
            flush=True,
        )
        for client in clients:
            client.close()


def _page(url: str) -> float:
    began = time.perf_counter()
    assert requests.get(f"{url}/healthz", timeout=10).status_code == 200
    return time.perf_counter() - began


def _worker(url: str) -> psutil.Process:
    """Find the process that serves this address: gunicorn's child."""
    port = int(url.rsplit(":", 1)[1])
    listening = {found.pid for found in psutil.net_connections("tcp") if found.laddr and found.laddr[1] == port}
    return next(psutil.Process(pid) for pid in listening if not psutil.Process(pid).children())
