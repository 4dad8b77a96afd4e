"""Orders looked up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select

from integration_app.kit import db
from integration_app.kit.text import fold_email
from integration_app.orders.models import Order


@dataclass(frozen=True)
class Version:
    """Which state of an order the mirror holds."""

    updated_at: datetime | None
    created_at: datetime | None
    deleted_at: datetime | None


def by_number(store_id: int, number: str) -> Order | None:
    """Return the store's order with this number, "#" or not; the newest where a store used it twice."""
    bare = number.strip().lstrip("#").strip()
    named = _present(store_id).where(Order.number == bare).order_by(Order.created_at.desc(), Order.id.desc())
    return db.session().scalars(named.limit(1)).first()


def by_external_id(store_id: int, external_id: str) -> Order | None:
    """Return the store's order by the platform's id."""
    return db.session().scalar(select(Order).where(Order.store_id == store_id, Order.external_id == external_id))


def by_public_id(store_id: int, public_id: str) -> Order | None:
    """Return the store's order by the name that cards carry."""
    return db.session().scalar(_present(store_id).where(Order.public_id == public_id))


def by_id(order_id: int) -> Order:
    """Return an order by its row id, as events carry it."""
    return db.session().get_one(Order, order_id)


def of_shopper(store_id: int, shopper_ids: int | Iterable[int], *, limit: int = 20) -> Sequence[Order]:
    """List a person's orders, newest first; several ids where they are one person."""
    ids = [shopper_ids] if isinstance(shopper_ids, int) else list(shopper_ids)
    theirs = _present(store_id).where(Order.shopper_id.in_(ids)).order_by(Order.created_at.desc(), Order.id.desc())
    return db.session().scalars(theirs.limit(limit)).all()


def of_email(store_id: int, email: str, *, limit: int = 20) -> Sequence[Order]:
    """List the orders placed with an e-mail, newest first. Whose they are is another question."""
    theirs = _present(store_id).where(func.lower(Order.email) == fold_email(email))
    return db.session().scalars(theirs.order_by(Order.created_at.desc(), Order.id.desc()).limit(limit)).all()


def newest(store_id: int, *, limit: int = 50) -> Sequence[Order]:
    """List the store's orders, newest first."""
    return (
        db.session().scalars(_present(store_id).order_by(Order.created_at.desc(), Order.id.desc()).limit(limit)).all()
    )


def versions(store_id: int, *, created_since: datetime | None = None) -> dict[str, Version]:
    """Return the platform's time of every order that the mirror holds, by the platform's id."""
    columns = (Order.external_id, Order.platform_updated_at, Order.created_at, Order.deleted_at)
    mine = select(*columns).where(Order.store_id == store_id)
    if created_since is not None:
        mine = mine.where(Order.created_at >= created_since)
    return {row.external_id: Version(*row[1:]) for row in db.connection().execute(mine)}


def _present(store_id: int) -> Select[Order]:
    return select(Order).where(Order.store_id == store_id, Order.deleted_at.is_(None))
