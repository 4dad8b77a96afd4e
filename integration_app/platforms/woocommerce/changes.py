"""Changing orders in WooCommerce. What the store would wrongly allow is refused here too."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from integration_app.kit import clock
from integration_app.platforms import fields
from integration_app.platforms.fields import Payload
from integration_app.platforms.protocol import Ability, AddressSnapshot, NotPossible, RefundLine, RefundSnapshot
from integration_app.platforms.woocommerce import keys, refunds
from integration_app.platforms.woocommerce.client import PER_PAGE, Client
from integration_app.platforms.woocommerce.failures import NoApi, Rejected

_GONE_OUT = frozenset({"completed", "refunded", "shipped", "partial-shipped", "delivered", "trash"})
"""WooCommerce cancels a completed order without a word (measured), and puts its pieces back on the shelf."""

_SAME_NOTE = timedelta(hours=1)


def cancel(client: Client, order_id: str, *, refund: bool, reason: str, key: str) -> None:
    """Cancel an order that has not left, and give back what was paid. The store itself puts its pieces back.

    A full refund makes WooCommerce call the order refunded; it is set to cancelled again, which is what it is.
    :raises Rejected: for an order that is out, or gone.
    """
    order = the_order(client, order_id)
    status, ours = _status(order), keys.carries(order, key, keys.CANCELLED)
    if status in _GONE_OUT and not ours:
        raise Rejected(f"This order is {status} and cannot be cancelled. Start a return instead.", permanent=True)
    if status != "cancelled":
        order = _set_cancelled(client, order_id, key)
    if not ours and reason:
        note(client, order_id, reason, key=key)
    if refund and fields.moment(order, "date_paid_gmt") and refunds.left(order) > 0:
        give_back(client, order_id, (), amount=None, note=reason, key=key)
        if _status(the_order(client, order_id)) != "cancelled":
            _set_cancelled(client, order_id, key)


def give_back(
    client: Client, order_id: str, lines: tuple[RefundLine, ...], *, amount: Decimal | None, note: str, key: str
) -> RefundSnapshot:
    """Give money back through the order's gateway where it can do that; elsewhere it is noted, and sent by hand."""
    order = the_order(client, order_id)
    known = client.page(f"orders/{order_id}/refunds", {"per_page": PER_PAGE}).items
    made = refunds.made_with(known, key)
    if made is None:
        by_gateway = _gives_back(client, str(order.get("payment_method") or ""))
        wanted = refunds.body(order, known, lines, amount=amount, note=note, key=key, by_gateway=by_gateway)
        made = client.post(f"orders/{order_id}/refunds", wanted)
    return refunds.snapshot(made, order)


def change_address(client: Client, order_id: str, address: AddressSnapshot) -> None:
    """Send an order elsewhere. Setting the same address twice changes nothing, so no key is needed."""
    order = the_order(client, order_id)
    if _status(order) in _GONE_OUT | {"cancelled"}:
        raise Rejected(f"This order is {_status(order)}, so its address cannot change any more.", permanent=True)
    client.put(f"orders/{order_id}", {"shipping": _address(address)})


def send_invoice(client: Client, order_id: str, *, key: str) -> None:
    """Have the store mail the order's details (WooCommerce 9.8 and later). :raises NotPossible: in older ones."""
    if keys.carries(the_order(client, order_id), key, keys.INVOICED):
        return
    try:
        client.post(f"orders/{order_id}/actions/send_order_details", {})
    except NoApi:
        raise NotPossible(Ability.SEND_INVOICE) from None
    client.put(f"orders/{order_id}", {"meta_data": keys.meta(key, keys.INVOICED)})


def note(client: Client, order_id: str, text: str, *, key: str, tell_shopper: bool = False) -> None:
    """Write a note, mailed to the buyer where he is to be told.

    Notes carry no meta data: a private one ends with its key's mark, the buyer's is known by its words for an hour.
    """
    said = text if tell_shopper else f"{text} ({keys.mark(key)})"
    kind = "customer" if tell_shopper else "internal"
    for known in client.get(f"orders/{order_id}/notes", type=kind):
        if _is(known, said, tell_shopper, key):
            return
    client.post(f"orders/{order_id}/notes", {"note": said, "customer_note": tell_shopper})


def the_order(client: Client, order_id: str) -> Payload:
    """Return an order as the store has it now. :raises Rejected: if it has none."""
    found = client.find(f"orders/{order_id}")
    if found is None:
        raise Rejected("The store has no such order any more.", permanent=True, status=404)
    return found


def _is(known: Mapping[str, Any], said: str, tell_shopper: bool, key: str) -> bool:
    if not tell_shopper:
        return keys.mark(key) in str(known.get("note"))
    at = fields.moment(known, "date_created_gmt")
    return fields.plain(known.get("note")) == fields.plain(said) and at is not None and clock.now() - at < _SAME_NOTE


def _set_cancelled(client: Client, order_id: str, key: str) -> Payload:
    wanted = {"status": "cancelled", "meta_data": keys.meta(key, keys.CANCELLED)}
    return client.put(f"orders/{order_id}", wanted)


def _status(order: Payload) -> str:
    return str(order.get("status") or "").removeprefix("wc-")


def _gives_back(client: Client, method: str) -> bool:
    """Say whether a gateway can give money back; the store refuses to try it with the others."""
    for one in client.get("payment_gateways"):
        if one.get("id") == method:
            supports = one.get("method_supports")
            return isinstance(supports, list) and "refunds" in supports
    return False


def _address(address: AddressSnapshot) -> dict[str, str]:
    first, _, last = (address.name or "").strip().rpartition(" ")
    told = {
        "first_name": first or last,
        "last_name": last if first else "",
        "address_1": address.line1,
        "address_2": address.line2,
        "postcode": address.postcode,
        "city": address.city,
        "state": address.region,
        "country": address.country,
        "phone": address.phone,
    }
    return {name: value or "" for name, value in told.items()}
