"""Parcels and what happened to them, in Shopify's shape."""

from demo.countries import tracking_page
from demo.models import Fulfilment, TrackingEvent
from demo.payloads import lines, people
from demo.payloads.figures import Payload, gid, moment

SHOP_ID = 548_380_009


def fulfilment(row: Fulfilment, with_events: bool = False) -> Payload:
    """Shape a parcel, as in fulfillments/create and fulfillments/update."""
    page = tracking_page(row.carrier, row.tracking_number)
    place = list(row.order.fulfilments).index(row) + 1
    payload: Payload = {
        "id": row.id,
        "admin_graphql_api_id": gid("Fulfillment", row.id),
        "order_id": row.order_id,
        "status": row.status,
        "created_at": moment(row.created_at),
        "updated_at": moment(row.updated_at),
        "service": "manual",
        "tracking_company": row.carrier,
        "shipment_status": row.shipment_status,
        "location_id": 655_441_491,
        "origin_address": {},
        "email": row.order.email,
        "destination": people.address(row.order),
        "line_items": [lines.line_item(part.line, row.order, part.quantity) for part in row.lines],
        "tracking_number": row.tracking_number,
        "tracking_numbers": [row.tracking_number],
        "tracking_url": page,
        "tracking_urls": [page] if page else [],
        "receipt": {},
        "name": f"{row.order.name}.{place}",
    }
    if with_events:
        payload["estimated_delivery_at"] = moment(row.expected_at)
        payload["events"] = [tracking_event(event) for event in row.events]
    return payload


def tracking_event(row: TrackingEvent) -> Payload:
    """Shape something that happened to a parcel, as in fulfillment_events/create."""
    return {
        "id": row.id,
        "fulfillment_id": row.fulfilment_id,
        "order_id": row.fulfilment.order_id,
        "status": row.status,
        "message": row.message,
        "happened_at": moment(row.happened_at),
        "city": row.city,
        "province": None,
        "country": row.country,
        "zip": None,
        "address1": None,
        "latitude": None,
        "longitude": None,
        "shop_id": SHOP_ID,
        "created_at": moment(row.happened_at),
        "updated_at": moment(row.happened_at),
        "estimated_delivery_at": moment(row.expected_at),
        "admin_graphql_api_id": gid("FulfillmentEvent", row.id),
    }
