"""Parcels and their scans in Shopify's words."""

from integration_app.platforms import fields
from integration_app.platforms.fields import Payload, Unreadable
from integration_app.platforms.protocol import FulfilmentSnapshot, Progress, TrackingEventSnapshot, TrackingSnapshot

_CARRIER = {
    "label_purchased": Progress.LABEL_PRINTED,
    "label_printed": Progress.LABEL_PRINTED,
    "confirmed": Progress.LABEL_PRINTED,
    "carrier_picked_up": Progress.IN_TRANSIT,
    "picked_up": Progress.IN_TRANSIT,
    "in_transit": Progress.IN_TRANSIT,
    "out_for_delivery": Progress.OUT_FOR_DELIVERY,
    "attempted_delivery": Progress.ATTEMPTED,
    "ready_for_pickup": Progress.READY_FOR_PICKUP,
    "delivered": Progress.DELIVERED,
    "delayed": Progress.DELAYED,
    "failure": Progress.FAILED,
}
"""Shopify's FulfillmentEventStatus; "customs" is none of them and stands in the message at most."""

_OWN = {
    "pending": Progress.PENDING,
    "open": Progress.PENDING,
    "success": Progress.SHIPPED,
    "cancelled": Progress.CANCELLED,
    "error": Progress.PENDING,
    "failure": Progress.PENDING,
}
"""A fulfilment's own status: an error there means that nothing was sent."""

_AT_CUSTOMS = ("customs", "zoll", "aduana", "douane", "dogana", "海关", "清关", "الجمارك")
_THROUGH = ("cleared", "released", "left customs", "out of customs", "through customs", "freigegeben", "放行")


def fulfilment(payload: Payload) -> FulfilmentSnapshot:
    """Read a parcel, as in fulfillments/create and inside an order. :raises Unreadable: for another shape."""
    external_id = fields.needed_id(payload)
    order_id = fields.needed_id(payload, "order_id", "admin_graphql_api_order_id")
    events = tuple(tracking_event(one) for one in fields.parts(payload, "events"))
    own = _OWN.get(str(payload.get("status")))
    if own is None:
        raise Unreadable("status is none that we know.")
    carrier = _CARRIER.get(str(payload.get("shipment_status")))
    progress = own if own is Progress.CANCELLED or carrier is None else carrier
    updated_at = fields.moment(payload, "updated_at")
    return FulfilmentSnapshot(
        external_id=external_id,
        order_id=order_id,
        progress=progress,
        created_at=fields.moment(payload, "created_at"),
        updated_at=updated_at,
        tracking=_tracking(payload),
        lines=lines(payload),
        events=events,
        estimated_delivery_at=fields.moment(payload, "estimated_delivery_at"),
        delivered_at=updated_at if progress is Progress.DELIVERED else None,
        cancelled=own is Progress.CANCELLED,
    )


def tracking_event(payload: Payload) -> TrackingEventSnapshot:
    """Read a scan, as in fulfillment_events/create. :raises Unreadable: for another shape."""
    happened_at = fields.moment(payload, "happened_at", "created_at")
    progress = _CARRIER.get(str(payload.get("status")))
    if happened_at is None or progress is None:
        raise Unreadable("happened_at or status is none that we know.")
    message = fields.text(payload, "message", limit=1000)
    return TrackingEventSnapshot(
        external_id=fields.needed_id(payload),
        fulfilment_id=fields.needed_id(payload, "fulfillment_id", "admin_graphql_api_fulfillment_id"),
        order_id=fields.exact_id(payload, "order_id", "admin_graphql_api_order_id"),
        progress=_at_border(progress, message),
        happened_at=happened_at,
        message=message,
        city=fields.text(payload, "city", limit=120),
        country=fields.country(payload, "country"),
        estimated_delivery_at=fields.moment(payload, "estimated_delivery_at"),
    )


def lines(payload: Payload) -> tuple[tuple[str, int], ...]:
    """Read which lines lie in a parcel, and how many of each."""
    found = []
    for line in fields.parts(payload, "line_items"):
        external_id, quantity = fields.exact_id(line), fields.whole(line, "quantity")
        if external_id and quantity:
            found.append((external_id, quantity))
    return tuple(found)


def _at_border(progress: Progress, message: str | None) -> Progress:
    words = (message or "").casefold()
    held = any(word in words for word in _AT_CUSTOMS) and not any(word in words for word in _THROUGH)
    return Progress.IN_CUSTOMS if held and progress in {Progress.IN_TRANSIT, Progress.DELAYED} else progress


def _tracking(payload: Payload) -> tuple[TrackingSnapshot, ...]:
    company = fields.text(payload, "tracking_company", limit=120)
    numbers = fields.strings(payload.get("tracking_numbers")) or fields.strings([payload.get("tracking_number")])
    urls = fields.strings(payload.get("tracking_urls"), 1000) or fields.strings([payload.get("tracking_url")], 1000)
    if not numbers and (company or urls):
        return (TrackingSnapshot(company, None, urls[0] if urls else None),)
    return tuple(
        TrackingSnapshot(company, number, urls[place] if place < len(urls) else None)
        for place, number in enumerate(numbers)
    )
