"""Databases, servers and clients for the measurements."""

import base64
import contextlib
import os
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

import requests

from integration_app import config as settings
from integration_app import conversations, migrate, root, stores
from integration_app.conversations import access
from integration_app.kit import db
from tests.support import servers

ROOT = Path(__file__).resolve().parents[1]
SHOP = "lumen-goods.myshopify.com"
DATABASES = ("sqlite", "postgresql")


@dataclass(frozen=True)
class Place:
    """A prepared database with a store, and the environment that points at it."""

    kind: str
    environment: dict[str, str]
    store: int

    def tokens(self, count: int) -> list[tuple[str, int]]:
        """Open conversations; return for each a chat token and its id."""
        with db.unit():
            store = stores.by_id(self.store)
            opened = [conversations.open(store, locale="en", zone="UTC").conversation for _ in range(count)]
            return [(access.token_for(one, device="own"), one.id) for one in opened]


def prepare(kind: str) -> Place:
    """Migrate an empty database of a kind and add a store. PostgreSQL comes with Redis, as in production."""
    folder = Path(mkdtemp(prefix=f"parley-bench-{kind}-"))
    environment = {
        "PARLEY_DATA_DIR": str(folder),
        "PARLEY_MASTER_KEY": base64.b64encode(bytes(range(32))).decode(),
        "SHOPIFY_CLIENT_SECRET": "hush",
        "LOG_LEVEL": "WARNING",
    }
    if kind == "postgresql":
        environment |= {"DATABASE_URL": _new_postgresql(), "REDIS_URL": servers.redis_url()}
    else:
        environment["DATABASE_URL"] = f"sqlite:///{folder / 'parley.sqlite3'}"
    config = settings.from_environment(environment)
    root.connect(config)
    migrate.upgrade(config)
    with db.unit():
        workspace = stores.create_workspace("Lumen")
        address = "https://lumen.example"
        store = stores.add_store(workspace, platform="shopify", name="Lumen", address=address, shop_domain=SHOP)
        return Place(kind, environment, store.id)


@contextlib.contextmanager
def serving(place: Place, app: str, *, worker: str, threads: int = 4) -> Iterator[str]:
    """Serve "parley" or a bare peer with one gunicorn worker; yield its address."""
    port = servers.free_port()
    command = [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", "benchmarks.serving:application"]
    inherited = {key: value for key, value in os.environ.items() if key not in {"REDIS_URL", "DATABASE_URL"}}
    own = {"BENCH_APP": app, "PORT": str(port), "WEB_HOST": "127.0.0.1", "WEB_KIND": worker, "WEB_CONCURRENCY": "1"}
    environment = {**inherited, **place.environment, **own, "WEB_THREADS": str(threads)}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True, stderr=subprocess.DEVNULL)
    try:
        _wait(f"http://127.0.0.1:{port}/healthz")
        yield f"http://127.0.0.1:{port}"
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=20)


def interleaved(measure: dict[str, Callable[[], float]], *, rounds: int) -> dict[str, list[float]]:
    """Measure each in turn, several rounds, so that the machine's mood hits all alike."""
    found: dict[str, list[float]] = {name: [] for name in measure}
    for _ in range(rounds):
        for name, run in measure.items():
            found[name].append(run())
    return found


def median_ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Return the median over rounds of ours ÷ theirs."""
    return statistics.median(a / b for a, b in zip(ours, theirs, strict=True))


def percentile(values: Sequence[float], share: float) -> float:
    """Return a percentile of some values."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def _new_postgresql() -> str:
    from sqlalchemy import create_engine, text

    admin = create_engine(servers.postgresql_url(), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text("DROP DATABASE IF EXISTS bench WITH (FORCE)"))
        connection.execute(text("CREATE DATABASE bench"))
    return admin.url.set(database="bench").render_as_string(hide_password=False)


def _wait(url: str, *, seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(requests.RequestException):
            if requests.get(url, timeout=2).status_code == 200:
                return
        time.sleep(0.2)
    raise TimeoutError(url)
