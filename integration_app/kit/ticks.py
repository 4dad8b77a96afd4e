"""When each task of the schedule ran last. Claimed by compare-and-set, so that two clocks do it once."""

from datetime import datetime, timedelta

from sqlalchemy import String, func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from integration_app.kit import clock, db


class ClockTick(db.Base):
    """One task of the schedule."""

    __tablename__ = "clock_ticks"

    name: Mapped[str] = mapped_column(String(48), primary_key=True)
    ran_at: Mapped[datetime] = mapped_column(db.UtcDateTime)


def claim(name: str, every: timedelta) -> bool:
    """Take a due task; False if it is not due, or another clock took it."""
    now = clock.now()
    with db.unit(read_only=True) as unit:
        last = unit.connection.execute(select(ClockTick.ran_at).where(ClockTick.name == name)).scalar_one_or_none()
    if last is not None and last > now - every:
        return False
    try:
        with db.unit() as unit:
            if last is None:
                unit.connection.execute(insert(ClockTick).values(name=name, ran_at=now))
                return True
            mine = update(ClockTick).where(ClockTick.name == name, ClockTick.ran_at == last)
            return unit.connection.execute(mine.values(ran_at=now)).rowcount == 1
    except IntegrityError:
        return False


def newest() -> datetime | None:
    """Return when anything of the schedule ran last, inside the open unit; None if nothing ever did."""
    return db.session().scalar(select(func.max(ClockTick.ran_at)))
