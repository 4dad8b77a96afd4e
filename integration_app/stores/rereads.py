"""What has to be asked of a store again: one row for each order or product in doubt.

Many deliveries in doubt about one order are one question. Whoever asks gives back the count that he saw; if it
has grown meanwhile, the answer may be too old and he asks again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Boolean, ForeignKey, Integer, String, UniqueConstraint, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from integration_app.kit import clock, db, events
from integration_app.stores.models import Store

ORDER, PRODUCT = "order", "product"
_WANTED = {ORDER: "order.reread_wanted", PRODUCT: "product.reread_wanted"}

_FORGOTTEN = timedelta(hours=1)
"""A question that nobody answered for so long has failed; the next doubt asks anew."""


class Reread(db.Base):
    """A question to a store that is still open."""

    __tablename__ = "rereads"
    __table_args__ = (UniqueConstraint("store_id", "kind", "external_id"),)

    id: Mapped[int] = mapped_column(db.BigId, primary_key=True)
    store_id: Mapped[int] = mapped_column(ForeignKey("stores.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    external_id: Mapped[str] = mapped_column(String(64))
    doubts: Mapped[int] = mapped_column(Integer, default=1)
    gone: Mapped[bool | None] = mapped_column(Boolean)
    """What the store's last word was: deleted, restored, or nothing about that."""
    asked_at: Mapped[datetime] = mapped_column(db.UtcDateTime)


@dataclass(frozen=True)
class Question:
    """An open question, as it stood when it was read."""

    id: int
    store_id: int
    external_id: str
    gone: bool | None
    doubts: int


def want(store: Store, kind: str, external_id: str, *, gone: bool | None = None) -> None:
    """Ask a store about an order or product; the reaction to ``<kind>.reread_wanted`` does it once for all doubts."""
    now = clock.now()
    known = (Reread.store_id == store.id, Reread.kind == kind, Reread.external_id == external_id)
    more = update(Reread).where(*known).values(doubts=Reread.doubts + 1, gone=func.coalesce(gone, Reread.gone))
    late = select(Reread.id).where(*known, Reread.asked_at < now - _FORGOTTEN)
    question = db.connection().execute(late).scalar()
    if question is not None:
        db.connection().execute(update(Reread).where(Reread.id == question).values(asked_at=now))
    if db.connection().execute(more).rowcount == 0:
        question = _open(store, kind, external_id, gone, now)
    if question is not None:
        events.record(_WANTED[kind], workspace=store.workspace_id, store=store.id, reread=question)


def _open(store: Store, kind: str, external_id: str, gone: bool | None, now: datetime) -> int:
    make = sqlite.insert if db.database().is_sqlite else postgresql.insert
    row = {"store_id": store.id, "kind": kind, "external_id": external_id, "doubts": 1, "gone": gone, "asked_at": now}
    keys = ["store_id", "kind", "external_id"]
    added = make(Reread).values(row).on_conflict_do_update(index_elements=keys, set_={"doubts": Reread.doubts + 1})
    return int(db.connection().execute(added.returning(Reread.id)).scalar_one())


def remember_gone(store: Store, kind: str, external_id: str) -> None:
    """Keep in mind that something was deleted that we have never heard of: its own news may still be under way."""
    _open(store, f"{kind}_gone", external_id, True, clock.now())


def was_gone(store: Store, kind: str, external_id: str) -> bool:
    """Say whether something that comes for the first time was deleted before, and forget it."""
    known = (Reread.store_id == store.id, Reread.kind == f"{kind}_gone", Reread.external_id == external_id)
    return db.connection().execute(delete(Reread).where(*known)).rowcount > 0


def gone_among(store_id: int, kind: str, external_ids: Iterable[str]) -> set[str]:
    """Return of which of these the store said that they are gone, before anybody had heard of them."""
    gone = select(Reread.external_id).where(Reread.store_id == store_id, Reread.kind == f"{kind}_gone")
    return set(db.connection().execute(gone.where(Reread.external_id.in_(list(external_ids)))).scalars())


def question(id: int) -> Question | None:
    """Return an open question; None once it is answered."""
    row = db.session().get(Reread, id)
    if row is None:
        return None
    return Question(row.id, row.store_id, row.external_id, row.gone, row.doubts)


def answered(asked: Question) -> bool:
    """Close a question; False if a new doubt came since it was read, so that the answer may be too old."""
    same = delete(Reread).where(Reread.id == asked.id, Reread.doubts == asked.doubts)
    return db.connection().execute(same).rowcount == 1
