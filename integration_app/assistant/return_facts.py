"""Returns as the assistant speaks of them: what was asked here, moved on by what the store tells."""

from datetime import timedelta
from decimal import Decimal

from integration_app.assistant.facts import Money, ReturnFacts
from integration_app.stores.settings import ReturnRules
from integration_app.tickets.models import Return

_SAID = {
    "requested": "requested",
    "unclear": "requested",
    "open": "approved",
    "declined": "refused",
    "cancelled": "refused",
    "closed": "received",
}


def of(asked: Return, number: str, order_id: str, rules: ReturnRules, *, refunded: bool = False) -> ReturnFacts:
    """Return one; `refunded` where money went back for it already."""
    hours = rules.decides_within_hours
    return ReturnFacts(
        reference=asked.reference,
        state="refunded" if refunded and asked.state == "closed" else _SAID[asked.state],
        order_number=number,
        order_id=order_id,
        titles=tuple(str(line["title"]) for line in asked.lines),
        amount=Money(Decimal(asked.amount), asked.currency),
        opened_at=asked.requested_at,
        decide_by=asked.requested_at + timedelta(hours=hours) if hours else None,
    )
