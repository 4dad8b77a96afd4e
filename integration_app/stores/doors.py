"""The door of a site that tells us itself: opened with its store, its secret shown once."""

import secrets as random
from datetime import timedelta

from integration_app.kit import events
from integration_app.stores import credentials, operations
from integration_app.stores.models import Store, Workspace

PLATFORM, SECRET = "rest", "door_secret"

OLD_SECRET_STAYS = timedelta(hours=24)
"""Time to put the new secret into the site."""


def add_site(
    workspace: Workspace,
    *,
    name: str,
    address: str,
    locale: str = "en",
    currency: str = "EUR",
    timezone: str = "UTC",
    actor: str = "system",
) -> tuple[Store, str]:
    """Add a site of any making; return its store and the secret of its door.

    :raises AlreadyTaken: if the site is connected already.
    """
    secret = random.token_urlsafe(32)
    store = operations.add_store(
        workspace,
        platform=PLATFORM,
        name=name,
        address=address,
        secrets={SECRET: secret},
        locale=locale,
        currency=currency,
        timezone=timezone,
        actor=actor,
    )
    return store, secret


def renew_door(store: Store, *, actor: str) -> str:
    """Give a site's door a new secret and return it; the old one counts for another day."""
    secret = random.token_urlsafe(32)
    credentials.keep(store, SECRET, secret, old_stays=OLD_SECRET_STAYS)
    events.record("settings.changed", workspace=store.workspace_id, store=store.id, actor=actor)
    return secret
