"""Whom we have erased: remembered by keyed hashes, so that late news does not bring anybody back.

A webhook may come a day late, a re-read tells an old order in full. What was before the erasure is mirrored without
the person; what the same person does afterwards is a new relationship and is mirrored as anybody's.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from integration_app.kit import crypto, db
from integration_app.kit.text import fold_email
from integration_app.shoppers.models import ErasedMark

_PURPOSE = "erased"


def of_customer(external_id: str) -> str:
    """Name a customer by the platform's id."""
    return f"customer:{external_id}"


def of_email(address: str) -> str:
    """Name somebody by an e-mail address."""
    return f"email:{fold_email(address)}"


def of_order(external_id: str) -> str:
    """Name an order by the platform's id."""
    return f"order:{external_id}"


def remember(store_id: int, names: Iterable[str], *, at: datetime) -> None:
    """Note that these were erased now; a later erasure of the same moves the moment on."""
    make = sqlite.insert if db.database().is_sqlite else postgresql.insert
    for name in set(names):
        row = {"store_id": store_id, "name_hash": _hash(store_id, name), "erased_at": at}
        told = make(ErasedMark).values(row)
        again = told.on_conflict_do_update(index_elements=["store_id", "name_hash"], set_={"erased_at": at})
        db.connection().execute(again)


def erased_at(store_id: int, *names: str | None) -> datetime | None:
    """Return when any of these was erased last; None if none was. ``None`` among the names is passed over."""
    return max(marks(store_id, filter(None, names)).values(), default=None)


def marks(store_id: int, names: Iterable[str]) -> dict[str, datetime]:
    """Return when each of some names was erased, of those that were."""
    hashes = {_hash(store_id, name): name for name in names}
    if not hashes:
        return {}
    known = select(ErasedMark.name_hash, ErasedMark.erased_at)
    found = known.where(ErasedMark.store_id == store_id, ErasedMark.name_hash.in_(hashes))
    return {hashes[name]: at for name, at in db.connection().execute(found)}


def among(store_id: int, names: Iterable[str]) -> set[str]:
    """Return those of up to a few hundred names that were erased at some time."""
    marked = select(ErasedMark.name_hash).where(ErasedMark.store_id == store_id)
    if db.session().scalars(marked.limit(1)).first() is None:
        return set()
    hashes = {_hash(store_id, name): name for name in names}
    return {hashes[found] for found in db.session().scalars(marked.where(ErasedMark.name_hash.in_(hashes)))}


def _hash(store_id: int, name: str) -> str:
    return crypto.lookup_hash(_PURPOSE, f"{store_id}|{name}")
