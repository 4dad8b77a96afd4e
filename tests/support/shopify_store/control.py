"""What a benchmark may do to a shop in another process. No app of Shopify's has such a door."""

from typing import Any

from tests.support.shopify_store import happenings
from tests.support.shopify_store.shop import Shop


def control(shop: Shop, what: str, told: dict[str, Any]) -> dict[str, Any]:
    """Do or tell something. :raises ValueError: for what there is not."""
    if what == "change":
        return {"changed": change(shop, int(told["orders"]))}
    if what == "state":
        return state(shop)
    raise ValueError(what)


def change(shop: Shop, orders: int) -> list[str]:
    """Cancel so many orders, spread evenly, without a webhook; return their ids."""
    ids = sorted(shop.shelf.orders.by_id)
    chosen = ids[:: max(1, len(ids) // max(orders, 1))][:orders]
    for id in chosen:
        happenings.cancel(shop, id)
    shop.outbox.clear()
    return [str(id) for id in chosen]


def state(shop: Shop) -> dict[str, Any]:
    """Sum up what was asked so far."""
    return {
        "requests": len(shop.asked),
        "points": sum(one.cost for one in shop.asked if one.outcome != "throttled"),
        "throttled": sum(one.outcome == "throttled" for one in shop.asked),
        "bucket": shop.bucket.state(),
    }
