"""Not asking faster than a shop allows: its bucket of points, as the last answer told it, shared by all threads.

Source: Shopify's page on the Admin API's rate limits. A query's requested cost is taken first and what it did not
use comes back, so a query waits until the whole of its requested cost is there.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from integration_app.platforms import fields
from integration_app.platforms.fields import Payload


@dataclass
class Pace:
    """One shop's bucket for our app. Until the first answer nothing is known, and nothing is waited for."""

    now: Callable[[], float]
    """Seconds that only grow."""
    _available: float | None = None
    _most: float = 0.0
    _rate: float = 0.0
    _at: float = 0.0
    _costs: dict[str, float] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def reserve(self, operation: str, spare: float = 0.0) -> float:
        """Take what an operation cost last time and return the seconds to wait before it is sent.

        ``spare`` points stay in the bucket, as far as it is large enough for that.
        """
        with self._lock:
            cost = self._costs.get(operation)
            if self._available is None or cost is None or self._rate <= 0:
                return 0.0
            self._refill()
            self._available -= cost
            left = max(0.0, min(spare, self._most - cost))
            return max(0.0, (left - self._available) / self._rate)

    def learn(self, operation: str, told: Payload) -> None:
        """Take over what an answer tells under ``extensions.cost``."""
        status = fields.part(told, "throttleStatus")
        available, rate = fields.amount(status, "currentlyAvailable"), fields.amount(status, "restoreRate")
        most, cost = fields.amount(status, "maximumAvailable"), fields.amount(told, "requestedQueryCost")
        with self._lock:
            if cost is not None:
                self._costs[operation] = float(cost)
            if available is not None and rate and most is not None:
                self._available, self._rate, self._most = float(available), float(rate), float(most)
                self._at = self.now()

    def wait_for(self, operation: str) -> float:
        """Return the seconds until a throttled operation can be paid for; a second where nothing is known."""
        with self._lock:
            cost = self._costs.get(operation)
            if self._available is None or cost is None or self._rate <= 0:
                return 1.0
            self._refill()
            return max(0.0, (cost - self._available) / self._rate)

    def _refill(self) -> None:
        now = self.now()
        self._available = min(self._most, (self._available or 0.0) + (now - self._at) * self._rate)
        self._at = now


_paces: dict[str, Pace] = {}
_lock = threading.Lock()


def of(shop: str, now: Callable[[], float]) -> Pace:
    """Return the pace that all of this process keeps with a shop."""
    with _lock:
        return _paces.setdefault(shop, Pace(now))


def forget() -> None:
    """Know nothing of any shop any more."""
    with _lock:
        _paces.clear()
