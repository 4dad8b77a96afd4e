"""Orders in Shopify's words."""

from decimal import Decimal

from integration_app.platforms import fields
from integration_app.platforms.fields import Payload, Unreadable
from integration_app.platforms.protocol import AddressSnapshot, Financial, LineSnapshot, OrderSnapshot
from integration_app.platforms.shopify import money, parcels, people, returns

_FINANCIAL = {state.value: state for state in Financial} | {"expired": Financial.VOIDED, "None": Financial.PENDING}
_FULFILMENT = {"None": "unfulfilled", "restocked": "unfulfilled", "partial": "partial", "fulfilled": "fulfilled"}


def order(payload: Payload) -> OrderSnapshot:
    """Read an order, as in orders/create and orders/updated. :raises Unreadable: for another shape."""
    financial = _FINANCIAL.get(str(payload.get("financial_status")))
    if financial is None:
        raise Unreadable("financial_status is none that we know.")
    currency = money.shopper_currency(payload)
    total = money.paid(payload, "total_price", currency)
    if total is None:
        raise Unreadable("total_price is no amount.")
    refunds = tuple(returns.refund(one, currency) for one in fields.parts(payload, "refunds"))
    updated_at = fields.moment(payload, "updated_at")
    return OrderSnapshot(
        external_id=fields.needed_id(payload),
        number=_number(payload),
        financial=financial,
        currency=currency,
        total=total,
        created_at=fields.moment(payload, "processed_at", "created_at"),
        updated_at=updated_at,
        person=people.buyer(payload, updated_at),
        email=_email(payload),
        phone=_phone(payload),
        shipping=address(fields.part(payload, "shipping_address")),
        lines=tuple(_line(line, currency) for line in fields.parts(payload, "line_items")),
        fulfilments=tuple(parcels.fulfilment(one) for one in fields.parts(payload, "fulfillments")),
        refunds=refunds,
        returns=tuple(returns.return_(one) for one in fields.parts(payload, "returns") if one.get("status")),
        refunded=sum((one.amount for one in refunds), Decimal(0)),
        subtotal=money.paid(payload, "subtotal_price", currency),
        shipping_cost=_shipping_cost(payload, currency),
        discount_codes=tuple(
            filter(None, (fields.text(one, "code") for one in fields.parts(payload, "discount_codes")))
        ),
        fulfilment_status=_FULFILMENT.get(str(payload.get("fulfillment_status"))),
        cancelled_at=fields.moment(payload, "cancelled_at"),
        cancel_reason=fields.text(payload, "cancel_reason", limit=120),
        closed_at=fields.moment(payload, "closed_at"),
        locale=fields.text(payload, "customer_locale", limit=12),
        cart_token=cart_token(payload),
        checkout_token=fields.text(payload, "checkout_token", limit=120),
        attributes=fields.named(fields.parts(payload, "note_attributes")),
        status_url=fields.text(payload, "order_status_url", limit=2000),
        payment_method=_payment(payload),
    )


def address(payload: Payload) -> AddressSnapshot | None:
    """Read an address; None for an empty one."""
    if not payload:
        return None
    both = " ".join(filter(None, (fields.text(payload, "first_name"), fields.text(payload, "last_name"))))
    return AddressSnapshot(
        name=fields.text(payload, "name") or both or None,
        line1=fields.text(payload, "address1"),
        line2=fields.text(payload, "address2"),
        postcode=fields.text(payload, "zip", limit=32),
        city=fields.text(payload, "city"),
        region=fields.text(payload, "province"),
        country=fields.country(payload, "country_code"),
        phone=fields.phone(payload, "phone"),
    )


def cart_token(payload: Payload, key: str = "cart_token") -> str | None:
    """Return a cart's token without the ``?key=`` that the storefront appends since 2024-06."""
    found = fields.text(payload, key, limit=500)
    return found.partition("?")[0][:120] if found else None


def _number(payload: Payload) -> str:
    return fields.needed(payload, "name", "order_number", limit=64).lstrip("#").strip() or fields.needed_id(payload)


def _email(payload: Payload) -> str | None:
    return fields.email(payload, "email", "contact_email") or fields.email(fields.part(payload, "customer"), "email")


def _phone(payload: Payload) -> str | None:
    places = (payload, fields.part(payload, "shipping_address"), fields.part(payload, "customer"))
    return next(filter(None, (fields.phone(place, "phone") for place in places)), None)


def _line(payload: Payload, currency: str) -> LineSnapshot:
    price, quantity = money.paid(payload, "price", currency), fields.whole(payload, "quantity")
    if price is None or quantity is None:
        raise Unreadable("A line has no price or quantity.")
    return LineSnapshot(
        external_id=fields.needed_id(payload),
        title=fields.needed(payload, "title", "name"),
        quantity=quantity,
        price=price,
        variant_title=_variant(payload),
        sku=fields.text(payload, "sku", limit=120),
        product_id=fields.exact_id(payload, "product_id", ""),
        variant_id=fields.exact_id(payload, "variant_id", ""),
        discount=_discount(payload, currency),
    )


def _variant(payload: Payload) -> str | None:
    found = fields.text(payload, "variant_title")
    return None if found == "Default Title" else found


def _discount(payload: Payload, currency: str) -> Decimal:
    shares = fields.parts(payload, "discount_allocations")
    if not shares:
        return money.paid(payload, "total_discount", currency) or Decimal(0)
    return sum((money.paid(share, "amount", currency) or Decimal(0) for share in shares), Decimal(0))


def _shipping_cost(payload: Payload, currency: str) -> Decimal | None:
    whole = money.in_set(payload, "total_shipping_price_set", currency)
    if whole is not None:
        return whole
    each = [money.paid(one, "discounted_price", currency) for one in fields.parts(payload, "shipping_lines")]
    return sum((one for one in each if one is not None), Decimal(0)) if each else None


def _payment(payload: Payload) -> str | None:
    names = fields.strings(payload.get("payment_gateway_names"), 120)
    return names[0] if names else None
