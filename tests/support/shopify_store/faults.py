"""Trouble on demand: what the next requests meet instead of an answer."""

import threading
from collections import deque
from dataclasses import dataclass, field
from enum import StrEnum


class Fault(StrEnum):
    """What goes wrong with a request."""

    THROTTLED = "throttled"
    """HTTP 200 with the error code THROTTLED and an empty bucket."""
    TOO_MANY = "too_many"
    """429 with Retry-After."""
    BROKEN = "broken"
    """502 with a page of HTML."""
    LOCKED = "locked"
    """423: Shopify has locked the shop for this app."""
    UNAUTHORIZED = "unauthorized"
    """401 for a token that was good."""
    SLOW = "slow"
    """An answer after ``seconds``."""
    LOST = "lost"
    """The work is done and the answer is a 502."""
    NO_JSON = "no_json"
    """200 with a page of HTML, as a proxy in between sends."""


@dataclass(frozen=True)
class Planned:
    """A fault that waits for its request."""

    fault: Fault
    seconds: float = 0.0


@dataclass
class Faults:
    """The line of faults; each is met once."""

    _line: deque[Planned] = field(default_factory=deque)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def plan(self, fault: Fault, *, times: int = 1, seconds: float = 0.0) -> None:
        """Let the next requests meet a fault. ``seconds`` is how slow, or what Retry-After says."""
        with self._lock:
            self._line.extend([Planned(fault, seconds)] * times)

    def next(self) -> Planned | None:
        """Take the fault that this request meets."""
        with self._lock:
            return self._line.popleft() if self._line else None
