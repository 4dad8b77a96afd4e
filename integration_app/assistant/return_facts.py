"""Returns as the assistant speaks of them: what was asked here, moved on by what the store tells."""

from datetime import timedelta
from decimal import Decimal

from integration_app.assistant.facts import Money, ReturnFacts
from integration_app.orders.view import OrderView, ReturnView
from integration_app.stores.settings import ReturnRules
from integration_app.tickets.models import Return

_SAID = {
    "requested": "requested",
    "unclear": "requested",
    "open": "approved",
    "declined": "refused",
    "cancelled": "refused",
    "received": "received",
    "closed": "received",
}


def of(asked: Return, number: str, order_id: str, rules: ReturnRules, *, refunded: bool = False) -> ReturnFacts:
    """Return one; `refunded` where money went back for it already."""
    hours = rules.decides_within_hours
    return ReturnFacts(
        reference=asked.reference,
        state="refunded" if asked.refunded_at or (refunded and asked.state == "closed") else _SAID[asked.state],
        order_number=number,
        order_id=order_id,
        titles=tuple(str(line["title"]) for line in asked.lines),
        amount=Money(Decimal(asked.amount), asked.currency),
        opened_at=asked.requested_at,
        decide_by=asked.requested_at + timedelta(hours=hours) if hours else None,
    )


def told(order: OrderView, known: ReturnView, *, refunded: bool = False) -> ReturnFacts:
    """Return one that the store opened by itself."""
    titles = {line.id: line.title for line in order.lines}
    return ReturnFacts(
        reference=known.name or known.id,
        state="refunded" if refunded and known.state == "closed" else _SAID[known.state.value],
        order_number=order.number,
        order_id=order.public_id,
        titles=tuple(titles[id] for id, _ in known.lines if id in titles),
        opened_at=known.updated_at,
    )
