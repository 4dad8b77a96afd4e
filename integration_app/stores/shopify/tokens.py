"""A shop's tokens: the short-lived one that opens its data, and the one that brings the next pair.

One worker renews at a time: it holds a lease on the store's row, taken by compare-and-set, and calls Shopify outside
any unit. Both new tokens are written in one unit with the end of the lease. Who dies in between leaves a lease that
runs out, and a refresh token that Shopify takes until the lost one is first used.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import or_, select, update

from integration_app.kit import clock, db, events
from integration_app.platforms.shopify.auth import Grant
from integration_app.stores import credentials, operations, queries
from integration_app.stores.credentials import Kept
from integration_app.stores.models import Credential, Store

ACCESS, REFRESH = "access_token", "refresh_token"

EARLY = timedelta(minutes=5)
"""How long before its end a token is renewed; as Shopify's own libraries do."""

LEASE = timedelta(seconds=30)
"""More than a call may take (kit.http: 13 s)."""

TOUCH = timedelta(days=14)
"""A quiet shop's refresh token is used when so little of its 90 days is left."""


@dataclass(frozen=True)
class Tokens:
    """What a shop's row and credentials say at one moment."""

    shop: str
    access: Kept | None = field(repr=False)
    refresh: Kept | None = field(repr=False)
    granted: bool
    """Whether the shop ever gave us any."""
    sign_in_needed: bool

    def usable(self, now: datetime, *, refused: str | None, spare: timedelta = timedelta()) -> str | None:
        """Return the access token, unless it was refused or has no more than this to last."""
        if self.access is None or self.access.secret == refused:
            return None
        lasts = self.access.ends_at is None or self.access.ends_at > now + spare
        return self.access.secret if lasts else None


def of(store_id: int) -> Tokens:
    """Read a shop's tokens."""
    store = queries.by_id(store_id)
    access, refresh = credentials.latest(store, ACCESS), credentials.latest(store, REFRESH)
    granted = credentials.had(store, ACCESS) or credentials.had(store, REFRESH)
    return Tokens(store.shop_domain, access, refresh, granted, store.sign_in_needed_at is not None)


def keep(store: Store, grant: Grant) -> None:
    """Keep what a shop has just granted, in place of everything before."""
    now = clock.now()
    ends_at = now + grant.lasts if grant.lasts else None
    credentials.keep(store, ACCESS, grant.access_token, ends_at=ends_at)
    if grant.refresh_token:
        ends_at = now + grant.refresh_lasts if grant.refresh_lasts else None
        credentials.keep(store, REFRESH, grant.refresh_token, ends_at=ends_at)
    if store.sign_in_needed_at is not None:
        events.record("store.reconnected", workspace=store.workspace_id, store=store.id)
    store.sign_in_needed_at, store.renewing_until = None, None
    if grant.scopes and sorted(grant.scopes) != store.scopes:
        operations.record_scopes(store, grant.scopes)


def take_lease(store_id: int) -> datetime | None:
    """Become the one who renews; None while somebody else is. The answer names the lease."""
    now = clock.now()
    free = or_(Store.renewing_until.is_(None), Store.renewing_until <= now)
    taken = update(Store).where(Store.id == store_id, free).values(renewing_until=now + LEASE)
    return now + LEASE if db.connection().execute(taken).rowcount == 1 else None


def give_back(store_id: int, lease: datetime) -> bool:
    """End a lease; False if it was lost meanwhile: somebody else has renewed, or the shop was signed in anew."""
    mine = update(Store).where(Store.id == store_id, Store.renewing_until == lease).values(renewing_until=None)
    return db.connection().execute(mine).rowcount == 1


def sign_in_needed(store: Store) -> None:
    """Note that the shop takes our tokens no more."""
    if store.sign_in_needed_at is None:
        store.sign_in_needed_at = clock.now()
        events.record("store.sign_in_needed", workspace=store.workspace_id, store=store.id)


def quiet() -> list[int]:
    """List the shops whose refresh token ends soon, over all workspaces: nobody has asked them anything for long."""
    ends_soon = Credential.expires_at < clock.now() + TOUCH
    shops = (
        select(Store.id)
        .join(Credential, Credential.store_id == Store.id)
        .where(Store.platform == "shopify", Store.uninstalled_at.is_(None), Store.sign_in_needed_at.is_(None))
        .where(Credential.kind == REFRESH, ends_soon)
        .execution_options(every_store=True)
    )
    return list(db.session().scalars(shops))
