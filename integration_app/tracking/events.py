"""Reading what is common to all services: a moment, a place, and a name for an event that carries none."""

import hashlib
from datetime import datetime

from integration_app.platforms import fields
from integration_app.platforms.fields import Payload
from integration_app.platforms.protocol import Progress, TrackingEventSnapshot


def event(
    service: str,
    number: str,
    progress: Progress,
    happened_at: datetime,
    *,
    message: str | None,
    city: str | None,
    country: str | None,
    expected_at: datetime | None,
) -> TrackingEventSnapshot:
    """Return an event as the mirror keeps it. Services number their events anew: it is known by what it says."""
    said = f"{number}|{happened_at.isoformat()}|{message or ''}|{city or ''}"
    return TrackingEventSnapshot(
        external_id=f"{service}:{hashlib.sha256(said.encode()).hexdigest()[:40]}",
        fulfilment_id="",
        order_id=None,
        progress=progress,
        happened_at=happened_at,
        message=message,
        city=city,
        country=country,
        estimated_delivery_at=expected_at,
    )


def country(payload: Payload, *keys: str) -> str | None:
    """Read a country: two letters, or nothing."""
    told = fields.text(payload, *keys, limit=3)
    return told.upper() if told and len(told) == 2 and told.isalpha() else None
