"""Customers and the shop itself in Shopify's words."""

import re
from dataclasses import replace
from datetime import datetime

from integration_app.platforms import fields
from integration_app.platforms.fields import Payload
from integration_app.platforms.protocol import PersonSnapshot, ShopSnapshot

_HOST = re.compile(r"[\w-]+(\.[\w-]+)+")


def customer(payload: Payload) -> PersonSnapshot:
    """Read a customer, as in customers/update. :raises Unreadable: for another shape."""
    return PersonSnapshot(
        external_id=fields.needed_id(payload),
        email=fields.email(payload, "email"),
        phone=fields.phone(payload, "phone") or fields.phone(fields.part(payload, "default_address"), "phone"),
        first_name=fields.text(payload, "first_name", limit=120),
        last_name=fields.text(payload, "last_name", limit=120),
        locale=fields.text(payload, "locale", limit=12),
        accepts_marketing=_accepts(payload),
        updated_at=fields.moment(payload, "updated_at"),
    )


def buyer(order: Payload, at: datetime | None) -> PersonSnapshot | None:
    """Read who bought; a guest has no id. Where the customer carries no time, the order's counts."""
    known = fields.part(order, "customer")
    if fields.exact_id(known):
        found = customer(known)
        return found if found.updated_at else _dated(found, at)
    email = fields.email(order, "email", "contact_email")
    if email is None:
        return None
    address = fields.part(order, "billing_address") or fields.part(order, "shipping_address")
    return PersonSnapshot(
        external_id=None,
        email=email,
        phone=fields.phone(order, "phone") or fields.phone(address, "phone"),
        first_name=fields.text(address, "first_name", limit=120),
        last_name=fields.text(address, "last_name", limit=120),
        locale=fields.text(order, "customer_locale", limit=12),
        updated_at=at,
    )


def shop(payload: Payload) -> ShopSnapshot:
    """Read the shop, as in shop/update. :raises Unreadable: for another shape."""
    return ShopSnapshot(
        name=fields.needed(payload, "name", limit=120),
        domain=fields.text(payload, "myshopify_domain", "domain") or "",
        currency=fields.needed_currency(payload, "currency"),
        locale=fields.text(payload, "primary_locale", limit=12) or "en",
        timezone=fields.text(payload, "iana_timezone", limit=48) or "UTC",
        email=fields.email(payload, "customer_email", "email"),
        country=fields.country(payload, "country_code", "country"),
        currencies=fields.strings(payload.get("enabled_presentment_currencies"), 3),
        hosts=_hosts(payload),
    )


def _hosts(payload: Payload) -> tuple[str, ...]:
    """Return where the storefront is shown: the domain that Shopify gave, and the one that the merchant chose."""
    named = (fields.text(payload, key) for key in ("myshopify_domain", "domain"))
    return tuple(dict.fromkeys(host.lower() for host in named if host and _HOST.fullmatch(host)))


def _dated(found: PersonSnapshot, at: datetime | None) -> PersonSnapshot:
    return replace(found, updated_at=at)


def _accepts(payload: Payload) -> bool | None:
    state = fields.part(payload, "email_marketing_consent").get("state")
    if isinstance(state, str):
        return state == "subscribed"
    plain = payload.get("accepts_marketing")
    return plain if isinstance(plain, bool) else None
