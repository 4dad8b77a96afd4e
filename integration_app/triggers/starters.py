"""What a new store begins with: the rule that is ready out of the box."""

from decimal import Decimal

from integration_app.kit import clock, db
from integration_app.stores.models import Store
from integration_app.triggers import queries
from integration_app.triggers.models import Campaign, Trigger

PERCENT, AT_MOST, BUDGET, HOURS = Decimal(5), Decimal(15), Decimal(400), 24
"""5% as the rule says; bounds for the merchant to confirm or change: €15 an order, €400 a week, a day each."""

DWELL_SECONDS = 90


def add_starters(store: Store, *, confirmed: bool) -> None:
    """Add the rule "90 seconds, or leaving the cart: 5% off". Nothing happens where a store has triggers already."""
    if queries.triggers_of(store.id):
        return
    now = clock.now()
    campaign = Campaign(
        store_id=store.id,
        name="Help completing the order",
        percent=PERCENT,
        max_per_order=AT_MOST,
        budget=BUDGET,
        valid_hours=HOURS,
        confirmed_at=now if confirmed else None,
        created_at=now,
    )
    db.session().add(campaign)
    db.session().flush()
    shared = {"store_id": store.id, "campaign_id": campaign.id, "live": True, "created_at": now}
    dwell = Trigger(name="90 seconds in the shop", kind="dwell", seconds=DWELL_SECONDS, position=0, **shared)
    leaving = Trigger(name="Leaving the cart", kind="cart_leave", position=1, **shared)
    db.session().add_all([dwell, leaving])
    db.session().flush()
