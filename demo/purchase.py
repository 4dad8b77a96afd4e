"""From a cart to an order."""

from dataclasses import dataclass
from uuid import uuid4

from sqlalchemy import func, select

from demo import discounts, money
from demo.announce import Announcer
from demo.countries import Country
from demo.models import CartLine, Checkout, Customer, Order, OrderLine, Product


class OutOfStock(Exception):
    """Raised when somebody else bought the last one."""

    def __init__(self, line: CartLine) -> None:
        """Say which line."""
        super().__init__(f"{line.variant.sku} is out of stock")
        self.line = line


@dataclass(frozen=True)
class Buyer:
    """Who buys, where it goes, and how it is paid."""

    email: str
    phone: str | None
    address: dict[str, str]
    country: Country
    locale: str
    customer: Customer | None
    pays_now: bool


def place_order(checkout: Checkout, buyer: Buyer, tell: Announcer) -> Order:
    """Turn a checkout into an order: take the stock, spend the code, tell the app.

    :raises OutOfStock: when a line asks for more than is there.
    :raises discounts.Unusable: when the cart's code takes nothing off any more.
    """
    for line in checkout.cart.lines:
        if line.quantity > line.variant.stock:
            raise OutOfStock(line)
    order = _order(checkout, buyer, tell)
    tell.session.add(order)
    tell.session.flush()
    _take_code(checkout, order, tell)
    _take_stock(checkout, tell)
    checkout.completed_at = checkout.updated_at = tell.now
    tell.order(order, "orders/create")
    return order


def _order(checkout: Checkout, buyer: Buyer, tell: Announcer) -> Order:
    currency = buyer.country.currency
    lines = [_line(line, currency) for line in checkout.cart.lines]
    shipping = buyer.country.shipping_for(sum(line.price * line.quantity for line in lines))
    last = tell.session.scalar(select(func.max(Order.number))) or 1000
    return Order(
        number=last + 1,
        token=uuid4().hex,
        customer=buyer.customer,
        email=buyer.email,
        phone=buyer.phone,
        locale=buyer.locale,
        currency=currency,
        address=buyer.address,
        cart_token=checkout.cart_token,
        checkout_token=checkout.token,
        note_attributes=dict(checkout.cart.attributes),
        discount=0,
        discount_shown=0,
        shipping=shipping,
        shipping_shown=money.shown(shipping, currency),
        lines=lines,
        paid_at=tell.now if buyer.pays_now else None,
        created_at=tell.now,
        updated_at=tell.now,
    )


def _line(line: CartLine, currency: str) -> OrderLine:
    variant = line.variant
    return OrderLine(
        product_id=variant.product_id,
        variant_id=variant.id,
        title=variant.product.title,
        variant_title=variant.title,
        sku=variant.sku,
        picture=variant.picture,
        quantity=line.quantity,
        price=variant.price,
        price_shown=money.shown(variant.price, currency),
    )


def _take_code(checkout: Checkout, order: Order, tell: Announcer) -> None:
    if not checkout.cart.discount_code:
        return
    code = discounts.usable(tell.session, checkout.cart.discount_code, tell.now)
    discounts.spend(tell.session, code.code, order.id, tell.now)
    order.discount_code = code.code
    order.discount = money.percent_of(order.subtotal, code.percent)
    order.discount_shown = money.percent_of(order.subtotal_shown, code.percent)


def _take_stock(checkout: Checkout, tell: Announcer) -> None:
    for line in checkout.cart.lines:
        line.variant.stock -= line.quantity
        tell.product(tell.session.get_one(Product, line.variant.product_id))
