"""What the assistant may promise: return rules and shipping, written together."""

from collections.abc import Sequence

from integration_app import stores
from integration_app.orders.zones import ZoneDraft, set_shipping_zones
from integration_app.stores import Settings, Store


def change_promises(store: Store, chosen: Settings, zones: Sequence[ZoneDraft], *, actor: str) -> None:
    """Replace what the assistant is called and may promise in a store."""
    set_shipping_zones(store, zones)
    stores.change_settings(store, chosen, actor=actor)
