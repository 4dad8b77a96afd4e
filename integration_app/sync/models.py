"""How far each store's mirror has been read, and where it was wrong."""

from datetime import datetime

from sqlalchemy import ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from integration_app.kit import db, queue


class SyncRun(queue.Leased, db.Base):
    """One kind of look at one store: the row is the job, its progress and when it comes again (``next_at``)."""

    __tablename__ = "sync_runs"
    __table_args__ = (UniqueConstraint("store_id", "kind"),)

    id: Mapped[int] = mapped_column(db.BigId, primary_key=True)
    store_id: Mapped[int] = mapped_column(ForeignKey("stores.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    """"backfill" (everything, once), "reconcile" (what changed, every ten minutes), "daily" (every version)."""
    stage: Mapped[str | None] = mapped_column(String(16))
    """What is being read: "shop", "terms", "products", "orders"; empty between two looks."""
    since: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    """Orders placed from then on are read."""
    watermark: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    """The last change of what stands in the mirror; a stage goes on from here."""
    asked: Mapped[str | None] = mapped_column(String(64))
    """Daily look: the last id that the store was asked about."""
    total: Mapped[int | None] = mapped_column(Integer)
    done: Mapped[int] = mapped_column(Integer, default=0)
    """Of this stage."""
    repaired: Mapped[int] = mapped_column(Integer, default=0)
    skipped: Mapped[int] = mapped_column(Integer, default=0)
    """What could not be taken over in this look."""
    started_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    good_from: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    """When the last look that came to its end began: what changed before is in the mirror."""
    holder: Mapped[str | None] = mapped_column(String(32))
    """Who works on it. Whoever lost it to another, because he was thought dead, writes nothing more."""
    problem: Mapped[str | None] = mapped_column(String(32))
    """Why it does not go on, by the name of a text."""
    problem_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)


class Repair(db.Base):
    """A row of the mirror that was wrong until a look found it: a webhook was lost, or never sent."""

    __tablename__ = "repairs"

    id: Mapped[int] = mapped_column(db.BigId, primary_key=True)
    store_id: Mapped[int] = mapped_column(ForeignKey("stores.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    """"orders", "products"."""
    external_id: Mapped[str] = mapped_column(String(64))
    found_by: Mapped[str] = mapped_column(String(16))
    """The look: "reconcile", "daily"."""
    repaired_at: Mapped[datetime] = mapped_column(db.UtcDateTime, index=True)
