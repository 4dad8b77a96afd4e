"""Everything of a store goes: each table that says whose its rows are, a hundred rows a unit, the store last.

The workspace, its people's accounts and its key stay: the owner may connect another store, or the same one again.
"""

from typing import Any

from sqlalchemy import Table, delete, or_, select, tuple_

from integration_app.conversations.models import Attachment
from integration_app.kit import clock, db, storage
from integration_app.kit.inbox import Delivery
from integration_app.privacy import erasing
from integration_app.privacy.models import EXPORT, PrivacyRequest
from integration_app.stores.models import Store

CHUNK = 100
_KEPT = frozenset({PrivacyRequest.__tablename__})


def tables() -> list[Table]:
    """List what is owned by stores, what hangs on something before that."""
    owned = [table for table in reversed(db.Base.metadata.sorted_tables) if "store_id" in table.columns]
    return [table for table in owned if table.name not in _KEPT]


def may_go(store: Store | None) -> bool:
    """Say whether a store has left and not come back."""
    return store is not None and store.uninstalled_at is not None


def step(request: PrivacyRequest, store: Store) -> bool:
    """Delete up to a hundred rows in the open unit; False once nothing is left."""
    at = int(request.progress.get("part", 0))
    listed = tables()
    if at < len(listed):
        gone = _delete(listed[at], store)
        if gone < CHUNK:
            request.progress = {"part": at + 1}
        if gone:
            request.counts = {**request.counts, listed[at].name: request.counts.get(listed[at].name, 0) + gone}
        db.session().flush()
        return True
    _end_requests(store.id, but=request)
    db.session().expunge(store)
    db.session().execute(delete(Store).where(Store.id == store.id, Store.uninstalled_at.is_not(None)))
    return False


def _delete(table: Table, store: Store) -> int:
    mine = table.c.store_id == store.id
    if table.name == Delivery.__tablename__:
        mine = or_(mine, table.c.sender == store.shop_domain)
    if table.name == Attachment.__tablename__:
        _delete_files(store.id)
    keys = list(table.primary_key.columns)
    rows = [tuple(row) for row in db.session().execute(select(*keys).where(mine).limit(CHUNK))]
    if rows:
        db.session().execute(delete(table).where(_among(keys, rows)))
    return len(rows)


def _among(keys: list[Any], rows: list[tuple[Any, ...]]) -> Any:
    return keys[0].in_([row[0] for row in rows]) if len(keys) == 1 else tuple_(*keys).in_(rows)


def _delete_files(store_id: int) -> None:
    """Delete the files of the rows that go next: first the file, so that no file is left without its row."""
    named = select(Attachment.public_id).where(Attachment.store_id == store_id).order_by(Attachment.id).limit(CHUNK)
    for name in db.session().scalars(named):
        storage.delete(name)


def _end_requests(store_id: int, *, but: PrivacyRequest) -> None:
    """End what else was asked about people of the store: they are gone with it.

    None may stay open: SQLite gives the row id of the last store to the next one, which may be somebody else's.
    """
    others = select(PrivacyRequest).where(PrivacyRequest.store_id == store_id, PrivacyRequest.id != but.id)
    for row in db.session().scalars(others):
        if row.kind == EXPORT:
            erasing.drop_export(row)
        elif row.next_at is not None:
            row.state, row.subject, row.done_at = "done", None, clock.now()
            row.held_until = row.held_because = None
        row.next_at = None
