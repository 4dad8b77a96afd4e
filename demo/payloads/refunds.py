"""Refunds and returns in Shopify's shape."""

from demo import money
from demo.models import Refund, RefundLine, Return, ReturnLine
from demo.payloads import lines
from demo.payloads.figures import Payload, gid, moment, price_set


def refund(row: Refund) -> Payload:
    """Shape a refund, as in refunds/create."""
    currency = row.order.currency
    return {
        "id": row.id,
        "admin_graphql_api_id": gid("Refund", row.id),
        "order_id": row.order_id,
        "created_at": moment(row.created_at),
        "processed_at": moment(row.created_at),
        "note": row.note,
        "user_id": 548_380_009,
        "duties": [],
        "total_duties_set": price_set(0, 0, currency),
        "return": None,
        "restock": any(line.restocked for line in row.lines),
        "refund_shipping_lines": [],
        "order_adjustments": [],
        "refund_line_items": [_refund_line(line, row) for line in row.lines],
        "transactions": [_transaction(row)],
    }


def return_(row: Return) -> Payload:
    """Shape a return with its lines, as in returns/request, returns/approve and the shop's own API."""
    return {
        "id": row.id,
        "admin_graphql_api_id": gid("Return", row.id),
        "name": f"{row.order.name}-R{list(row.order.returns).index(row) + 1}",
        "status": row.status,
        "order": {"id": row.order_id, "admin_graphql_api_id": gid("Order", row.order_id)},
        "created_at": moment(row.created_at),
        "updated_at": moment(row.updated_at),
        "total_return_line_items": sum(line.quantity for line in row.lines),
        "return_line_items": [_return_line(line, row) for line in row.lines],
        "return_shipping_fees": [],
        "exchange_line_items": [],
        "total_exchange_line_items": 0,
    } | ({"decline": {"reason": "other", "note": row.decline_note}} if row.decline_note else {})


def return_closed(row: Return) -> Payload:
    """Shape the little that returns/close says."""
    return {
        "id": row.id,
        "admin_graphql_api_id": gid("Return", row.id),
        "order_id": row.order_id,
        "status": row.status,
    }


def _refund_line(line: RefundLine, row: Refund) -> Payload:
    cents, minor = line.line.price * line.quantity, line.line.price_shown * line.quantity
    return {
        "id": line.id,
        "quantity": line.quantity,
        "line_item_id": line.line_id,
        "location_id": None,
        "restock_type": "return" if line.restocked else "no_restock",
        "subtotal": cents / 100,
        "total_tax": 0,
        "subtotal_set": price_set(cents, minor, row.order.currency),
        "total_tax_set": price_set(0, 0, row.order.currency),
        "line_item": lines.line_item(line.line, row.order),
    }


def _transaction(row: Refund) -> Payload:
    return {
        "id": row.id + 11,
        "admin_graphql_api_id": gid("OrderTransaction", row.id + 11),
        "order_id": row.order_id,
        "kind": "refund",
        "gateway": "bogus",
        "status": "success",
        "message": "Refunded",
        "created_at": moment(row.created_at),
        "processed_at": moment(row.created_at),
        "test": True,
        "source_name": "web",
        "amount": money.amount(row.amount_shown, row.order.currency),
        "currency": row.order.currency,
        "payment_id": f"{row.order.name}.1",
    }


def _return_line(line: ReturnLine, row: Return) -> Payload:
    return {
        "id": line.id,
        "admin_graphql_api_id": gid("ReturnLineItem", line.id),
        "quantity": line.quantity,
        "return_reason": row.reason,
        "return_reason_note": row.note,
        "customer_note": row.note,
        "fulfillment_line_item": {
            "line_item": {
                "id": line.line_id,
                "admin_graphql_api_id": gid("LineItem", line.line_id),
            }
        },
    }
