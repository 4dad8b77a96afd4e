"""What a store still has to allow before something can be done in it."""

from urllib.parse import urlencode

from integration_app import stores
from integration_app.orders import action_queries
from integration_app.orders.action_rules import ABILITIES
from integration_app.stores import Store
from integration_app.web.console.shapes.actions import AskStore

SCOPES = ("write_orders",)
"""Shopify's optional scopes for everything that changes an order."""


def possible(store: Store) -> frozenset[str]:
    """Name the kinds of action that the store can be asked for now."""
    can = action_queries.abilities(store)
    return frozenset(kind for kind, ability in ABILITIES.items() if ability in can)


def ask_store(store: Store, can: frozenset[str]) -> AskStore | None:
    """Say what a Shopify store has to allow, and where; inside Shopify's frame App Bridge asks without the link.

    The address is Shopify's own page for optional scopes, as its libraries redirect to it.
    """
    if store.platform != "shopify" or can >= set(ABILITIES):
        return None
    asked = urlencode({"client_id": stores.shopify_app().client_id, "optional_scopes": ",".join(SCOPES)})
    return AskStore(scopes=list(SCOPES), link=f"https://{store.shop_domain}/admin/oauth/install?{asked}")
