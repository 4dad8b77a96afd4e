"""Carts as our plugin reports them: WooCommerce itself sends no webhook that names a cart."""

from integration_app.kit.text import web_address
from integration_app.platforms import fields
from integration_app.platforms.fields import Payload, Unreadable
from integration_app.platforms.protocol import CartSnapshot, LineSnapshot

MARK = "_parley_cart"
"""Under what the plugin notes on an order which cart it was."""


def cart(payload: Payload) -> CartSnapshot:
    """Read a cart's report. Its token is random, from the visitor's session. :raises Unreadable: for another shape."""
    updated_at = fields.moment(payload, "updated_at")
    if updated_at is None:
        raise Unreadable("updated_at is no time.")
    lines = tuple(_line(line) for line in fields.parts(payload, "lines"))
    return CartSnapshot(
        token=fields.needed(payload, "token", limit=120),
        items=sum(line.quantity for line in lines),
        updated_at=updated_at,
        total=fields.amount(payload, "total"),
        currency=fields.currency(payload, "currency"),
        lines=lines,
        recovery_url=web_address(fields.text(payload, "recovery_url", limit=2000)),
        completed_at=updated_at if fields.exact_id(payload, "order_id", "") else None,
        locale=fields.text(payload, "locale", limit=12),
    )


def _line(payload: Payload) -> LineSnapshot:
    quantity, price = fields.whole(payload, "quantity"), fields.amount(payload, "price")
    if quantity is None or quantity < 0 or price is None:
        raise Unreadable("A line has no price or quantity.")
    product_id = fields.exact_id(payload, "product_id", "")
    return LineSnapshot(
        external_id=fields.needed(payload, "key", limit=64),
        title=fields.needed(payload, "title"),
        quantity=quantity,
        price=price,
        variant_title=fields.text(payload, "variant"),
        sku=fields.text(payload, "sku", limit=120),
        product_id=product_id,
        variant_id=fields.exact_id(payload, "variation_id", "") or product_id,
    )
