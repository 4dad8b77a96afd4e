"""Changes to an order that a person asked for. What would hurt twice is read back before it is done."""

import uuid
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from integration_app.kit import ephemeral
from integration_app.platforms import fields
from integration_app.platforms.fields import Payload
from integration_app.platforms.protocol import AddressSnapshot
from integration_app.platforms.shopify import refusals
from integration_app.platforms.shopify.admin.ids import gid
from integration_app.platforms.shopify.client import Client
from integration_app.platforms.shopify.refusals import Refused

_REASONS = {"customer", "declined", "fraud", "inventory", "staff"}
_LOOKS, _PAUSE = 10, 0.5
_DAY = 86400
_NOTE_LIMIT = 5000
"""Signs of an order's note: Shopify's limit."""


def cancel(client: Client, order_id: str, *, refund: bool, restock: bool, reason: str) -> None:
    """Cancel an order and wait for it a moment; one that is cancelled already stays so."""
    if _state(client, order_id).get("cancelledAt"):
        return
    told = client.ask(
        "cancel_order",
        id=gid("Order", order_id),
        reason=reason.upper() if reason in _REASONS else "OTHER",
        refund=refund,
        restock=restock,
        note=None if reason in _REASONS else reason[:255] or None,
    )
    cancelled = fields.part(told, "orderCancel")
    refusals.check("cancel_order", cancelled, "orderCancelUserErrors")
    _wait(client, fields.text(fields.part(cancelled, "job"), "id"))


def change_address(client: Client, order_id: str, address: AddressSnapshot) -> None:
    """Write a new address; twice is once."""
    first, _, last = (address.name or "").rpartition(" ")
    wanted: dict[str, str | None] = {
        "firstName": first or None,
        "lastName": last or None,
        "address1": address.line1,
        "address2": address.line2,
        "zip": address.postcode,
        "city": address.city,
        "countryCode": address.country,
        "phone": address.phone,
    }
    _update(client, order_id, shippingAddress={**wanted, **_region(address.region)})


def add_note(client: Client, order_id: str, text: str) -> None:
    """Write below an order's note; what stands there already is not written again. Shopify mails no notes."""
    known = str(_state(client, order_id).get("note") or "")
    if text not in known:
        _update(client, order_id, note=f"{known}\n\n{text}".strip()[-_NOTE_LIMIT:])


def send_invoice(client: Client, order_id: str, key: str) -> None:
    """Have Shopify mail the order's invoice to its buyer, once a key.

    Shopify knows no keys for mails and does not tell which it sent, so ours is kept for a day where it may vanish:
    what is at stake is a second mail.
    """
    mark = f"shopify_invoice:{client.shop}:{idempotency_key(key)}"
    if ephemeral.get(mark):
        return
    told = client.ask("send_invoice", id=gid("Order", order_id))
    refusals.check("send_invoice", fields.part(told, "orderInvoiceSend"))
    ephemeral.put(mark, "sent", seconds=_DAY)


def idempotency_key(key: str) -> str:
    """Return a key in the form that Shopify wants: the same UUID for the same key."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"parley:{key}"))


def plain(amount: Decimal) -> str:
    """Return an amount as Shopify reads it."""
    return f"{amount:f}"


def _state(client: Client, order_id: str) -> Payload:
    found = fields.part(client.ask("order_state", id=gid("Order", order_id)), "order")
    if not found:
        raise Refused("The store has no such order.", ["NOT_FOUND"])
    return found


def _update(client: Client, order_id: str, **changed: Any) -> None:
    told = client.ask("update_order", order={"id": gid("Order", order_id)} | changed)
    refusals.check("update_order", fields.part(told, "orderUpdate"))


def _wait(client: Client, job: str | None) -> None:
    """Look whether a job is done; one that takes longer is told by its webhooks."""
    for _ in range(_LOOKS if job else 0):
        if fields.part(client.ask("job", id=job), "job").get("done") is not False:
            return
        client.sleep(_PAUSE)


def _region(region: str | None) -> Mapping[str, str]:
    """Return a region where it is a code: Shopify knows no other form, and finds it by the postcode."""
    return {"provinceCode": region.upper()} if region and len(region) <= 3 else {}
