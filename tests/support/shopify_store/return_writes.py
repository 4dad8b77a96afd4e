"""Returns: asked for, approved, declined."""

from typing import Any

from tests.support.shopify_store.resolving import FIELDS, field, gid, number
from tests.support.shopify_store.shelf import Payload, Shelf
from tests.support.shopify_store.writing import refusal, tell


@field("Mutation", "returnRequest", scope="write_returns")
def _request(_: Any, info: Any, input: Payload) -> Any:
    shelf = info.context.shelf
    order = shelf.orders.by_id.get(number(input["orderId"]))
    if order is None:
        return refusal("Order does not exist", "NOT_FOUND")
    pieces = _returnable(info, order)
    lines = []
    for one in input["returnLineItems"]:
        piece = pieces.get(number(one["fulfillmentLineItemId"]))
        if piece is None or one["quantity"] > piece["quantity"]:
            return refusal("Return line item has an invalid quantity.", "INVALID")
        if len(one.get("customerNote") or "") > 300:
            return refusal("Customer note is too long (maximum is 300 characters)", "TOO_BIG")
        lines.append(_return_line(shelf, piece, one))
    return _added(info, order, lines)


def _returnable(info: Any, order: Payload) -> dict[int, Payload]:
    listed = FIELDS["QueryRoot", "returnableFulfillments"](None, info, orderId=gid("Order", order["id"]), first=250)
    lines = [line for parcel in listed["nodes"] for line in parcel["lines"]]
    return {line["fulfillmentLineItem"]["id"]: line["fulfillmentLineItem"] | line for line in lines}


def _return_line(shelf: Shelf, piece: Payload, asked: Payload) -> Payload:
    line, id = piece["lineItem"], shelf.new_id()
    return {
        "id": id,
        "admin_graphql_api_id": f"gid://shopify/ReturnLineItem/{id}",
        "quantity": asked["quantity"],
        "customer_note": asked.get("customerNote"),
        "return_reason_definition": asked.get("returnReasonDefinitionId"),
        "fulfillment_line_item": {"line_item": {"id": line["id"], "admin_graphql_api_id": gid("LineItem", line["id"])}},
    }


def _added(info: Any, order: Payload, lines: list[Payload]) -> Payload:
    shelf = info.context.shelf
    id = shelf.new_id()
    made = {
        "id": id,
        "admin_graphql_api_id": f"gid://shopify/Return/{id}",
        "status": "requested",
        "name": f"{order['name']}-R{len(shelf.returns_of(int(order['id']))) + 1}",
        "order": {"id": order["id"], "admin_graphql_api_id": order["admin_graphql_api_id"]},
        "return_line_items": lines,
    }
    shelf.returns[id] = made
    tell(info, "returns/request", made)
    return {"return": made, "userErrors": []}


@field("Mutation", "returnApproveRequest", scope="write_returns")
def _approve(_: Any, info: Any, input: Payload) -> Any:
    return _decide(info, input, "open", "returns/approve")


@field("Mutation", "returnDeclineRequest", scope="write_returns")
def _decline(_: Any, info: Any, input: Payload) -> Any:
    decline = {"reason": input["declineReason"].lower(), "note": input.get("declineNote")}
    return _decide(info, input, "declined", "returns/decline", decline=decline)


def _decide(info: Any, input: Payload, state: str, topic: str, **more: Any) -> Any:
    found = info.context.shelf.returns.get(number(input["id"]))
    if found is None:
        return refusal("Return not found.", "NOT_FOUND")
    if found["status"] != "requested":
        return refusal("Return is not in a requested state.", "INVALID_STATE")
    found.update({"status": state} | more)
    tell(info, topic, found)
    return {"return": found, "userErrors": []}
