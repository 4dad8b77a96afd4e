"""Orders in WooCommerce's words.

Times are the ``*_gmt`` fields; the others are the shop's own and carry no zone. ``order_key`` and ``payment_url``
open an order to anybody and are never taken over.
"""

from collections.abc import Sequence
from decimal import Decimal

from integration_app.platforms import fields
from integration_app.platforms.fields import Payload, Unreadable
from integration_app.platforms.protocol import (
    AddressSnapshot,
    Financial,
    FulfilmentSnapshot,
    LineSnapshot,
    OrderSnapshot,
    RefundSnapshot,
)
from integration_app.platforms.woocommerce import carts, people, tracking

DRAFTS = frozenset({"checkout-draft", "auto-draft"})
"""Made when somebody only opens the checkout page."""

_SENT = frozenset({"completed", "shipped", "delivered"})
_UNPAID = {
    "pending": Financial.PENDING,
    "on-hold": Financial.PENDING,
    "failed": Financial.FAILED,
    "cancelled": Financial.VOIDED,
    "trash": Financial.VOIDED,
    "refunded": Financial.REFUNDED,
}
"""What a status says about the money as long as nothing was paid; any other accepted the order (cash on delivery)."""


def is_draft(payload: Payload) -> bool:
    """Say whether this is not an order yet."""
    return fields.text(payload, "status") in DRAFTS


def order(payload: Payload, notes: Sequence[Payload] | None = None) -> OrderSnapshot:
    """Read an order, as in order.updated and the REST API. :raises Unreadable: for another shape.

    ``notes`` are those to the customer, where they were asked for: some shops tell a parcel's number nowhere else.
    Without them, an order that names no parcel does not say that there is none.
    """
    status = fields.needed(payload, "status", limit=40).removeprefix("wc-")
    external_id, currency = fields.needed_id(payload), fields.needed_currency(payload, "currency")
    total, updated_at = fields.needed_amount(payload, "total"), fields.moment(payload, "date_modified_gmt")
    refunds = tuple(_refund(one, external_id, currency) for one in fields.parts(payload, "refunds"))
    refunded = sum((one.amount for one in refunds), Decimal(0))
    cancelled = status == "cancelled"
    parcels = tracking.parcels(payload, external_id, updated_at, done=status == "delivered")
    noted = tracking.noted(notes or (), external_id, parcels)
    return OrderSnapshot(
        external_id=external_id,
        number=(fields.text(payload, "number", limit=64) or external_id).lstrip("#"),
        financial=_financial(status, payload, total, refunded),
        currency=currency,
        total=total,
        created_at=fields.moment(payload, "date_created_gmt"),
        updated_at=updated_at,
        person=people.buyer(payload, updated_at),
        email=fields.email(fields.part(payload, "billing"), "email"),
        phone=_phone(payload),
        shipping=_address(payload),
        lines=tuple(
            _line(line, payload.get("prices_include_tax") is True) for line in fields.parts(payload, "line_items")
        ),
        fulfilments=None if notes is None and not parcels else (*parcels, *noted),
        refunds=refunds,
        refunded=refunded,
        subtotal=_subtotal(payload),
        shipping_cost=_gross(payload, "shipping_total", "shipping_tax"),
        discount_codes=fields.strings([one.get("code") for one in fields.parts(payload, "coupon_lines")]),
        fulfilment_status=_fulfilment(status, parcels),
        on_hold=status == "on-hold",
        cancelled_at=updated_at if cancelled else None,
        closed_at=fields.moment(payload, "date_completed_gmt"),
        payment_method=fields.text(payload, "payment_method_title", "payment_method", limit=120),
        cart_token=_attributes(payload).get(carts.MARK),
        attributes=_attributes(payload),
        deleted=status == "trash",
        complete=True,
    )


