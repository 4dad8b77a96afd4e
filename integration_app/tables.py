"""Every table, imported so that migrations and tests see them all."""

from integration_app.assistant import models as assistant
from integration_app.catalogue import models as catalogue
from integration_app.conversations import models as conversations
from integration_app.conversations import tags
from integration_app.kit import crypto, db, events, inbox, limits, ticks
from integration_app.orders import action_models as order_actions
from integration_app.orders import models as orders
from integration_app.orders import watching
from integration_app.privacy import models as privacy
from integration_app.routing import models as routing
from integration_app.shoppers import models as shoppers
from integration_app.stores import installation, rereads, terms
from integration_app.stores import models as stores
from integration_app.stores.shopify import people as shopify_people
from integration_app.stores.woocommerce import models as woocommerce_connections
from integration_app.sync import models as sync
from integration_app.tickets import models as tickets
from integration_app.triggers import code_models as ready_codes
from integration_app.triggers import models as triggers

metadata = db.Base.metadata

__all__ = [
    "assistant",
    "catalogue",
    "conversations",
    "crypto",
    "events",
    "inbox",
    "installation",
    "limits",
    "metadata",
    "order_actions",
    "orders",
    "privacy",
    "ready_codes",
    "rereads",
    "routing",
    "shopify_people",
    "shoppers",
    "stores",
    "sync",
    "tags",
    "terms",
    "tickets",
    "ticks",
    "triggers",
    "watching",
    "woocommerce_connections",
]
