"""The shapes that all answers are made of: connections, money, ids, enums."""

from typing import Any

from integration_app.platforms import fields
from integration_app.platforms.fields import Payload


def nodes(payload: Payload, key: str) -> list[Payload]:
    """Return the things in a connection's page."""
    return fields.parts(fields.part(payload, key), "nodes")


def goes_on(payload: Payload, key: str) -> bool:
    """Say whether a connection has more than this page."""
    return fields.part(fields.part(payload, key), "pageInfo").get("hasNextPage") is True


def money(node: Payload, key: str) -> dict[str, dict[str, Any]]:
    """Return an amount as a set with the shopper's side of it."""
    paid = fields.part(fields.part(node, key), "presentmentMoney")
    return {"presentment_money": {"amount": paid.get("amount"), "currency_code": paid.get("currencyCode")}}


def by_id(node: Payload, key: str) -> dict[str, Any]:
    """Return something that only its id is told of."""
    return {"admin_graphql_api_id": fields.part(node, key).get("id")}


def lower(node: Payload, key: str) -> str | None:
    """Return an enum's value as webhooks write it."""
    found = node.get(key)
    return found.lower() if isinstance(found, str) else None
