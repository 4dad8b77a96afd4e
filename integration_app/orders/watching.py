"""Parcels that a tracking service looks after, for stores whose platform brings no carrier's events.

A row a number: wanted, registered, heard of, done. Calls to the service stand in reactions.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, String, UniqueConstraint, func, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from integration_app.kit import clock, db
from integration_app.orders import operations
from integration_app.orders.models import Fulfilment
from integration_app.platforms.protocol import Progress
from integration_app.stores import queries as stores
from integration_app.stores.models import Store
from integration_app.tracking import Sighting, TrackedParcel

SILENT = timedelta(hours=12)
"""A parcel of which no webhook came for so long is asked for."""

GIVEN_UP = timedelta(days=60)
"""Nothing is asked about a parcel that left so long ago."""

RECENT = timedelta(days=30)
"""Parcels that left so lately are looked after, too, when a service is switched on."""

BRINGS_EVENTS = frozenset({"shopify", "demo"})
"""Platforms that tell what carriers say."""

_OVER = frozenset({Progress.DELIVERED, Progress.FAILED})


class TrackedNumber(db.Base):
    """A parcel's number at a tracking service."""

    __tablename__ = "tracked_numbers"
    __table_args__ = (UniqueConstraint("store_id", "number", "fulfilment_external_id"),)

    id: Mapped[int] = mapped_column(db.BigId, primary_key=True)
    store_id: Mapped[int] = mapped_column(ForeignKey("stores.id"), index=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id", ondelete="CASCADE"), index=True)
    order_external_id: Mapped[str] = mapped_column(String(64))
    fulfilment_external_id: Mapped[str] = mapped_column(String(64))
    number: Mapped[str] = mapped_column(String(120))
    carrier: Mapped[str | None] = mapped_column(String(120))
    wanted_at: Mapped[datetime] = mapped_column(db.UtcDateTime)
    registered_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    heard_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)
    """When the service last told us something, by webhook or asked."""
    refused: Mapped[str | None] = mapped_column(String(200))
    """Why the service does not look after it: no carrier knows the number."""
    done_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime)


def is_watched(store: Store) -> bool:
    """Say whether a store's parcels are looked after by a service."""
    chosen = stores.chosen(store).tracking
    return chosen.service != "none" and (chosen.always or store.platform not in BRINGS_EVENTS)


def want(store: Store, order_id: int) -> int:
    """Have an order's parcels looked after, where the store wishes so; return how many are new."""
    if not is_watched(store):
        return 0
    parcels = select(Fulfilment).where(Fulfilment.order_id == order_id, Fulfilment.cancelled.is_(False))
    return sum(_want(store, parcel) for parcel in db.session().scalars(parcels))


def want_recent(store: Store) -> int:
    """Have the parcels looked after that left lately and have not arrived: a service was just switched on."""
    lately = select(Fulfilment).where(
        Fulfilment.store_id == store.id,
        Fulfilment.created_at > clock.now() - RECENT,
        Fulfilment.cancelled.is_(False),
        Fulfilment.progress.not_in([one.value for one in _OVER]),
    )
    rows = db.session().scalars(lately.order_by(Fulfilment.id.desc()).limit(1000)).all()
    return sum(_want(store, parcel) for parcel in rows if parcel.order_id is not None)


def start_over(store: Store) -> None:
    """Have what is under way registered anew: another service looks after it from now on."""
    under_way = (TrackedNumber.store_id == store.id, TrackedNumber.done_at.is_(None))
    again = {"registered_at": None, "heard_at": None, "refused": None}
    db.session().execute(update(TrackedNumber).where(*under_way).values(again))


def _want(store: Store, parcel: Fulfilment) -> int:
    new = 0
    for told in parcel.tracking:
        number = (told.get("number") or "").strip()
        if number and parcel.order_id is not None and _find(store.id, number, parcel.external_id) is None:
            row = TrackedNumber(store_id=store.id, order_id=parcel.order_id, number=number)
            row.order_external_id, row.fulfilment_external_id = parcel.order_external_id, parcel.external_id
            row.carrier, row.wanted_at = told.get("company"), clock.now()
            db.session().add(row)
            db.session().flush()
            new += 1
    return new


