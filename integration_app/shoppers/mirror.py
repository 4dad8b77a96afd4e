"""Customers as the store tells them."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select

from integration_app.kit import clock, db
from integration_app.platforms.protocol import PersonSnapshot
from integration_app.shoppers import erased
from integration_app.shoppers.models import Shopper
from integration_app.stores.models import Store

Name = tuple[str, str]
"""("id", the platform's id) for a customer, ("email", folded address) for a guest."""


def mirror_customer(store: Store, person: PersonSnapshot, *, since: datetime | None = None) -> int | None:
    """Keep a customer as the platform knows him and return his row id; None for somebody without any name.

    The newest by the platform's clock wins. A guest is found by his e-mail address among guests only: an
    unverified address must not lead to somebody's account. Somebody who was erased comes back only with something
    that he did afterwards: ``since`` is when that was.
    """
    email = _folded(person)
    if person.external_id is None and email is None:
        return None
    db.lock("shopper", store.id, person.external_id or email)
    known = _known(store.id, person.external_id, email)
    if known is None and _was_erased(store, person, since):
        return None
    row = _take(store, known, person, email)
    db.session().flush()
    return row.id


def mirror_customers(store: Store, people: Iterable[PersonSnapshot | None]) -> dict[Name, int]:
    """Keep up to a hundred buyers as the platform knows them; return their row ids by :func:`name_of`.

    Of orders only, which say by their own date whether an erasure was before or after (orders.anonymous).
    """
    newest: dict[Name, PersonSnapshot] = {}
    for person in sorted(filter(None, people), key=_age):
        name = name_of(person)
        if name is not None:
            newest[name] = person
    db.lock_each("shopper", store.id, (name[1] for name in newest))
    known = _known_by_name(store.id, newest)
    rows = {name: _take(store, known.get(name), person, _folded(person)) for name, person in newest.items()}
    db.session().flush()
    return {name: row.id for name, row in rows.items()}


def name_of(person: PersonSnapshot | None) -> Name | None:
    """Say by what a person is known; None for somebody without any name."""
    if person is None:
        return None
    if person.external_id is not None:
        return ("id", person.external_id)
    email = _folded(person)
    return ("email", email) if email is not None else None


def _known_by_name(store_id: int, names: Iterable[Name]) -> dict[Name, Shopper]:
    here = select(Shopper).where(Shopper.store_id == store_id).order_by(Shopper.id.desc())
    ids = [value for kind, value in names if kind == "id"]
    emails = [value for kind, value in names if kind == "email"]
    found: dict[Name, Shopper] = {}
    if ids:
        customers = db.session().scalars(here.where(Shopper.external_id.in_(ids)))
        found |= {("id", row.external_id or ""): row for row in customers}
    if emails:
        guests = db.session().scalars(here.where(Shopper.external_id.is_(None), Shopper.email.in_(emails)))
        found |= {("email", row.email or ""): row for row in guests}
    return found


def _take(store: Store, row: Shopper | None, person: PersonSnapshot, email: str | None) -> Shopper:
    if row is None:
        row = Shopper(store_id=store.id, external_id=person.external_id, created_at=clock.now())
        db.session().add(row)
    elif not _is_newer(row, person):
        return row
    _write(row, person, email)
    return row


def _folded(person: PersonSnapshot) -> str | None:
    return person.email.strip().casefold() if person.email else None


def _age(person: PersonSnapshot) -> float:
    return person.updated_at.timestamp() if person.updated_at else 0.0


def detach_customer(store: Store, external_id: str) -> None:
    """Take over that the store deleted a customer: whoever signs in with that id again is somebody new."""
    db.lock("shopper", store.id, external_id)
    row = _known(store.id, external_id, None)
    if row is not None:
        row.external_id = None
        db.session().flush()


def by_external_id(store_id: int, external_id: str) -> Shopper | None:
    """Return a store's customer by the platform's id."""
    return _known(store_id, external_id, None)


def _known(store_id: int, external_id: str | None, email: str | None) -> Shopper | None:
    here = select(Shopper).where(Shopper.store_id == store_id).order_by(Shopper.id)
    if external_id is not None:
        return db.session().scalars(here.where(Shopper.external_id == external_id)).first()
    return db.session().scalars(here.where(Shopper.external_id.is_(None), Shopper.email == email)).first()


def _was_erased(store: Store, person: PersonSnapshot, since: datetime | None) -> bool:
    names = (
        erased.of_customer(person.external_id) if person.external_id else None,
        erased.of_email(person.email) if person.email else None,
    )
    at = erased.erased_at(store.id, *names)
    return at is not None and not (since and since > at)


def _is_newer(row: Shopper, person: PersonSnapshot) -> bool:
    if person.updated_at is None:
        return row.platform_updated_at is None
    return row.platform_updated_at is None or person.updated_at > row.platform_updated_at


def _write(row: Shopper, person: PersonSnapshot, email: str | None) -> None:
    row.email, row.phone = email, person.phone
    row.first_name, row.last_name = person.first_name, person.last_name
    row.locale = person.locale or row.locale
    row.platform_updated_at = person.updated_at or row.platform_updated_at
