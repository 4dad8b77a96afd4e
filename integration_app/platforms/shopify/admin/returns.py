"""Returns: asked for in the shopper's words, decided by the merchant; Shopify is read before it is asked twice."""

from collections import Counter
from collections.abc import Mapping

from integration_app.platforms import fields
from integration_app.platforms.fields import Payload
from integration_app.platforms.protocol import ReturnSnapshot, ReturnState
from integration_app.platforms.shopify import read, refusals
from integration_app.platforms.shopify.admin import words
from integration_app.platforms.shopify.admin.ids import gid, number
from integration_app.platforms.shopify.admin.orders import RETURN, pages
from integration_app.platforms.shopify.client import Client
from integration_app.platforms.shopify.refusals import Refused

LONGEST_NOTE = 300
"""Signs of ``customerNote``: Shopify's limit."""

_HANDLES = {
    "damaged": ("damaged", "defective", "damaged-or-defective"),
    "wrong": ("wrong-item", "received-wrong-item", "wrong"),
    "not_as_shown": ("not-as-described", "item-not-as-described", "quality"),
    "changed_mind": ("unwanted", "changed-mind", "customer-changed-mind"),
    "other": ("other",),
}
"""Our reasons (tickets.rules.REASONS) as handles of Shopify's return reasons, the closest first."""


def request(
    client: Client, *, order_id: str, lines: tuple[tuple[str, int], ...], reason: str, note: str
) -> ReturnSnapshot:
    """Ask for a return, unless one of the same lines is open."""
    for known in _of_order(client, order_id):
        if known.state in {ReturnState.REQUESTED, ReturnState.OPEN} and Counter(dict(known.lines)) == _counted(lines):
            return known
    why, pieces = _reason(client, reason), _pieces(client, order_id, lines)
    items = [
        {"fulfillmentLineItemId": id, "quantity": quantity, "customerNote": note[:LONGEST_NOTE] or None}
        | ({"returnReasonDefinitionId": why} if why else {})
        for id, quantity in pieces
    ]
    asked = {"orderId": gid("Order", order_id), "returnLineItems": items}
    told = fields.part(client.ask("request_return", asked=asked, **RETURN), "returnRequest")
    refusals.check("request_return", told)
    return _read(fields.part(told, "return"), order_id)


def decide(client: Client, *, return_id: str, approved: bool, note: str) -> ReturnSnapshot:
    """Approve or decline a return; one that was decided so before stays as it is."""
    node = fields.part(client.ask("return", id=gid("Return", return_id), **RETURN), "return")
    if not node:
        raise Refused("The store has no such return.", ["NOT_FOUND"])
    order_id = fields.needed(fields.part(node, "order"), "legacyResourceId")
    known = _read(node, order_id)
    wanted = ReturnState.OPEN if approved else ReturnState.DECLINED
    if known.state is wanted:
        return known
    decided = {"id": gid("Return", return_id)}
    if approved:
        told = fields.part(client.ask("approve_return", decided=decided, **RETURN), "returnApproveRequest")
    else:
        decided |= {"declineReason": "OTHER", "declineNote": note}
        told = fields.part(client.ask("decline_return", decided=decided, **RETURN), "returnDeclineRequest")
    refusals.check("decide_return", told)
    return _read(fields.part(told, "return"), order_id)


def _of_order(client: Client, order_id: str) -> list[ReturnSnapshot]:
    found = pages(client, "order_returns", "order", "returns", id=gid("Order", order_id), **RETURN)
    return [_read(node, order_id) for node in found]


def _counted(lines: tuple[tuple[str, int], ...]) -> Counter[str]:
    counted: Counter[str] = Counter()
    for id, quantity in lines:
        counted[id] += quantity
    return counted


def _pieces(client: Client, order_id: str, lines: tuple[tuple[str, int], ...]) -> list[tuple[str, int]]:
    """Find the wanted pieces in the parcels that may come back. :raises Refused: if there are not so many."""
    missing, found = _counted(lines), []
    listed = pages(client, "returnable", "returnableFulfillments", order=gid("Order", order_id))
    for parcel in listed:
        for one in words.nodes(parcel, "returnableFulfillmentLineItems"):
            piece = fields.part(one, "fulfillmentLineItem")
            line = number(fields.part(piece, "lineItem")) or ""
            taken = min(missing[line], fields.whole(one, "quantity") or 0)
            if taken > 0:
                missing[line] -= taken
                found.append((fields.needed(piece, "id"), taken))
    if any(left > 0 for left in missing.values()):
        raise Refused("The store takes fewer of these items back, or none.", ["NOT_RETURNABLE"])
    return found


def _reason(client: Client, reason: str) -> str | None:
    listed = words.nodes(client.ask("return_reasons"), "returnReasonDefinitions")
    offered: Mapping[str, Payload] = {str(one.get("handle")): one for one in listed if one.get("deleted") is not True}
    for handle in (*_HANDLES.get(reason, ()), *_HANDLES["other"]):
        if handle in offered:
            return fields.needed(offered[handle], "id")
    return None


def _read(node: Payload, order_id: str) -> ReturnSnapshot:
    return read.return_(words.return_(node, order_id))
