"""Refunds and returns, as refunds/create and returns/approve tell them."""

from integration_app.platforms import fields
from integration_app.platforms.fields import Payload
from integration_app.platforms.shopify.admin.words import shapes


def refund(node: Payload, order_id: str | None) -> Payload:
    """Return a refund as refunds/create tells it."""
    return {
        "id": node.get("legacyResourceId"),
        "order_id": order_id,
        "created_at": node.get("createdAt"),
        "processed_at": node.get("processedAt"),
        "note": node.get("note"),
        "transactions": [_transaction(one) for one in shapes.nodes(node, "transactions")],
        "refund_line_items": [_refunded(one) for one in shapes.nodes(node, "refundLineItems")],
    }


def return_(node: Payload, order_id: str | None) -> Payload:
    """Return a return as returns/approve tells it."""
    decline = fields.part(node, "decline")
    return {
        "admin_graphql_api_id": node.get("id"),
        "order_id": order_id,
        "status": shapes.lower(node, "status"),
        "name": node.get("name"),
        "decline": {"reason": shapes.lower(decline, "reason"), "note": decline.get("note")},
        "return_line_items": [
            {
                "quantity": one.get("quantity"),
                "fulfillment_line_item": {
                    "line_item": shapes.by_id(fields.part(one, "fulfillmentLineItem"), "lineItem")
                },
            }
            for one in shapes.nodes(node, "returnLineItems")
        ],
    }


def _transaction(node: Payload) -> Payload:
    paid = fields.part(fields.part(node, "amountSet"), "presentmentMoney")
    return {
        "kind": shapes.lower(node, "kind"),
        "status": shapes.lower(node, "status"),
        "amount": paid.get("amount"),
        "currency": paid.get("currencyCode"),
    }


def _refunded(node: Payload) -> Payload:
    tax = shapes.money(node, "totalTaxSet")
    return {
        "quantity": node.get("quantity"),
        "line_item": shapes.by_id(node, "lineItem"),
        "subtotal_set": shapes.money(node, "subtotalSet"),
        "total_tax": tax["presentment_money"].get("amount"),
        "total_tax_set": tax,
    }
