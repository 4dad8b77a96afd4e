"""WooCommerce's topics: each one a line, from its payload to one operation.

Trashing a product also sends coupon.deleted with the product's id, and the other way round: what deletes or
restores looks the id up as its own type in its own store first, and asks the store.
"""

from integration_app import catalogue, orders, shoppers, triggers
from integration_app.kit.inbox import Parcel
from integration_app.platforms.fields import Payload
from integration_app.platforms.woocommerce import read, webhooks
from integration_app.stores.models import Store
from webhooks.topics import DONE, IGNORED, Topics, handle, sender, to


def work(parcel: Parcel) -> str:
    """Work on one delivery of a WooCommerce store."""
    return handle(parcel, TOPICS, sender(parcel))


def _order(_parcel: Parcel, store: Store, payload: Payload) -> str:
    """Take over an order; a draft, made by only opening the checkout page, is none."""
    if read.is_draft(payload):
        return IGNORED
    orders.record_order(store, read.order(payload))
    return DONE


TOPICS: Topics = {
    "order.created": _order,
    "order.updated": _order,
    "order.deleted": to(webhooks.gone, orders.record_deleted),
    "order.restored": to(read.order, orders.record_restored),
    "product.created": to(read.product, catalogue.record_product),
    "product.updated": to(read.product, catalogue.record_product),
    "product.deleted": to(webhooks.gone, catalogue.record_deleted),
    "product.restored": to(read.product, catalogue.record_restored),
    "customer.created": to(read.customer, shoppers.mirror_customer),
    "customer.updated": to(read.customer, shoppers.mirror_customer),
    "customer.deleted": to(webhooks.gone, shoppers.detach_customer),
    "coupon.created": to(read.coupon, triggers.record_coupon),
    "coupon.updated": to(read.coupon, triggers.record_coupon),
    "coupon.deleted": to(webhooks.gone, triggers.record_coupon_gone),
    "coupon.restored": to(read.coupon, triggers.record_coupon),
    "action.woocommerce_new_customer_note": to(webhooks.action_order, orders.want_reread),
    "action.woocommerce_order_refunded": to(webhooks.action_order, orders.want_reread),
    "action.woocommerce_order_status_changed": to(webhooks.action_order, orders.want_reread),
}
