"""``python -m integration_app``: everything on one port in one process, with the demo shop beside it."""

import os
import socket
import sys
from typing import Any

from gunicorn.app.base import BaseApplication

from integration_app import config as settings
from integration_app import demo_store, first_start, migrate, root, serve
from integration_app.config import BadSetting, Config
from integration_app.kit import db

THREADS = 160
"""Each open socket holds one thread; this leaves enough for pages."""


class Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn with one worker and our settings instead of a command line."""

    def __init__(self, config: Config, port: int) -> None:
        self._config = config
        self._port = port
        super().__init__()

    def load_config(self) -> None:
        """Set what the embedded way needs."""
        chosen: dict[str, Any] = {
            "bind": _addresses(self._port),
            "worker_class": "gthread",
            "workers": 1,
            "threads": THREADS,
            "worker_connections": 1000,
            "graceful_timeout": 2,
            "timeout": 0,
            "loglevel": "warning",
            "post_worker_init": lambda _worker: _announce(self._config),
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Make the application in the worker, after the fork, so that its threads live there."""
        return serve.application(self._config)


def main() -> int:
    """Prepare the database and the demo, then serve until Ctrl-C."""
    os.environ.setdefault("PARLEY_DEMO", "1")
    port = int(os.environ.get("PORT", "8000"))
    try:
        config = settings.from_environment()
    except BadSetting as problem:
        print(problem, file=sys.stderr)  # noqa: T201
        return 2
    if _is_taken(port):
        print(f"Port {port} is in use. Stop what uses it, or choose another: PORT=8001 make run", file=sys.stderr)  # noqa: T201
        return 1
    root.connect(config)
    migrate.upgrade(config)
    if config.demo:
        demo_store.seed(config)
    link = first_start.owner_link(config)
    if link:
        print(f"\nNobody can sign in yet. The first owner chooses a password here, once:\n{link}")  # noqa: T201
    db.database().engine.dispose()
    Server(config, port).run()
    return 0


def _announce(config: Config) -> None:
    lines = [f"  Console      {config.public_url}/console/"]
    if config.demo:
        lines = [
            f"  Demo store   {config.demo_url}/",
            f"{lines[0]}   sign in as {demo_store.OWNER}, password {demo_store.PASSWORD}",
            f"  Shop's desk  {config.demo_url}/panel   ship, delay, deliver, refund",
            f"  Mail         {config.demo_url}/mailbox",
        ]
    print("\nParley is running. Ctrl-C stops it.\n\n" + "\n".join(lines) + "\n", flush=True)  # noqa: T201


def _addresses(port: int) -> list[str]:
    """Bind both loopback addresses: "localhost" may mean either."""
    found = [f"127.0.0.1:{port}"]
    if socket.has_ipv6:
        with socket.socket(socket.AF_INET6) as probe:
            try:
                probe.bind(("::1", 0))
            except OSError:
                return found
        found.append(f"[::1]:{port}")
    return found


def _is_taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0


if __name__ == "__main__":
    raise SystemExit(main())
