"""Workspaces and stores: made, changed, left."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from sqlalchemy import select, update

from integration_app.kit import clock, crypto, db, events
from integration_app.platforms.protocol import ShopSnapshot
from integration_app.stores import credentials, settings
from integration_app.stores.models import Store, Workspace
from integration_app.stores.refusals import AlreadyTaken
from integration_app.stores.settings import Settings


def create_workspace(name: str) -> Workspace:
    """Open a workspace for a merchant, with a data key of its own."""
    workspace = Workspace(name=name, created_at=clock.now())
    db.session().add(workspace)
    db.session().flush()
    crypto.create_data_key(workspace.id)
    return workspace


def add_store(
    workspace: Workspace,
    *,
    platform: str,
    name: str,
    address: str,
    shop_domain: str | None = None,
    domains: Sequence[str] = (),
    secrets: Mapping[str, str] | None = None,
    locale: str = "en",
    currency: str = "EUR",
    timezone: str = "UTC",
    country: str | None = None,
    email: str | None = None,
    chosen: Settings | None = None,
    actor: str = "system",
) -> Store:
    """Add a shop. ``address`` is its base URL; ``domains`` are further origins that the widget may run on.

    ``secrets`` by kind: "webhook_secret", "access_token", "consumer_key", "consumer_secret". A shop that left
    this workspace and comes back finds its rows again.
    :raises AlreadyTaken: if the platform's shop is connected already.
    """
    address = address.rstrip("/")
    shop_domain = shop_domain or urlsplit(address).netloc
    store = _left_before(workspace, platform, shop_domain)
    if store is None:
        store = Store(workspace_id=workspace.id, platform=platform, shop_domain=shop_domain)
        store.settings = settings.write(chosen or Settings())
    store.name, store.address, store.email, store.country = name, address, email, country
    store.domains = list(dict.fromkeys([_origin(address), *domains]))
    store.locale, store.currency, store.timezone = locale, currency, timezone
    store.created_at, store.uninstalled_at = clock.now(), None
    db.session().add(store)
    db.session().flush()
    for kind, secret in (secrets or {}).items():
        credentials.keep(store, kind, secret)
    _record("store.added", store, actor)
    return store


def change_settings(store: Store, chosen: Settings, *, actor: str) -> None:
    """Replace a store's settings."""
    store.settings = settings.write(chosen)
    _record("settings.changed", store, actor)


def allow_domains(store: Store, origins: Sequence[str], *, actor: str) -> None:
    """Say on which origins the widget may run; the shop's own address always stays."""
    store.domains = list(dict.fromkeys(_origin(origin) for origin in (store.address, *origins)))
    _record("settings.changed", store, actor)


def record_shop(store: Store, shop: ShopSnapshot) -> None:
    """Take over what the platform says about the shop itself; the widget may run on every host it names."""
    store.name, store.currency, store.locale = shop.name, shop.currency, shop.locale
    store.timezone = shop.timezone
    store.email, store.country = shop.email or store.email, shop.country or store.country
    store.domains = list(dict.fromkeys([*store.domains, *(_origin(f"https://{host}") for host in shop.hosts)]))
    _record("store.updated", store, "store")


def record_scopes(store: Store, scopes: Sequence[str]) -> None:
    """Take over what the platform lets us do from now on."""
    store.scopes = sorted(scopes)
    _record("store.updated", store, "store")


def uninstall(store: Store, *, actor: str = "store") -> None:
    """Note that the shop left: its secrets are forgotten, its rows wait for retention."""
    if store.uninstalled_at is None:
        store.uninstalled_at = clock.now()
        credentials.forget(store)
        _record("store.uninstalled", store, actor)


def come_back(store: Store) -> None:
    """Take up a shop again that had left: its settings and rows are as they were, its data is read anew."""
    store.created_at, store.uninstalled_at = clock.now(), None
    _record("store.added", store, "store")


def next_reference(workspace_id: int) -> int:
    """Take the workspace's next number for a ticket or return."""
    counted = update(Workspace).where(Workspace.id == workspace_id).values(next_reference=Workspace.next_reference + 1)
    after: int = db.connection().execute(counted.returning(Workspace.next_reference)).scalar_one()
    return after - 1


def _left_before(workspace: Workspace, platform: str, shop_domain: str) -> Store | None:
    same = select(Store).where(Store.platform == platform, Store.shop_domain == shop_domain)
    known = db.session().scalar(same)
    if known is not None and (known.uninstalled_at is None or known.workspace_id != workspace.id):
        raise AlreadyTaken(f"{shop_domain} is connected already.")
    return known


def _origin(address: str) -> str:
    """Return an address's origin as browsers send it: small letters, and other scripts in their ASCII form."""
    parts = urlsplit(address.lower())
    return f"{parts.scheme}://{parts.netloc.encode('idna').decode()}"


def _record(kind: str, store: Store, actor: str) -> None:
    events.record(kind, workspace=store.workspace_id, store=store.id, actor=actor)
