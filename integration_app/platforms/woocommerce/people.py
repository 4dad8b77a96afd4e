"""Customers and coupons in WooCommerce's words."""

from datetime import datetime
from decimal import Decimal

from integration_app.platforms import fields
from integration_app.platforms.fields import Payload
from integration_app.platforms.protocol import CouponSnapshot, PersonSnapshot


def customer(payload: Payload) -> PersonSnapshot:
    """Read a customer, as in customer.updated. :raises Unreadable: for another shape."""
    billing = fields.part(payload, "billing")
    return PersonSnapshot(
        external_id=fields.needed_id(payload),
        email=fields.email(payload, "email") or fields.email(billing, "email"),
        phone=fields.phone(billing, "phone"),
        first_name=fields.text(payload, "first_name", limit=120) or fields.text(billing, "first_name", limit=120),
        last_name=fields.text(payload, "last_name", limit=120) or fields.text(billing, "last_name", limit=120),
        updated_at=fields.moment(payload, "date_modified_gmt"),
    )


def buyer(order: Payload, at: datetime | None) -> PersonSnapshot | None:
    """Read who bought from the order's billing part; customer 0 is a guest."""
    billing, external_id = fields.part(order, "billing"), fields.exact_id(order, "customer_id", "")
    email = fields.email(billing, "email")
    if external_id is None and email is None:
        return None
    return PersonSnapshot(
        external_id=external_id,
        email=email,
        phone=fields.phone(billing, "phone"),
        first_name=fields.text(billing, "first_name", limit=120),
        last_name=fields.text(billing, "last_name", limit=120),
        updated_at=at,
    )


def coupon(payload: Payload) -> CouponSnapshot:
    """Read a coupon, as in coupon.updated. :raises Unreadable: for another shape."""
    percent = fields.amount(payload, "amount") if payload.get("discount_type") == "percent" else None
    return CouponSnapshot(
        external_id=fields.needed_id(payload),
        code=fields.needed(payload, "code", limit=64),
        percent=percent if percent is None or percent <= Decimal(100) else None,
        used=fields.whole(payload, "usage_count"),
        ends_at=fields.moment(payload, "date_expires_gmt"),
    )