def _find(store_id: int, number: str, fulfilment: str) -> TrackedNumber | None:
    mine = (TrackedNumber.store_id == store_id, TrackedNumber.number == number)
    return db.session().scalar(select(TrackedNumber).where(*mine, TrackedNumber.fulfilment_external_id == fulfilment))


def to_register(store_id: int, limit: int) -> list[TrackedParcel]:
    """List numbers that the service does not look after yet."""
    waiting = (TrackedNumber.registered_at.is_(None), TrackedNumber.refused.is_(None), TrackedNumber.done_at.is_(None))
    rows = select(TrackedNumber).where(TrackedNumber.store_id == store_id, *waiting).order_by(TrackedNumber.id)
    found = db.session().scalars(rows.limit(limit)).all()
    return [TrackedParcel(row.number, row.carrier) for row in found]


def to_ask(store_id: int, limit: int) -> list[str]:
    """List numbers of which nothing was heard for half a day."""
    now = clock.now()
    silent = func.coalesce(TrackedNumber.heard_at, TrackedNumber.registered_at, type_=db.UtcDateTime()) < now - SILENT
    under_way = (TrackedNumber.done_at.is_(None), TrackedNumber.wanted_at > now - GIVEN_UP, silent)
    rows = select(TrackedNumber.number).where(TrackedNumber.store_id == store_id, *under_way)
    return list(dict.fromkeys(db.session().scalars(rows.order_by(TrackedNumber.id).limit(limit))))


def note_registered(store_id: int, taken: Collection[str], refused: Mapping[str, str]) -> None:
    """Write down what the service said to numbers."""
    mine = TrackedNumber.store_id == store_id
    now = clock.now()
    db.session().execute(update(TrackedNumber).where(mine, TrackedNumber.number.in_(taken)).values(registered_at=now))
    for number, why in refused.items():
        told = update(TrackedNumber).where(mine, TrackedNumber.number == number)
        db.session().execute(told.values(refused=why[:200]))


def note_asked(store_id: int, numbers: Sequence[str]) -> None:
    """Write down that the service was asked, whatever it knew: the next time is half a day on."""
    asked = (TrackedNumber.store_id == store_id, TrackedNumber.number.in_(numbers))
    db.session().execute(update(TrackedNumber).where(*asked).values(heard_at=clock.now()))


def record_sighting(store: Store, sighting: Sighting) -> bool:
    """Take over what carriers said of one of a store's numbers; False if it is none of them."""
    mine = select(TrackedNumber).where(TrackedNumber.store_id == store.id, TrackedNumber.number == sighting.number)
    rows = db.session().scalars(mine).all()
    for row in rows:
        told = [
            replace(one, order_id=row.order_external_id, fulfilment_id=row.fulfilment_external_id)
            for one in sighting.events
        ]
        operations.record_tracking_events(store, row.order_external_id, told)
        row.registered_at, row.heard_at = row.registered_at or clock.now(), clock.now()
        if told and told[-1].progress in _OVER:
            row.done_at = clock.now()
    db.session().flush()
    return bool(rows)


def watching_stores() -> list[int]:
    """List installed stores that have something to register or to ask."""
    under_way = or_(
        TrackedNumber.registered_at.is_(None),
        func.coalesce(TrackedNumber.heard_at, TrackedNumber.registered_at, type_=db.UtcDateTime())
        < clock.now() - SILENT,
    )
    waiting = (TrackedNumber.done_at.is_(None), TrackedNumber.refused.is_(None), under_way)
    found = select(TrackedNumber.store_id).join(Store, Store.id == TrackedNumber.store_id)
    lately = TrackedNumber.wanted_at > clock.now() - GIVEN_UP
    return list(db.session().scalars(found.where(*waiting, lately, Store.uninstalled_at.is_(None)).distinct()))


def told(store_id: int) -> dict[str, int]:
    """Count a store's numbers: looked after, waiting, refused."""
    mine = TrackedNumber.store_id == store_id

    def count(*where: object) -> int:
        found = select(func.count()).select_from(TrackedNumber).where(mine, *where)  # type: ignore[arg-type]
        return int(db.session().scalar(found) or 0)

    return {
        "under_way": count(TrackedNumber.registered_at.is_not(None), TrackedNumber.done_at.is_(None)),
        "waiting": count(TrackedNumber.registered_at.is_(None), TrackedNumber.refused.is_(None)),
        "refused": count(TrackedNumber.refused.is_not(None)),
    }
