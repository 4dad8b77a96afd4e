"""Several processes as one: started together, ended together, and one that falls is started again."""

import ctypes
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from typing import Any

AGAIN = 1.0
"""Seconds before a process that fell is started again."""

_PR_SET_PDEATHSIG = 1


def run(commands: Sequence[Sequence[str]]) -> int:
    """Keep every command running until SIGTERM or SIGINT; then end them in peace."""
    stop = threading.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: stop.set())
    running = [_start(command) for command in commands]
    while not stop.wait(AGAIN):
        for index, process in enumerate(running):
            if process.poll() is not None:
                running[index] = _start(commands[index])
    for process in running:
        process.terminate()
    for process in running:
        process.wait()
    return 0


def _start(command: Sequence[str]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(list(command), preexec_fn=_end_with_parent if sys.platform == "linux" else None)  # noqa: S603, PLW1509 - our own command, before any thread starts


def _end_with_parent() -> None:
    """Have the kernel end this process when its parent is killed, so that none is left behind."""
    library: Any = ctypes.CDLL(None)
    library.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
