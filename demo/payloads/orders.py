"""Orders in Shopify's shape."""

from demo import states
from demo.models import Order
from demo.payloads import lines, parcels, people, refunds
from demo.payloads.figures import SHOP_CURRENCY, Payload, gid, moment, price, price_set


def order(row: Order, base_url: str, *, with_events: bool = False) -> Payload:
    """Shape an order, as in orders/create and orders/updated.

    With `with_events` its parcels also carry their `events`, and its returns are there: that is what the
    shop's own API gives, and webhooks do not.
    """
    return (
        _identity(row, base_url)
        | _totals(row)
        | {
            "billing_address": people.address(row),
            "shipping_address": people.address(row),
            "customer": people.customer(row.customer) if row.customer else None,
            "discount_applications": [],
            "fulfillments": [parcels.fulfilment(f, with_events) for f in row.fulfilments],
            "line_items": [lines.line_item(line, row) for line in row.lines],
            "payment_terms": None,
            "refunds": [refunds.refund(refund) for refund in row.refunds],
            "returns": [refunds.return_(r) for r in row.returns] if with_events else [],
            "shipping_lines": [_shipping_line(row)],
            "line_item_groups": [],
        }
    )


def _identity(row: Order, base_url: str) -> Payload:
    return {
        "id": row.id,
        "admin_graphql_api_id": gid("Order", row.id),
        "app_id": 580111,
        "browser_ip": None,
        "buyer_accepts_marketing": False,
        "cancel_reason": row.cancel_reason,
        "cancelled_at": moment(row.cancelled_at),
        "cart_token": row.cart_token,
        "checkout_token": row.checkout_token,
        "closed_at": None,
        "confirmation_number": row.token[:9].upper(),
        "confirmed": True,
        "contact_email": row.email,
        "created_at": moment(row.created_at),
        "customer_locale": row.locale,
        "email": row.email,
        "financial_status": states.financial(row),
        "fulfillment_status": states.fulfilment(row),
        "landing_site": "/",
        "name": row.name,
        "note": "\n".join(note.text for note in row.notes) or None,
        "note_attributes": [{"name": k, "value": v} for k, v in row.note_attributes.items()],
        "number": row.number - 1000,
        "order_number": row.number,
        "order_status_url": f"{base_url}/orders/{row.token}",
        "payment_gateway_names": ["bogus"],
        "phone": row.phone,
        "presentment_currency": row.currency,
        "processed_at": moment(row.created_at),
        "referring_site": "",
        "source_name": "web",
        "tags": "",
        "test": True,
        "token": row.token,
        "updated_at": moment(row.updated_at),
        "user_id": None,
    }


def _totals(row: Order) -> Payload:
    left = row.total - row.refunded
    left_shown = row.total_shown - row.refunded_shown
    amounts = {
        "current_subtotal_price": (row.subtotal - row.discount, row.subtotal_shown - row.discount_shown),
        "current_total_discounts": (row.discount, row.discount_shown),
        "current_total_price": (left, left_shown),
        "current_total_tax": (0, 0),
        "subtotal_price": (row.subtotal - row.discount, row.subtotal_shown - row.discount_shown),
        "total_discounts": (row.discount, row.discount_shown),
        "total_line_items_price": (row.subtotal, row.subtotal_shown),
        "total_price": (row.total, row.total_shown),
        "total_tax": (0, 0),
    }
    plain = {name: price(cents) for name, (cents, _) in amounts.items()}
    sets = {f"{name}_set": price_set(*pair, row.currency) for name, pair in amounts.items()}
    codes = [{"code": row.discount_code, "amount": price(row.discount), "type": "percentage"}]
    return (
        plain
        | sets
        | {
            "currency": SHOP_CURRENCY,
            "discount_codes": codes if row.discount_code else [],
            "tax_lines": [],
            "taxes_included": True,
            "total_outstanding": price(0 if row.paid_at else row.total),
            "total_shipping_price_set": price_set(row.shipping, row.shipping_shown, row.currency),
            "total_tip_received": "0.00",
            "total_weight": 0,
        }
    )


def _shipping_line(row: Order) -> Payload:
    amount = price_set(row.shipping, row.shipping_shown, row.currency)
    return {
        "id": row.id + 7,
        "code": "Standard",
        "title": "Standard",
        "source": "shopify",
        "price": price(row.shipping),
        "price_set": amount,
        "discounted_price": price(row.shipping),
        "discounted_price_set": amount,
        "is_removed": False,
        "phone": None,
        "tax_lines": [],
        "discount_allocations": [],
    }
