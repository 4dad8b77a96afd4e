"""The postman: takes deliveries from their rows, so that none is lost while Parley is away."""

import logging
import threading
from datetime import UTC, datetime, timedelta
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from demo.database import Database
from demo.models import Delivery

# Eight attempts after the first, with growing gaps: Shopify's count, in less than its four hours.
GAPS = [timedelta(seconds=s) for s in (1, 2, 5, 15, 60, 300, 900, 3600)]
TIMEOUT = 5.0  # seconds: as long as Shopify waits for an answer
IDLE = 5.0  # seconds between looks when nobody rings
SOON = 0.5  # seconds between looks while something is to be tried again

logger = logging.getLogger(__name__)


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


class Outbox:
    """Delivers rows one after another, in a thread of its own."""

    def __init__(self, database: Database) -> None:
        """Make a postman for one database; `start` sends him out."""
        self._database = database
        self._bell = threading.Event()
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None
        self._opener = build_opener(_NoRedirect)

    def start(self) -> None:
        """Begin to deliver."""
        self._stopped.clear()
        self._thread = threading.Thread(target=self._run, name="demo-outbox", daemon=True)
        self._thread.start()

    def ring(self) -> None:
        """Say that there is something to deliver."""
        self._bell.set()

    def stop(self) -> None:
        """End the thread; what is left waits in its rows."""
        self._stopped.set()
        self._bell.set()
        if self._thread:
            self._thread.join(TIMEOUT + 1)

    def deliver_due(self) -> int:
        """Try everything that is due once, oldest first, and return how many tries that were.

        Where nobody listens the round ends, and costs no delivery one of its tries: Parley is not up.
        """
        count = 0
        while not self._stopped.is_set() and (job := self._next_due()):
            delivery_id, request = job
            count += 1
            try:
                self._note(delivery_id, self._post(request))
            except ConnectionError as error:
                self._note_absence(delivery_id, str(error))
                break
        return count

    def _run(self) -> None:
        while not self._stopped.is_set():
            self._bell.clear()
            try:
                self.deliver_due()
            except Exception:
                logger.exception("The demo shop's outbox stumbled; it goes on")
            self._bell.wait(IDLE if self._nothing_soon() else SOON)

    def _nothing_soon(self) -> bool:
        soon = datetime.now(UTC) + timedelta(seconds=IDLE)
        with self._database.read() as session:
            return session.scalar(_waiting().where(Delivery.next_at <= soon).limit(1)) is None

    def _next_due(self) -> tuple[int, Request] | None:
        due = _waiting().where(Delivery.next_at <= datetime.now(UTC)).order_by(Delivery.id)
        with self._database.read() as session:
            row = session.scalar(due.limit(1))
            if row is None:
                return None
            return row.id, Request(row.url, row.body, dict(row.headers), method="POST")  # noqa: S310 our own addresses

    def _post(self, request: Request) -> str | None:
        """Send one request; return what went wrong, or None.

        :raises ConnectionError: when nobody listens there.
        """
        try:
            with self._opener.open(request, timeout=TIMEOUT) as answer:
                return None if 200 <= answer.status < 300 else f"HTTP {answer.status}"
        except HTTPError as error:
            return f"HTTP {error.code}"
        except (URLError, OSError) as error:
            reason = getattr(error, "reason", error)
            if isinstance(reason, ConnectionRefusedError):
                raise reason from error
            return str(reason)

    def _note_absence(self, delivery_id: int, problem: str) -> None:
        with self._database.write() as session:
            session.get_one(Delivery, delivery_id).last_error = problem

    def _note(self, delivery_id: int, problem: str | None) -> None:
        now = datetime.now(UTC)
        with self._database.write() as session:
            row = session.get_one(Delivery, delivery_id)
            row.attempts += 1
            row.last_error = problem
            if problem is None:
                row.delivered_at = now
            elif row.attempts > len(GAPS):
                row.gave_up_at = now
            else:
                row.next_at = now + GAPS[row.attempts - 1]


def _waiting() -> Select[Delivery]:
    return select(Delivery).where(Delivery.delivered_at.is_(None), Delivery.gave_up_at.is_(None))


def waiting_count(session: Session) -> int:
    """Return how many deliveries have not arrived and still may."""
    return session.scalar(select(func.count()).select_from(_waiting().subquery())) or 0
