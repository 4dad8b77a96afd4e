"""What people and carriers do in a shop: each changes what it holds, and is told by webhooks in the outbox."""

import copy
import random
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.support.shopify_store.filling import order as new_order
from tests.support.shopify_store.shelf import Payload
from tests.support.shopify_store.shop import Shop


def place(shop: Shop) -> Payload:
    """Have somebody buy and pay something; nothing is packed."""
    seat = len(shop.shelf.orders.by_id) + 1
    payload, _ = new_order(seat, _now(shop), random.Random(seat))
    payload |= {"fulfillments": [], "fulfillment_status": None, "updated_at": _text(_now(shop))}
    shop.shelf.orders.put(payload)
    _tell(shop, payload, "orders/create")
    return payload


def ship(shop: Shop, id: int) -> Payload:
    """Send everything of an order in one parcel; return the parcel."""
    order, parcel_id, at = shop.shelf.orders.by_id[id], shop.shelf.new_id(), _text(_later(shop, id))
    number = f"TRK{parcel_id}"
    parcel = {
        "id": parcel_id,
        "admin_graphql_api_id": f"gid://shopify/Fulfillment/{parcel_id}",
        "order_id": id,
        "status": "success",
        "shipment_status": None,
        "created_at": at,
        "updated_at": at,
        "tracking_company": "DHL",
        "tracking_number": number,
        "tracking_numbers": [number],
        "tracking_url": f"https://track.example/{number}",
        "tracking_urls": [f"https://track.example/{number}"],
        "line_items": order["line_items"],
    }
    order["fulfillments"] = [*order["fulfillments"], parcel]
    order["fulfillment_status"] = "fulfilled"
    _changed(shop, order, at)
    shop.outbox.append(("fulfillments/create", copy.deepcopy(parcel)))
    _tell(shop, order, "orders/fulfilled")
    return parcel


def scan(shop: Shop, parcel_id: int, status: str, city: str = "Köln") -> Payload:
    """Have the carrier see a parcel somewhere."""
    found = shop.shelf.parcel(parcel_id)
    assert found is not None
    order, parcel = found
    id, at = shop.shelf.new_id(), _text(_later(shop, int(order["id"])))
    seen = {
        "id": id,
        "admin_graphql_api_id": f"gid://shopify/FulfillmentEvent/{id}",
        "fulfillment_id": parcel_id,
        "order_id": order["id"],
        "status": status,
        "happened_at": at,
        "message": None,
        "city": city,
        "country": "DE",
        "estimated_delivery_at": None,
    }
    shop.shelf.scans.setdefault(parcel_id, []).append(seen)
    parcel |= {"shipment_status": status, "updated_at": at}
    _changed(shop, order, at)
    shop.outbox.append(("fulfillment_events/create", copy.deepcopy(seen)))
    shop.outbox.append(("fulfillments/update", copy.deepcopy(parcel)))
    _tell(shop, order)
    return seen


def cancel(shop: Shop, id: int) -> None:
    """Have the merchant call an order off."""
    order, at = shop.shelf.orders.by_id[id], _text(_later(shop, id))
    order |= {"cancelled_at": at, "cancel_reason": "customer"}
    _changed(shop, order, at)
    _tell(shop, order, "orders/cancelled")


def count_anew(shop: Shop, id: int, stock: int) -> None:
    """Have somebody count a product's first variant."""
    product = shop.shelf.products.by_id[id]
    product["variants"][0]["inventory_quantity"] = stock
    product["updated_at"] = _text(max(_now(shop), _moment(product["updated_at"]) + timedelta(seconds=1)))
    shop.shelf.products.put(product)
    shop.outbox.append(("products/update", copy.deepcopy(product)))


def _tell(shop: Shop, order: Payload, *topics: str) -> None:
    for topic in (*topics, "orders/updated"):
        shop.outbox.append((topic, copy.deepcopy(order)))


def _changed(shop: Shop, order: Payload, at: str) -> None:
    order["updated_at"] = at
    shop.shelf.orders.put(order)


def _later(shop: Shop, id: int) -> datetime:
    """Return a time after an order's last change, to the second as Shopify has it."""
    return max(_now(shop), _moment(shop.shelf.orders.by_id[id]["updated_at"]) + timedelta(seconds=1))


def _now(shop: Shop) -> datetime:
    return datetime.fromtimestamp(shop.now(), UTC).replace(microsecond=0)


def _moment(text: Any) -> datetime:
    return datetime.fromisoformat(str(text))


def _text(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S+00:00")
