"""A store's tracking service, opened with the store's own key."""

from integration_app import stores, tracking
from integration_app.stores.models import Store
from integration_app.tracking import Keys, TrackingService

KEY, SECRET = "tracking_key", "tracking_secret"
"""Kinds of a store's credentials: what we call with, and what signs the service's webhooks where it is another."""


def service_of(store: Store) -> TrackingService | None:
    """Return what speaks to a store's service, inside the open unit; None where there is none or no key."""
    chosen = stores.chosen(store).tracking
    keys = stores.secrets(store, KEY)
    if chosen.service == "none" or not keys:
        return None
    secret = next(iter(stores.secrets(store, SECRET)), "")
    return tracking.connect(chosen.service, Keys(keys[0], secret))
