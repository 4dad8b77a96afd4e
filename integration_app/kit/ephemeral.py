"""What may vanish: who types, who is looking, counters of a minute. Memory, or Redis when there is one."""

import threading
import time
from typing import Any, Protocol


class Keeper(Protocol):
    """A place for short-lived values."""

    def put(self, key: str, value: str, *, seconds: int) -> None:
        """Keep a value for a while."""

    def get(self, key: str) -> str | None:
        """Return it while it lasts."""

    def add(self, key: str, *, seconds: int) -> int:
        """Count one up; the count starts anew after its time. Return the count."""

    def join(self, key: str, member: str, *, seconds: int) -> None:
        """Add somebody to a group, which lasts this long after the last one joined."""

    def leave(self, key: str, member: str) -> None:
        """Take somebody out of a group."""

    def members(self, key: str) -> set[str]:
        """Return who is in a group."""


class InMemory:
    """For one process."""

    def __init__(self) -> None:
        self._values: dict[str, tuple[float, str]] = {}
        self._lock = threading.Lock()
        self._look_at = 10_000

    def put(self, key: str, value: str, *, seconds: int) -> None:
        """Keep a value for a while."""
        with self._lock:
            self._values[key] = (time.monotonic() + seconds, value)
            self._clear_old()

    def get(self, key: str) -> str | None:
        """Return it while it lasts."""
        until, value = self._values.get(key, (0.0, ""))
        return value if until > time.monotonic() else None

    def add(self, key: str, *, seconds: int) -> int:
        """Count one up."""
        with self._lock:
            until, value = self._values.get(key, (0.0, "0"))
            alive = until > time.monotonic()
            count = int(value) + 1 if alive else 1
            self._values[key] = (until if alive else time.monotonic() + seconds, str(count))
            self._clear_old()
            return count

    def join(self, key: str, member: str, *, seconds: int) -> None:
        """Add somebody to a group."""
        with self._lock:
            self._values[key] = (time.monotonic() + seconds, " ".join({*self._members(key), member}))
            self._clear_old()

    def leave(self, key: str, member: str) -> None:
        """Take somebody out of a group."""
        with self._lock:
            until, _ = self._values.get(key, (0.0, ""))
            self._values[key] = (until, " ".join(self._members(key) - {member}))

    def members(self, key: str) -> set[str]:
        """Return who is in a group."""
        with self._lock:
            return self._members(key)

    def _members(self, key: str) -> set[str]:
        return set((self.get(key) or "").split())

    def _clear_old(self) -> None:
        """Drop what is over once it piles up, looking no more often than it doubles."""
        if len(self._values) < self._look_at:
            return
        now = time.monotonic()
        self._values = {key: kept for key, kept in self._values.items() if kept[0] > now}
        self._look_at = max(10_000, 2 * len(self._values))


class InRedis:
    """For several processes."""

    def __init__(self, redis: Any) -> None:
        self._redis = redis

    def put(self, key: str, value: str, *, seconds: int) -> None:
        """Keep a value for a while."""
        self._redis.set(f"parley:{key}", value, ex=seconds)

    def get(self, key: str) -> str | None:
        """Return it while it lasts."""
        value = self._redis.get(f"parley:{key}")
        return value.decode() if value is not None else None

    def add(self, key: str, *, seconds: int) -> int:
        """Count one up."""
        count = int(self._redis.incr(f"parley:{key}"))
        if count == 1:
            self._redis.expire(f"parley:{key}", seconds)
        return count

    def join(self, key: str, member: str, *, seconds: int) -> None:
        """Add somebody to a group."""
        self._redis.sadd(f"parley:{key}", member)
        self._redis.expire(f"parley:{key}", seconds)

    def leave(self, key: str, member: str) -> None:
        """Take somebody out of a group."""
        self._redis.srem(f"parley:{key}", member)

    def members(self, key: str) -> set[str]:
        """Return who is in a group."""
        return {member.decode() for member in self._redis.smembers(f"parley:{key}")}


_keeper: Keeper = InMemory()


def use(keeper: Keeper) -> None:
    """Set where short-lived values are kept in this process."""
    global _keeper
    _keeper = keeper


def put(key: str, value: str, *, seconds: int) -> None:
    """Keep a value for a while."""
    _keeper.put(key, value, seconds=seconds)


def get(key: str) -> str | None:
    """Return a value while it lasts."""
    return _keeper.get(key)


def add(key: str, *, seconds: int) -> int:
    """Count one up and return the count."""
    return _keeper.add(key, seconds=seconds)


def join(key: str, member: str, *, seconds: int) -> None:
    """Add somebody to a group, which lasts this long after the last one joined. A member is one word."""
    _keeper.join(key, member, seconds=seconds)


def leave(key: str, member: str) -> None:
    """Take somebody out of a group."""
    _keeper.leave(key, member)


def members(key: str) -> set[str]:
    """Return who is in a group."""
    return _keeper.members(key)
