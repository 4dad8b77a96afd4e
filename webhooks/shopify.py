"""Shopify's topics: each one a line, from its payload to one operation."""

from integration_app import catalogue, orders, privacy, shoppers, stores, triggers
from integration_app.kit import inbox
from integration_app.kit.inbox import Parcel
from integration_app.platforms.fields import Payload
from integration_app.platforms.shopify import read, webhooks
from integration_app.privacy import Subject
from integration_app.stores.models import Store
from webhooks.topics import DONE, IGNORED, UNKNOWN_STORE, Step, Topics, handle, sender, to

PLATFORM = "platform"
AFTER_LEAVING = frozenset({"app/uninstalled", "customers/data_request", "customers/redact", "shop/redact"})
"""What still counts of a shop that has left."""


def work(parcel: Parcel) -> str:
    """Work on one delivery of a Shopify shop, or of the demo shop, which speaks as one."""
    store = sender(parcel) or stores.by_shop_domain(parcel.sender, "shopify", "demo")
    outcome = handle(parcel, TOPICS, store, after_leaving=AFTER_LEAVING)
    if outcome == UNKNOWN_STORE and (parcel.store or parcel.topic in AFTER_LEAVING):
        inbox.forget(parcel.id)  # of a shop that was erased nothing is kept, least of all whom it wants forgotten
    return outcome


def _uninstall(parcel: Parcel, store: Store, payload: Payload) -> str:
    """Let the shop go, unless it came back since: the news of leaving may be late."""
    webhooks.left(payload)
    if stores.came_back(store, parcel.happened_at):
        return IGNORED
    stores.uninstall(store)
    return DONE


def _privacy(kind: str) -> Step:
    """Take down what the law asks of us about one customer."""

    def step(_parcel: Parcel, store: Store, payload: Payload) -> str:
        asked = webhooks.privacy_request(payload)
        subject = Subject(asked.email, asked.phone, asked.customer_id, asked.order_ids)
        privacy.ask(store, kind, subject, source=PLATFORM)
        return DONE

    return step


def _redact_shop(_parcel: Parcel, store: Store, payload: Payload) -> str:
    """Have everything of a shop go that has left; whether it came back is looked at when it is done."""
    webhooks.privacy_request(payload)
    privacy.ask_for_store(store, source=PLATFORM)
    return DONE


TOPICS: Topics = {
    "orders/create": to(read.order, orders.record_order),
    "orders/updated": to(read.order, orders.record_order),
    "orders/paid": to(read.order, orders.record_order),
    "orders/cancelled": to(read.order, orders.record_order),
    "orders/fulfilled": to(read.order, orders.record_order),
    "orders/partially_fulfilled": to(read.order, orders.record_order),
    "orders/edited": to(webhooks.edited_order, orders.want_reread),
    "orders/delete": to(webhooks.gone, orders.record_deleted),
    "fulfillments/create": to(read.fulfilment, orders.record_fulfilment),
    "fulfillments/update": to(read.fulfilment, orders.record_fulfilment),
    "fulfillment_events/create": to(read.tracking_event, orders.record_tracking_event),
    "fulfillment_events/delete": to(webhooks.order_of, orders.want_reread),
    "refunds/create": to(read.refund, orders.record_refund),
    "returns/request": to(read.return_, orders.record_return),
    "returns/approve": to(read.return_, orders.record_return),
    "returns/decline": to(read.return_, orders.record_return),
    "returns/cancel": to(read.return_, orders.record_return),
    "returns/close": to(read.return_, orders.record_return),
    "returns/reopen": to(read.return_, orders.record_return),
    "returns/update": to(webhooks.changed_return, orders.record_changed_return),
    "carts/create": to(read.cart, triggers.record_cart),
    "carts/update": to(read.cart, triggers.record_cart),
    "checkouts/create": to(read.checkout, triggers.record_cart),
    "checkouts/update": to(read.checkout, triggers.record_cart),
    "products/create": to(read.product, catalogue.record_product),
    "products/update": to(read.product, catalogue.record_product),
    "products/delete": to(webhooks.gone, catalogue.record_deleted),
    "customers/create": to(read.customer, shoppers.mirror_customer),
    "customers/update": to(read.customer, shoppers.mirror_customer),
    "customers/delete": to(webhooks.gone, shoppers.detach_customer),
    "shop/update": to(read.shop, stores.record_shop),
    "app/uninstalled": _uninstall,
    "app/scopes_update": to(webhooks.scopes, stores.record_scopes),
    "customers/data_request": _privacy(privacy.EXPORT),
    "customers/redact": _privacy(privacy.ERASE),
    "shop/redact": _redact_shop,
}
