"""Carts and checkouts in Shopify's shape: as webhooks, and as /cart.js for the page."""

from demo import money
from demo.models import Cart, CartLine, Checkout, Customer
from demo.payloads import people
from demo.payloads.figures import SHOP_CURRENCY, Payload, moment, price, price_set


def cart(row: Cart, currency: str) -> Payload:
    """Shape a cart, as in carts/create and carts/update: no customer, no e-mail, no total."""
    return {
        "id": row.token,
        "token": row.token,
        "line_items": [_line(line, currency) for line in row.lines],
        "note": None,
        "created_at": moment(row.created_at),
        "updated_at": moment(row.updated_at),
    }


def cart_js(row: Cart | None, currency: str, percent: int) -> Payload:
    """Shape a cart for the storefront's own scripts, in the shopper's currency's smallest unit."""
    lines = row.lines if row else []
    items = [_item(line, currency) for line in lines]
    total = sum(int(item["line_price"]) for item in items)
    discount = money.percent_of(total, percent)
    return {
        "token": row.token if row else "",
        "note": None,
        "attributes": row.attributes if row else {},
        "original_total_price": total,
        "total_price": total - discount,
        "total_discount": discount,
        "item_count": row.count if row else 0,
        "currency": currency,
        "requires_shipping": bool(items),
        "items": items,
    }


def checkout(row: Checkout, currency: str, locale: str, person: Customer | None) -> Payload:
    """Shape a checkout, as in checkouts/create and checkouts/update."""
    lines = row.cart.lines
    total = sum(line.variant.price * line.quantity for line in lines)
    return {
        "id": row.id,
        "token": row.token,
        "cart_token": row.cart_token,
        "email": row.email,
        "phone": person.phone if person else None,
        "created_at": moment(row.created_at),
        "updated_at": moment(row.updated_at),
        "completed_at": moment(row.completed_at),
        "closed_at": None,
        "note": None,
        "note_attributes": [{"name": k, "value": v} for k, v in row.cart.attributes.items()],
        "currency": SHOP_CURRENCY,
        "presentment_currency": currency,
        "customer_locale": locale,
        "line_items": [_line(line, currency) for line in lines],
        "subtotal_price": price(total),
        "total_line_items_price": price(total),
        "total_discounts": "0.00",
        "total_tax": "0.00",
        "total_price": price(total),
        "discount_codes": [],
        "source_name": "web",
        "customer": people.customer(person) if person else None,
    }


def _line(line: CartLine, currency: str) -> Payload:
    variant, count = line.variant, line.quantity
    each = price_set(variant.price, money.shown(variant.price, currency), currency)
    whole = price_set(variant.price * count, money.shown(variant.price, currency) * count, currency)
    return {
        "id": variant.id,
        "key": f"{variant.id}:{line.cart_token[:8]}",
        "variant_id": variant.id,
        "product_id": variant.product_id,
        "title": f"{variant.product.title} - {variant.title}",
        "sku": variant.sku,
        "quantity": count,
        "properties": None,
        "gift_card": False,
        "grams": 0,
        "vendor": "Lumen Goods",
        "taxable": True,
        "price": price(variant.price),
        "original_price": price(variant.price),
        "discounted_price": price(variant.price),
        "line_price": price(variant.price * count),
        "original_line_price": price(variant.price * count),
        "total_discount": "0.00",
        "discounts": [],
        "price_set": each,
        "discounted_price_set": each,
        "line_price_set": whole,
        "original_line_price_set": whole,
        "total_discount_set": price_set(0, 0, currency),
    }


def _item(line: CartLine, currency: str) -> Payload:
    variant = line.variant
    each = money.shown(variant.price, currency)
    return {
        "id": variant.id,
        "key": f"{variant.id}:{line.cart_token[:8]}",
        "variant_id": variant.id,
        "product_id": variant.product_id,
        "title": f"{variant.product.title} - {variant.title}",
        "product_title": variant.product.title,
        "variant_title": variant.title,
        "handle": variant.product.handle,
        "url": f"/products/{variant.product.handle}?variant={variant.id}",
        "image": variant.picture,
        "sku": variant.sku,
        "quantity": line.quantity,
        "price": each,
        "line_price": each * line.quantity,
    }
