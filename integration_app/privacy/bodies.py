"""What stands in sealed bodies: webhooks as they came, mails as they went. Whose they are shows in the content only."""

import json
from collections.abc import Iterator
from typing import Any

from integration_app.conversations import outgoing
from integration_app.conversations.models import DeliveryAttempt
from integration_app.kit import crypto
from integration_app.kit.inbox import Delivery
from integration_app.kit.text import fold_email
from integration_app.privacy.people import Person

MAIL, TRACKING = "mail", "tracking"
_ORDERS = ("order", "orders", "fulfillment", "fulfillments", "fulfillment_events", "refunds", "returns")
_CUSTOMERS = ("customer", "customers")
_NAMES_ORDER = frozenset({"order_id", "order_ids", "orders_requested", "orders_to_redact", "arg"})
_NAMES_CUSTOMER = frozenset({"customer_id"})


def recipient(row: DeliveryAttempt) -> str:
    """Return whom a mail went to, folded."""
    return fold_email(crypto.unseal(row.workspace_id, outgoing.RECIPIENT, row.public_id, row.recipient))


def concerns(person: Person, row: Delivery) -> bool:
    """Say whether a delivery tells about this person: by address, customer id, one of his orders or parcels."""
    if row.body is None:
        return False
    body = crypto.unseal(row.workspace_id, "deliveries.body", row.public_id, row.body)
    if row.source == MAIL:
        return _in_mail(person, body)
    if row.source == TRACKING:
        return any(f'"{number}"' in body for number in person.tracking_numbers)
    try:
        payload = json.loads(body)
    except ValueError:
        return any(email in body.casefold() for email in person.emails)
    return _named(person, row.topic, payload)


def _in_mail(person: Person, raw: str) -> bool:
    """Look for the token of one of his conversations: the same address may write to other merchants here as well."""
    folded = raw.casefold()
    return any(token in folded for token in person.reply_tokens)


def _named(person: Person, topic: str, payload: Any) -> bool:
    about = topic.replace(".", "/").partition("/")[0]
    top = str(payload.get("id")) if isinstance(payload, dict) else ""
    if about in _ORDERS[:2] and top in person.order_ids:
        return True
    if about in _CUSTOMERS and top in person.customer_ids:
        return True
    return any(_is_his(person, key, value) for key, value in _pairs(payload))


def _is_his(person: Person, key: str, value: Any) -> bool:
    if isinstance(value, str) and any(email in value.casefold() for email in person.emails):
        return True
    if key in _NAMES_ORDER:
        listed = value if isinstance(value, list) else [value]
        return any(str(one) in person.order_ids for one in listed)
    if key in _NAMES_CUSTOMER:
        return str(value) in person.customer_ids
    if key == "customer" and isinstance(value, dict):
        return str(value.get("id")) in person.customer_ids
    return key == "phone" and value is not None and str(value) in person.phones


def _pairs(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield str(key), one
            yield from _pairs(one)
    elif isinstance(value, list):
        for one in value:
            yield from _pairs(one)
