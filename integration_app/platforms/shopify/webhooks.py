"""What only webhooks say: that something is gone, was edited, or should be forgotten. Mostly ids."""

from dataclasses import dataclass

from integration_app.platforms import fields
from integration_app.platforms.fields import Payload, Unreadable


@dataclass(frozen=True)
class PrivacyRequest:
    """A compliance topic: whose data, and for which orders."""

    customer_id: str | None
    order_ids: tuple[str, ...] = ()
    email: str | None = None
    phone: str | None = None


def gone(payload: Payload) -> str:
    """Read the id of what was deleted (orders/delete, products/delete, customers/delete). :raises Unreadable:"""
    return fields.needed_id(payload)


def edited_order(payload: Payload) -> str:
    """Read which order was edited (orders/edited): the payload holds only the differences. :raises Unreadable:"""
    return fields.needed_id(fields.part(payload, "order_edit"), "order_id", "")


def order_of(payload: Payload) -> str:
    """Read which order a part belongs to (fulfillment_events/delete). :raises Unreadable:"""
    return fields.needed_id(payload, "order_id", "")


def changed_return(payload: Payload) -> str:
    """Read which return changed (returns/update): the payload holds only the differences. :raises Unreadable:"""
    return fields.needed_id(payload)


def scopes(payload: Payload) -> tuple[str, ...]:
    """Read what the app may do from now on (app/scopes_update). :raises Unreadable:"""
    if not fields.told(payload, "current"):
        raise Unreadable("current is missing.")
    return fields.strings(payload["current"], 120)


def left(payload: Payload) -> str:
    """Read which shop took the app out (app/uninstalled): its id. :raises Unreadable:"""
    return fields.needed_id(payload)


def privacy_request(payload: Payload) -> PrivacyRequest:
    """Read customers/data_request, customers/redact or shop/redact. :raises Unreadable: without a shop."""
    fields.needed_id(payload, "shop_id", "")
    listed = payload.get("orders_requested") or payload.get("orders_to_redact") or []
    ids = (fields.exact_id({"id": one}) for one in listed) if isinstance(listed, list) else ()
    customer = fields.part(payload, "customer")
    return PrivacyRequest(
        fields.exact_id(customer),
        tuple(one for one in ids if one),
        fields.email(customer, "email"),
        fields.phone(customer, "phone"),
    )
