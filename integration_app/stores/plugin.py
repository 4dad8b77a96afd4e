"""The line that connects a WooCommerce store's WordPress plugin: where Parley is, which store, and a secret of its own.

The merchant pastes it into the plugin; or Parley hands store and secret over to the plugin itself, which made a code
for that when the merchant clicked Connect there.
"""

import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from integration_app.kit import db, http
from integration_app.kit.errors import ProviderError, Refusal
from integration_app.stores import credentials
from integration_app.stores.models import Store

KIND = "plugin_secret"

SOURCE = "parley-plugin"
"""Under which its reports are kept."""

OLD_STAYS = timedelta(hours=1)
"""For so long the secret before counts, until the new line is pasted."""


class NoPlugin(Refusal):
    """Only a WooCommerce store has a WordPress plugin."""

    code, status = "no_plugin", 409


class NotHandedOver(Refusal):
    """The plugin did not take the connection. Paste the connection line into it instead."""

    code, status = "not_handed_over", 502


@dataclass(frozen=True)
class Handing:
    """What goes to the plugin, and where; made inside a unit, sent after it."""

    address: str
    store: str
    secret: str = field(repr=False)


def line(store: Store, *, parley: str) -> str | None:
    """Return the line to paste; None while there is no secret. ``parley`` is our own address."""
    known = credentials.secrets(store, KIND)
    return f"{parley}|{store.public_id}|{known[0]}" if known else None


def make_secret(store: Store, *, anew: bool) -> None:
    """Make a secret where there is none, or a new one in its place. :raises NoPlugin: for another platform."""
    if store.platform != "woocommerce":
        raise NoPlugin
    if anew or not credentials.secrets(store, KIND):
        credentials.keep(store, KIND, secrets.token_urlsafe(32), old_stays=OLD_STAYS)


def hand_over(find: Callable[[], Store], *, code: str) -> None:
    """Give store and secret to the plugin that made this code, at the store's own address and nowhere else.

    Call it outside of any unit. :raises NoPlugin: :raises NotHandedOver: if it was not reached or did not take it.
    """
    with db.unit():
        store = find()
        make_secret(store, anew=False)
        handing = Handing(store.address, store.public_id, credentials.secrets(store, KIND)[0])
    told = {"code": code, "store": handing.store, "secret": handing.secret}
    try:
        # This form of the address works with every permalink setting.
        answer = http.request("POST", f"{handing.address}/?rest_route=/parley/v1/hello", json=told, public_only=True)
    except ProviderError as error:
        raise NotHandedOver from error
    if not _took(answer.text):
        raise NotHandedOver


def _took(answer: str) -> bool:
    """Say whether the plugin itself answered: a site without it may answer 200 with any page."""
    try:
        return dict(json.loads(answer)).get("connected") is True
    except (ValueError, TypeError):
        return False
