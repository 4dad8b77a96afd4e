"""What all changes have in common: refusals, keys, and the webhook that tells of them, left in the ``outbox``."""

import copy
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from graphql import GraphQLError, get_directive_values

from tests.support.shopify_store import search
from tests.support.shopify_store.shelf import Payload


def refusal(message: str, code: str | None = None, *, where: str = "userErrors", **more: Any) -> Payload:
    """Return the payload of a mutation that says no."""
    return {where: [{"message": message, "code": code, "field": None}]} | more


def tell(info: Any, topic: str, payload: Payload) -> None:
    """Put a webhook into the outbox, as the thing is now."""
    info.context.shop.outbox.append((topic, copy.deepcopy(payload)))


def touch(info: Any, order: Payload, *topics: str) -> None:
    """Note that an order changed, always later than before, and tell it."""
    now = datetime.fromtimestamp(info.context.shop.now(), UTC)
    later = search.moment(order["updated_at"]) + timedelta(seconds=1)
    order["updated_at"] = max(now, later).strftime("%Y-%m-%dT%H:%M:%S+00:00")
    info.context.shelf.orders.put(order)
    for topic in (*topics, "orders/updated"):
        tell(info, topic, order)


def once(info: Any, arguments: Mapping[str, Any], do: Callable[[], Any]) -> Any:
    """Do something once a key, as Shopify does since 2026-04. :raises GraphQLError: without one, or for another use."""
    directive = info.schema.get_directive("idempotent")
    found = get_directive_values(directive, info.field_nodes[0], info.variable_values) if directive else None
    if not found:
        raise GraphQLError("The @idempotent directive is required.", extensions={"code": "BAD_REQUEST"})
    shop, said = info.context.shop, json.dumps(arguments, sort_keys=True, default=str)
    known = shop.done.get(found["key"])
    if known is None:
        shop.done[found["key"]] = (said, do())
    elif known[0] != said:
        raise GraphQLError("Other parameters.", extensions={"code": "IDEMPOTENCY_KEY_PARAMETER_MISMATCH"})
    return shop.done[found["key"]][1]
