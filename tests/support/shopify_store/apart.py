"""The stand-in in a process of its own, so that what is measured does not share a core's lock with it."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

_ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Apart:
    """A shop in another process."""

    template: str
    """For ``platforms.shopify.address.use``."""
    shop: str
    token: str
    """Valid for a year."""

    def change(self, orders: int) -> list[str]:
        """Let so many orders be cancelled, spread over all of them; return their ids. No webhook tells it."""
        return list(self._control("change", orders=orders)["changed"])

    def state(self) -> dict[str, Any]:
        """Say what was asked so far: ``requests``, ``points``, ``throttled``, and the bucket as it stands."""
        return self._control("state")

    def _control(self, what: str, **told: Any) -> dict[str, Any]:
        address = self.template.replace("{shop}", self.shop)
        answer = requests.post(f"{address}/control/{what}", json=told, timeout=30)
        answer.raise_for_status()
        found: dict[str, Any] = answer.json()
        return found


@contextmanager
def running(
    *, orders: int = 0, products: int = 0, rate: float = 100.0, size: float = 2000.0, port: int = 0
) -> Iterator[Apart]:
    """Run a filled shop until the block ends; it is ended by its own process id."""
    module = [sys.executable, "-m", "tests.support.shopify_store"]
    wanted = {"orders": orders, "products": products, "rate": rate, "size": size, "port": port}
    options = [part for name, value in wanted.items() for part in (f"--{name}", str(value))]
    process = subprocess.Popen([*module, *options], cwd=_ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield Apart(**json.loads(process.stdout.readline()))
    finally:
        process.terminate()
        process.wait(timeout=10)
