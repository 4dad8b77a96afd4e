"""The real program, started as its user starts it, on free ports and in a folder of its own."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from tests.support.servers import free_port

ROOT = Path(__file__).parents[2]


class Program:
    """``python -m integration_app`` with the demo shop: Parley on localhost, the shop on 127.0.0.1."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.port = free_port()
        self.mail_port = free_port()
        self.folder = folder
        self.parley = f"http://localhost:{self.port}"
        self.shop = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None
        self._environment = environment

    def start(self, *, seconds: float = 60) -> "Program":
        """Start it and wait until both answer. :raises TimeoutError: with what it printed."""
        own = {
            "PARLEY_DEMO": "1",
            "PORT": str(self.port),
            "PARLEY_DEMO_MAIL_PORT": str(self.mail_port),
            "PARLEY_DATA_DIR": str(self.folder),
            "PYTHONUNBUFFERED": "1",
        }
        inherited = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "REDIS_URL"}}
        self._log = (self.folder / "program.log").open("ab")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "integration_app"],
            cwd=ROOT,
            env={**inherited, **own, **self._environment},
            stdout=self._log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.process.poll() is None:
            if self._answers(f"{self.parley}/widget/lumen-goods/settings") and self._answers(f"{self.shop}/"):
                return self
            time.sleep(0.1)
        raise TimeoutError(self.log())

    def stop(self) -> None:
        """Stop it as Ctrl-C does."""
        self._signal(signal.SIGINT)

    def kill(self) -> None:
        """Kill it and its children at once, as a power cut does."""
        self._signal(signal.SIGKILL)

    def log(self) -> str:
        """Return what it printed."""
        return (self.folder / "program.log").read_text("utf-8", errors="replace")

    def _signal(self, sign: signal.Signals) -> None:
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, sign)
            self.process.wait(timeout=20)
        self.process = None

    @staticmethod
    def _answers(url: str) -> bool:
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False
