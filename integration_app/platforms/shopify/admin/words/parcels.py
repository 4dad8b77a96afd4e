"""Parcels and their scans, as fulfillments/update and fulfillment_events/create tell them."""

from typing import Any

from integration_app.platforms import fields
from integration_app.platforms.fields import Payload
from integration_app.platforms.shopify.admin.words import shapes

_UNTOLD = frozenset({"FULFILLED", "MARKED_AS_FULFILLED", "SUBMITTED", "CANCELED", "LABEL_VOIDED", "NOT_DELIVERED"})
"""Display statuses that stand for the parcel's own status: webhooks leave ``shipment_status`` empty then."""


def parcel(node: Payload, order_id: str | None) -> Payload:
    """Return a parcel as fulfillments/update tells it, with its scans."""
    id, shown = node.get("legacyResourceId"), str(node.get("displayStatus"))
    tracking = sorted(fields.parts(node, "trackingInfo"), key=lambda one: not one.get("url"))  # addresses stay in step
    return {
        "id": id,
        "order_id": order_id,
        "status": shapes.lower(node, "status"),
        "shipment_status": None if shown in _UNTOLD else shown.lower(),
        "created_at": node.get("createdAt"),
        "updated_at": node.get("updatedAt"),
        "tracking_company": tracking[0].get("company") if tracking else None,
        "tracking_numbers": [one.get("number") for one in tracking],
        "tracking_urls": [one.get("url") for one in tracking],
        "line_items": [_piece(one) for one in shapes.nodes(node, "fulfillmentLineItems")],
        "events": [_scan(one, id, order_id) for one in shapes.nodes(node, "events")],
    }


def _piece(node: Payload) -> Payload:
    return shapes.by_id(node, "lineItem") | {"quantity": node.get("quantity")}


def _scan(node: Payload, parcel_id: Any, order_id: str | None) -> Payload:
    return {
        "admin_graphql_api_id": node.get("id"),
        "fulfillment_id": parcel_id,
        "order_id": order_id,
        "status": shapes.lower(node, "status"),
        "happened_at": node.get("happenedAt"),
        "message": node.get("message"),
        "city": node.get("city"),
        "country": node.get("country"),
        "estimated_delivery_at": node.get("estimatedDeliveryAt"),
    }