def _financial(status: str, payload: Payload, total: Decimal, refunded: Decimal) -> Financial:
    if status == "refunded" or (refunded and refunded >= total):
        return Financial.REFUNDED
    if refunded:
        return Financial.PARTIALLY_REFUNDED
    if fields.moment(payload, "date_paid_gmt"):
        return Financial.PAID
    return _UNPAID.get(status, Financial.AUTHORIZED)


def _fulfilment(status: str, parcels: tuple[FulfilmentSnapshot, ...]) -> str:
    if status in _SENT:
        return "fulfilled"
    return "partial" if status == "partial-shipped" or parcels else "unfulfilled"


def _refund(payload: Payload, order_id: str, currency: str) -> RefundSnapshot:
    amount = fields.needed_amount(payload, "total", "amount")
    return RefundSnapshot(
        external_id=fields.needed_id(payload),
        order_id=order_id,
        amount=abs(amount),
        currency=currency,
        created_at=fields.moment(payload, "date_created_gmt"),
        reason=fields.text(payload, "reason", limit=1000),
    )


def _line(payload: Payload, with_tax: bool) -> LineSnapshot:
    quantity = fields.whole(payload, "quantity")
    before, after = _gross_of(payload, "subtotal", with_tax), _gross_of(payload, "total", with_tax)
    if quantity is None or before is None or after is None:
        raise Unreadable("A line has no price or quantity.")
    variation = fields.exact_id(payload, "variation_id", "")
    return LineSnapshot(
        external_id=fields.needed_id(payload),
        title=fields.needed(payload, "name"),
        quantity=quantity,
        price=fields.tidy(before / quantity) if quantity else before,
        sku=fields.text(payload, "sku", limit=120),
        product_id=fields.exact_id(payload, "product_id", ""),
        variant_id=variation or fields.exact_id(payload, "product_id", ""),
        discount=before - after,
    )


def _gross_of(payload: Payload, key: str, with_tax: bool) -> Decimal | None:
    """Return a line's amount as the catalogue shows it: with tax where the shop's prices include it."""
    net = fields.amount(payload, key)
    if net is None or not with_tax:
        return net
    return net + (fields.amount(payload, f"{key}_tax") or Decimal(0))


def _gross(payload: Payload, key: str, tax: str) -> Decimal | None:
    net = fields.amount(payload, key)
    return None if net is None else net + (fields.amount(payload, tax) or Decimal(0))


def _subtotal(payload: Payload) -> Decimal | None:
    each = [_gross(line, "total", "total_tax") for line in fields.parts(payload, "line_items")]
    return sum((one for one in each if one is not None), Decimal(0)) if each else None


def _phone(payload: Payload) -> str | None:
    return fields.phone(fields.part(payload, "billing"), "phone") or fields.phone(
        fields.part(payload, "shipping"), "phone"
    )


def _address(payload: Payload) -> AddressSnapshot | None:
    """Return where it goes; an order without a shipping address goes to the billing address."""
    shipping, billing = fields.part(payload, "shipping"), fields.part(payload, "billing")
    place = shipping if fields.text(shipping, "address_1", "city", "country") else billing
    if not fields.text(place, "address_1", "city", "country"):
        return None
    name = " ".join(filter(None, (fields.text(place, "first_name"), fields.text(place, "last_name"))))
    return AddressSnapshot(
        name=name or None,
        line1=fields.text(place, "address_1"),
        line2=fields.text(place, "address_2"),
        postcode=fields.text(place, "postcode", limit=32),
        city=fields.text(place, "city"),
        region=fields.text(place, "state"),
        country=fields.country(place, "country"),
        phone=fields.phone(place, "phone") or fields.phone(billing, "phone"),
    )


def _attributes(payload: Payload) -> dict[str, str]:
    """Keep our own marks only: other plugins' meta data may hold anything."""
    ours = [one for one in fields.parts(payload, "meta_data") if str(one.get("key")).lstrip("_").startswith("parley")]
    return fields.named(ours, "key", "value")
