"""A store's secrets: sealed, and two valid at once while one is being replaced."""

from datetime import datetime, timedelta

from sqlalchemy import Select, delete, or_, select

from integration_app.kit import clock, crypto, db
from integration_app.stores.models import Credential, Store

_PLACE = "credentials.sealed"


def keep(store: Store, kind: str, secret: str, *, old_stays: timedelta = timedelta()) -> None:
    """Seal a secret; older ones of its kind stay valid for a while, so that nothing in flight is refused."""
    now = clock.now()
    for old in db.session().scalars(_valid(store.id, now).where(Credential.kind == kind)):
        old.expires_at = now + old_stays
    row = Credential(public_id=db.new_public_id(), store_id=store.id, kind=kind, created_at=now)
    row.sealed = crypto.seal(store.workspace_id, _PLACE, row.public_id, secret)
    db.session().add(row)
    db.session().flush()


def secrets(store: Store, kind: str) -> list[str]:
    """Open all valid secrets of a kind, newest first."""
    rows = db.session().scalars(_valid(store.id, clock.now()).where(Credential.kind == kind))
    return [_open(store, row) for row in rows]


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


def _valid(store_id: int, now: datetime) -> Select[Credential]:
    lasting = or_(Credential.expires_at.is_(None), Credential.expires_at > now)
    return select(Credential).where(Credential.store_id == store_id, lasting).order_by(Credential.id.desc())


def _open(store: Store, row: Credential) -> str:
    return crypto.unseal(store.workspace_id, _PLACE, row.public_id, row.sealed)
