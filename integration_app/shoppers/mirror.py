"""Customers as the store tells them."""

from sqlalchemy import select

from integration_app.kit import clock, db
from integration_app.platforms.protocol import PersonSnapshot
from integration_app.shoppers.models import Shopper
from integration_app.stores.models import Store


def mirror_customer(store: Store, person: PersonSnapshot) -> int | None:
    """Keep a customer as the platform knows him and return his row id; None for somebody without any name.

    The newest by the platform's clock wins. A guest is found by his e-mail address among guests only: an
    unverified address must not lead to somebody's account.
    """
    email = person.email.strip().casefold() if person.email else None
    if person.external_id is None and email is None:
        return None
    db.lock("shopper", store.id, person.external_id or email)
    row = _known(store.id, person.external_id, email)
    if row is None:
        row = Shopper(store_id=store.id, external_id=person.external_id, created_at=clock.now())
        db.session().add(row)
    elif not _is_newer(row, person):
        return row.id
    _write(row, person, email)
    db.session().flush()
    return row.id


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


def _is_newer(row: Shopper, person: PersonSnapshot) -> bool:
    if person.updated_at is None:
        return row.platform_updated_at is None
    return row.platform_updated_at is None or person.updated_at > row.platform_updated_at


def _write(row: Shopper, person: PersonSnapshot, email: str | None) -> None:
    row.email, row.phone = email, person.phone
    row.first_name, row.last_name = person.first_name, person.last_name
    row.locale = person.locale or row.locale
    row.platform_updated_at = person.updated_at or row.platform_updated_at
