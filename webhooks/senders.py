"""Who may send us webhooks: looked up once, then remembered for some seconds, so that accepting one costs no query."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from integration_app import stores
from integration_app.kit import db
from integration_app.kit.errors import NotFound
from integration_app.stores.models import Store

FRESH = 10.0
"""Seconds for which a look-up counts: the longest time that an old secret works after it was taken away."""

_MOST = 10_000
"""How many senders are remembered at once."""


@dataclass(frozen=True)
class Sender:
    """A store, as far as accepting its webhooks goes."""

    store: int
    workspace: int
    public_id: str
    secrets: tuple[bytes, ...] = field(default=(), repr=False)


_lock = threading.Lock()
_app: tuple[db.Database, float, tuple[bytes, ...]] | None = None
_known: dict[tuple[db.Database, str, str], tuple[float, Sender]] = {}


def shopify_shop(domain: str) -> Sender | None:
    """Return the store behind a shop domain, installed or not, with its own secrets; the demo shop speaks as one."""
    return _remembered("shopify", domain.lower(), _find_shop)


def woocommerce_store(public_id: str) -> Sender | None:
    """Return the installed WooCommerce store that a webhook address names, with its valid secrets."""
    return _remembered("woocommerce", public_id, _find_woocommerce)


def woocommerce_plugin(public_id: str) -> Sender | None:
    """Return the same store with the secrets that its WordPress plugin signs with."""
    return _remembered("plugin", public_id, _find_plugin)


def told_site(public_id: str) -> Sender | None:
    """Return the store of another site that its door names, with the valid secrets of the door."""
    return _remembered("rest", public_id, _find_site)


def shopify_secrets() -> tuple[bytes, ...]:
    """Return the secrets that the app's own webhooks are signed with."""
    global _app  # noqa: PLW0603 remembered for some seconds
    if _app is None or _app[0] is not db.database() or _app[1] < time.monotonic():
        with db.unit(read_only=True):
            secrets = tuple(secret.encode() for secret in stores.shopify_app().secrets)
        _app = (db.database(), time.monotonic() + FRESH, secrets)
    return _app[2]


def forget() -> None:
    """Look everything up anew."""
    global _app  # noqa: PLW0603 remembered for some seconds
    with _lock:
        _known.clear()
        _app = None


def _remembered(source: str, name: str, find: Callable[[str], Sender | None]) -> Sender | None:
    key = (db.database(), source, name)
    known = _known.get(key)
    if known is not None and known[0] > time.monotonic():
        return known[1]
    with db.unit(read_only=True):
        found = find(name)
    with _lock:
        if len(_known) >= _MOST:
            _known.clear()
        if found is None:
            _known.pop(key, None)
        else:
            _known[key] = (time.monotonic() + FRESH, found)
    return found


def _find_shop(domain: str) -> Sender | None:
    store = stores.by_shop_domain(domain, "shopify") or stores.by_shop_domain(domain, "demo")
    return _sender(store) if store else None


def _find_woocommerce(public_id: str) -> Sender | None:
    store = _installed(public_id, "woocommerce")
    return _sender(store) if store else None


def _find_plugin(public_id: str) -> Sender | None:
    store = _installed(public_id, "woocommerce")
    return _sender(store, "plugin_secret") if store else None


def _find_site(public_id: str) -> Sender | None:
    store = _installed(public_id, "rest")
    return _sender(store, "door_secret") if store else None


def _installed(public_id: str, platform: str) -> Store | None:
    try:
        store = stores.by_public_id(public_id)
    except NotFound:
        return None
    return store if store.platform == platform else None


def _sender(store: Store, kind: str = "webhook_secret") -> Sender:
    secrets = tuple(secret.encode() for secret in stores.secrets(store, kind))
    return Sender(store.id, store.workspace_id, store.public_id, secrets)
