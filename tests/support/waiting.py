"""Waiting for something to become true, without guessing how long it takes."""

import time
from collections.abc import Callable


def until(true: Callable[[], object], *, seconds: float = 10) -> None:
    """Look again and again until something is true. :raises AssertionError: when it takes too long."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, f"Still not so after {seconds} seconds"
        time.sleep(0.02)
