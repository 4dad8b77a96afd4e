"""What only webhooks say: that something is gone, and the hooks of WordPress itself."""

from integration_app.platforms import fields
from integration_app.platforms.fields import Payload, Unreadable


def gone(payload: Payload) -> str:
    """Read the id of what was deleted (*.deleted): the body holds nothing else. :raises Unreadable: without one.

    WooCommerce 10.5 sends it for other types too (a trashed product as coupon.deleted): check the type first.
    """
    return fields.needed_id(payload)


def action_order(payload: Payload) -> str:
    """Read which order an ``action.woocommerce_…`` topic is about: its id, or an object that holds it.

    :raises Unreadable: where the hook's first argument was an object, which arrives empty.
    """
    argument = payload.get("arg")
    if isinstance(argument, dict):
        return fields.needed_id(argument, "order_id", "")
    found = fields.exact_id({"id": argument})
    if found is None:
        raise Unreadable("arg names no order.")
    return found
