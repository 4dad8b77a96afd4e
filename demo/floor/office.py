"""The office: addresses, invoices and notes."""

from collections.abc import Mapping

from demo import letters, money
from demo.announce import Announcer
from demo.countries import COUNTRIES
from demo.floor.refused import Refused
from demo.models import Mail, Order, OrderNote

SENDER = "Lumen Goods <orders@lumen-goods.example>"


def move(order: Order, address: Mapping[str, str | None], tell: Announcer) -> None:
    """Send an order to another address.

    :raises Refused: when it is packed or called off, or goes where the shop does not send.
    """
    if order.fulfilments or order.cancelled_at:
        raise Refused("The order is packed or cancelled; its address cannot change any more.")
    country = str(address.get("country") or order.address["country"])
    if country not in COUNTRIES:
        raise Refused(f"The shop does not send to {country}.")
    first, _, last = str(address.get("name") or "").strip().partition(" ")
    order.address = {
        "first_name": first,
        "last_name": last,
        "address1": address.get("line1") or "",
        "address2": address.get("line2"),
        "city": address.get("city") or "",
        "zip": address.get("postcode") or "",
        "country": country,
    }
    order.phone = address.get("phone") or order.phone
    tell.order(order)


def mail_invoice(order: Order, tell: Announcer) -> None:
    """Mail what was bought and what it cost to the buyer."""
    lines = [
        f"{line.quantity} × {line.title}  {money.text(line.price_shown * line.quantity, order.currency, 'en')}"
        for line in order.lines
    ]
    total = f"Total  {money.text(order.total_shown, order.currency, 'en')}"
    _mail(order, f"Invoice for order {order.name}", "\n".join([*lines, "", total]), tell)


def note(order: Order, text: str, tell: Announcer, *, mailed: bool) -> None:
    """Write a note to an order, and mail it to the buyer where it is meant for him."""
    tell.session.add(OrderNote(order_id=order.id, text=text, created_at=tell.now))
    if mailed:
        _mail(order, f"About your order {order.name}", text, tell)
    tell.session.flush()
    tell.session.refresh(order, ["notes"])
    tell.order(order)


def _mail(order: Order, subject: str, text: str, tell: Announcer) -> None:
    raw = letters.write(SENDER, order.email, subject, text, tell.now)
    tell.session.add(Mail(sender=SENDER, recipient=order.email, raw=raw, received_at=tell.now))
