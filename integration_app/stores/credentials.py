"""A store's secrets: sealed, and two valid at once while one is being replaced."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Select, delete, or_, select

from integration_app.kit import clock, crypto, db
from integration_app.stores.models import Credential, Store

_PLACE = "credentials.sealed"


@dataclass(frozen=True)
class Kept:
    """An open secret, and until when it is one."""

    secret: str = field(repr=False)
    ends_at: datetime | None


def keep(
    store: Store, kind: str, secret: str, *, old_stays: timedelta = timedelta(), ends_at: datetime | None = None
) -> None:
    """Seal a secret; older ones of its kind stay valid for a while, so that nothing in flight is refused.

    ``ends_at``: when the secret itself runs out; None if it lasts.
    """
    now = clock.now()
    for old in db.session().scalars(_ever(store.id, kind)):
        if old_stays and (old.expires_at is None or old.expires_at > now):
            old.expires_at = now + old_stays
        else:
            db.session().delete(old)
    row = Credential(public_id=db.new_public_id(), store_id=store.id, kind=kind, created_at=now, expires_at=ends_at)
    row.sealed = crypto.seal(store.workspace_id, _PLACE, row.public_id, secret)
    db.session().add(row)
    db.session().flush()


def secrets(store: Store, kind: str) -> list[str]:
    """Open all valid secrets of a kind, newest first."""
    rows = db.session().scalars(_valid(store.id, clock.now()).where(Credential.kind == kind))
    return [_open(store, row) for row in rows]


def latest(store: Store, kind: str) -> Kept | None:
    """Open the newest valid secret of a kind, with its end."""
    row = db.session().scalar(_valid(store.id, clock.now()).where(Credential.kind == kind).limit(1))
    return Kept(_open(store, row), row.expires_at) if row else None


def had(store: Store, kind: str) -> bool:
    """Say whether a store ever had a secret of a kind, be it run out."""
    return db.session().scalar(_ever(store.id, kind).limit(1)) is not None


def newest(store: Store) -> dict[str, str]:
    """Open the newest valid secret of each kind."""
    found: dict[str, str] = {}
    for row in db.session().scalars(_valid(store.id, clock.now())):
        if row.kind not in found:
            found[row.kind] = _open(store, row)
    return found


def forget(store: Store) -> None:
    """Delete every secret of a store."""
    db.session().execute(delete(Credential).where(Credential.store_id == store.id))


def _ever(store_id: int, kind: str) -> Select[Credential]:
    return select(Credential).where(Credential.store_id == store_id, Credential.kind == kind)


def _valid(store_id: int, now: datetime) -> Select[Credential]:
    lasting = or_(Credential.expires_at.is_(None), Credential.expires_at > now)
    return select(Credential).where(Credential.store_id == store_id, lasting).order_by(Credential.id.desc())


def _open(store: Store, row: Credential) -> str:
    return crypto.unseal(store.workspace_id, _PLACE, row.public_id, row.sealed)
