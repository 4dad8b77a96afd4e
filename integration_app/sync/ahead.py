"""Reading ahead: the next page is fetched in a thread while the last one is written.

A platform's limit then bounds the pace, and not the sum of its answers' time and ours.
"""

import contextlib
import queue
import threading
from collections.abc import Iterator
from typing import Generic, TypeVar

Item = TypeVar("Item")

DEPTH = 3
"""Batches that wait to be written at most."""

_LOOK = 0.2
"""Seconds after which a waiting reader looks whether anybody still wants what it has."""


class Batches(Generic[Item]):
    """What a thread reads, in lists of at most ``size``; ``ended`` says afterwards whether that was all."""

    def __init__(self, source: Iterator[Item], size: int) -> None:
        self._source, self._size = source, size
        self._read: queue.Queue[list[Item] | BaseException | None] = queue.Queue(DEPTH)
        self._stop = threading.Event()
        self.ended = False
        self._thread = threading.Thread(target=self._run, name="read-ahead", daemon=True)
        self._thread.start()

    def __iter__(self) -> Iterator[list[Item]]:
        """Yield batches in order; what the source raises comes after all that it gave before."""
        while (found := self._read.get()) is not None:
            if isinstance(found, BaseException):
                raise found
            yield found

    def stop(self) -> None:
        """Read no more; what was read is still given out."""
        self._stop.set()

    def close(self) -> None:
        """Read no more and forget what was read."""
        self._stop.set()
        while self._thread.is_alive():
            with contextlib.suppress(queue.Empty):
                self._read.get(timeout=_LOOK)

    def _run(self) -> None:
        batch: list[Item] = []
        try:
            for item in self._source:
                batch.append(item)
                if len(batch) == self._size:
                    self._read.put(batch)
                    batch = []
                if self._stop.is_set():
                    break
            else:
                self.ended = True
            self._end(batch, None)
        except Exception as error:
            self._end(batch, error)

    def _end(self, batch: list[Item], last: Exception | None) -> None:
        if batch:
            self._read.put(batch)
        self._read.put(last)


@contextlib.contextmanager
def batches(source: Iterator[Item], *, size: int) -> Iterator[Batches[Item]]:
    """Read a source ahead for as long as this is open."""
    reading = Batches(source, size)
    try:
        yield reading
    finally:
        reading.close()
