"""Whether a store's webhooks are all there: looked at every ten minutes, for the store tells nobody that it gave up."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update

from integration_app.kit import clock, db, events
from integration_app.platforms.woocommerce.hooks import Tended
from integration_app.stores import credentials
from integration_app.stores.models import Store
from integration_app.stores.webhook_state import webhook_state
from integration_app.stores.woocommerce.models import WebhookWatch

EVERY = timedelta(minutes=10)
SOON = timedelta(minutes=1)
"""After a first look that failed: somebody has just connected the store and waits."""

LEASE = timedelta(minutes=5)
"""So long a look may take; eighteen webhooks are eighteen calls, each with a ping."""

UNREACHABLE = "unreachable"
KEYS = frozenset({"keys_refused", "keys_read_only", "no_keys"})
"""Problems that new keys mend."""

HARDLY = 3
"""Looks in a row that had to mend something, after which we say that the store does not reach us."""


@dataclass(frozen=True)
class Look:
    """What a look at a store's webhooks needs to know."""

    store_id: int
    public_id: str
    secret: str
    anew: bool


def begin(store: Store, *, anew: bool = True) -> None:
    """Have a store's webhooks looked at from now on, at once; ``anew`` replaces all that lead to us."""
    row = db.session().get(WebhookWatch, store.id)
    if row is None:
        row = WebhookWatch(store_id=store.id, wanted=0, mended=0)
        db.session().add(row)
    row.next_at, row.anew, row.problem = clock.now(), anew, None
    db.session().flush()


def take(store: Store) -> Look | None:
    """Take up a look that is due; None if it is not, or somebody else is at it, or there is nothing to sign with."""
    now = clock.now()
    if store.uninstalled_at is not None:
        return None
    due = update(WebhookWatch).where(WebhookWatch.store_id == store.id, WebhookWatch.next_at <= now)
    if db.connection().execute(due.values(next_at=now + LEASE)).rowcount != 1:
        return None
    row = db.session().get_one(WebhookWatch, store.id, populate_existing=True)
    known = credentials.secrets(store, "webhook_secret")
    return Look(store.id, store.public_id, known[0], row.anew) if known else None


def note(store: Store, tended: Tended, *, began_at: datetime) -> None:
    """Note what a look came to. Webhooks that had stopped mean that something was missed: the store is read again."""
    row, now = db.session().get_one(WebhookWatch, store.id, populate_existing=True), clock.now()
    was_made, row.anew = row.anew or row.checked_at is None, False
    row.problem = UNREACHABLE if _is_deaf(row, tended, began_at) else None
    row.next_at, row.checked_at, row.wanted = now + EVERY, now, tended.wanted
    if was_made or not tended.made:
        row.mended = 0
        return
    row.mended, row.mended_at = row.mended + 1, now
    if row.mended >= HARDLY:
        row.problem = UNREACHABLE
    events.record("store.webhooks_mended", workspace=store.workspace_id, store=store.id)


def note_ping(store_id: int) -> None:
    """Note that a store reached us."""
    mine = update(WebhookWatch).where(WebhookWatch.store_id == store_id)
    db.connection().execute(mine.values(pinged_at=clock.now()))


def _is_deaf(row: WebhookWatch, tended: Tended, began_at: datetime) -> bool:
    """Say whether a store does not reach us: what was made just now was not pinged, or nothing came since that."""
    if tended.made:
        return row.pinged_at is None or row.pinged_at < began_at
    heard = max((at for at in (row.pinged_at, webhook_state(row.store_id).last_at) if at), default=None)
    before = row.checked_at - LEASE if row.checked_at else None
    return row.problem == UNREACHABLE and before is not None and (heard is None or heard < before)


def note_problem(store: Store, problem: str) -> None:
    """Note that a look failed; it comes again."""
    row = db.session().get_one(WebhookWatch, store.id)
    row.next_at, row.problem = clock.now() + (SOON if row.checked_at is None else EVERY), problem


def of(store_id: int) -> WebhookWatch | None:
    """Return what is known of a store's webhooks; None where they are not ours to make."""
    return db.session().scalar(select(WebhookWatch).where(WebhookWatch.store_id == store_id))


def with_problem(store_ids: Collection[int], problems: Collection[str]) -> set[int]:
    """Return which of these stores have one of these problems."""
    named = select(WebhookWatch.store_id).where(WebhookWatch.store_id.in_(store_ids))
    return set(db.session().scalars(named.where(WebhookWatch.problem.in_(problems))))


def due() -> list[int]:
    """List up to twenty stores whose webhooks are to be looked at."""
    waiting = select(WebhookWatch.store_id).join(Store, Store.id == WebhookWatch.store_id)
    waiting = waiting.where(WebhookWatch.next_at <= clock.now(), Store.uninstalled_at.is_(None))
    ordered = waiting.order_by(WebhookWatch.next_at).limit(20)
    return list(db.session().scalars(ordered.execution_options(every_store=True)))
