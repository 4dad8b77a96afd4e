"""Whether a store's webhooks arrive and can be worked on."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from integration_app.kit import clock, db
from integration_app.kit.inbox import Delivery

LATELY = timedelta(days=1)


@dataclass(frozen=True)
class WebhookState:
    """When the last one came, and how many could not be worked on in the last day."""

    last_at: datetime | None
    failed: int


def webhook_state(store_id: int) -> WebhookState:
    """Look at a store's deliveries."""
    mine = Delivery.store_id == store_id
    last = db.session().scalar(select(func.max(Delivery.received_at)).where(mine))
    failed = select(func.count()).select_from(Delivery).where(mine, Delivery.failed_at > clock.now() - LATELY)
    return WebhookState(last, int(db.session().scalar(failed) or 0))


def last_from(store_id: int, source: str) -> datetime | None:
    """Return when a store was last heard of by one way, for instance its plugin."""
    told = select(func.max(Delivery.received_at)).where(Delivery.store_id == store_id, Delivery.source == source)
    return db.session().scalar(told)
