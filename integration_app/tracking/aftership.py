"""AfterShip: trackings made and read, and its webhooks.

Documented at aftership.com/docs/tracking (version 2026-07, key in ``as-api-key``); written from its description and
from public code that uses it, not tried live. The webhook secret is another one than the key: Settings › Webhooks.
"""

import base64
import hmac
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from integration_app.kit import http
from integration_app.kit.errors import ProviderError
from integration_app.platforms import fields
from integration_app.platforms.fields import Payload, Unreadable
from integration_app.platforms.protocol import Progress, TrackingEventSnapshot
from integration_app.tracking import events
from integration_app.tracking.protocol import Keys, Registered, Sighting, TrackedParcel

NAME = "aftership"
ADDRESS = "https://api.aftership.com/tracking/2026-07"
AT_ONCE = 40
"""Numbers in one look-up; parcels are registered one by one, as the API wants it."""

ALREADY_REGISTERED = 4003
"""meta.code of a tracking that exists: that is what was wished for."""

_TAGS = {
    "InfoReceived": Progress.LABEL_PRINTED,
    "InTransit": Progress.IN_TRANSIT,
    "OutForDelivery": Progress.OUT_FOR_DELIVERY,
    "AttemptFail": Progress.ATTEMPTED,
    "AvailableForPickup": Progress.READY_FOR_PICKUP,
    "Delivered": Progress.DELIVERED,
    "Exception": Progress.DELAYED,
}
_SUBTAGS = {"InTransit_002": Progress.SHIPPED, "InTransit_006": Progress.IN_CUSTOMS}
"""Acceptance scan, and customs clearance begun; from memory of AfterShip's list of subtags."""


class AfterShip:
    """AfterShip with one account's key."""

    def __init__(self, keys: Keys, *, address: str = ADDRESS) -> None:
        self._keys, self._address = keys, address

    @property
    def at_once(self) -> int:
        """Say how many parcels one call takes."""
        return AT_ONCE

    def check(self) -> None:
        """Ask for one tracking, whichever. :raises ProviderError:"""
        self._call("GET", "/trackings", params={"limit": "1"})

    def register(self, parcels: Sequence[TrackedParcel]) -> Registered:
        """Have parcels looked after; their carriers are found by AfterShip. :raises ProviderError:"""
        taken: set[str] = set()
        refused: dict[str, str] = {}
        for parcel in parcels:
            try:
                self._call("POST", "/trackings", json={"tracking_number": parcel.number})
                taken.add(parcel.number)
            except ProviderError as error:
                code, message = _said(error)
                if code == ALREADY_REGISTERED:
                    taken.add(parcel.number)
                elif error.status == 400 and code is not None:
                    refused[parcel.number] = message
                else:
                    raise
        return Registered(frozenset(taken), refused)

    def poll(self, numbers: Sequence[str]) -> tuple[Sighting, ...]:
        """Ask what is known of registered parcels. :raises ProviderError:"""
        told = self._call("GET", "/trackings", params={"tracking_numbers": ",".join(numbers), "limit": "200"})
        return tuple(filter(None, (_sighting(one) for one in fields.parts(told, "trackings"))))

    def is_signed(self, raw: bytes, headers: Mapping[str, str]) -> bool:
        """Compare header ``aftership-hmac-sha256`` with the base64 HMAC-SHA256 of the body under the webhook secret."""
        if not self._keys.webhook_secret:
            return False
        ours = base64.b64encode(hmac.digest(self._keys.webhook_secret.encode(), raw, "sha256"))
        return hmac.compare_digest(ours, headers.get("aftership-hmac-sha256", "").encode("utf-8", "replace"))

    def read(self, body: str) -> tuple[Sighting, ...]:
        """Read a tracking_update; other events say nothing of parcels. :raises Unreadable:"""
        payload = fields.parse(body)
        if "event" not in payload:
            raise Unreadable("event is missing.")
        found = _sighting(fields.part(payload, "msg")) if payload["event"] == "tracking_update" else None
        return (found,) if found else ()

    def _call(self, method: str, path: str, **given: Any) -> Payload:
        answer = http.request(method, self._address + path, headers={"as-api-key": self._keys.key}, **given)
        try:
            return fields.part(fields.parse(answer.text), "data")
        except Unreadable as error:
            raise ProviderError("AfterShip's answer cannot be read.", permanent=False) from error


def connect(keys: Keys) -> AfterShip:
    """Return the service under one account's keys."""
    return AfterShip(keys)


def _said(error: ProviderError) -> tuple[int | None, str]:
    try:
        meta = fields.part(fields.parse(error.body), "meta")
    except (Unreadable, json.JSONDecodeError):
        return None, str(error)
    return fields.whole(meta, "code"), fields.text(meta, "message") or "refused"


def _sighting(told: Payload) -> Sighting | None:
    number = fields.text(told, "tracking_number")
    if not number:
        return None
    latest = fields.part(told, "latest_estimated_delivery")
    expected = fields.moment(latest, "datetime", "datetime_max") or fields.moment(told, "expected_delivery")
    raws = fields.parts(told, "checkpoints")
    listed = [scan for place, raw in enumerate(raws) for scan in _event(number, raw, expected, place == len(raws) - 1)]
    return Sighting(number, tuple(sorted(listed, key=lambda scan: scan.happened_at)))


def _event(number: str, raw: Payload, expected: datetime | None, is_last: bool) -> Iterator[TrackingEventSnapshot]:
    happened_at = fields.moment(raw, "checkpoint_time", "created_at")
    progress = _SUBTAGS.get(fields.text(raw, "subtag") or "") or _TAGS.get(fields.text(raw, "tag") or "")
    if happened_at is None or progress is None:
        return
    yield events.event(
        NAME,
        number,
        progress,
        happened_at,
        message=fields.text(raw, "message", limit=500),
        city=fields.text(raw, "city", limit=120) or fields.text(raw, "location", limit=120),
        country=events.country(raw, "country_iso2", "country_region_iso2", "country_iso3"),
        expected_at=expected if is_last else None,
    )
