"""17TRACK: the register, the look-up, and its webhooks.

Documented at api.17track.net/en/doc (version 2.4); written from its description and from public code that uses it, not
tried live. 40 numbers a call, 3 calls a second; a registration counts against the account's quota, a look-up of a
registered number does not.
"""

import hashlib
import hmac
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from integration_app.kit import http
from integration_app.kit.errors import ProviderError
from integration_app.platforms import fields
from integration_app.platforms.fields import Payload, Unreadable
from integration_app.platforms.protocol import Progress, TrackingEventSnapshot
from integration_app.tracking import events
from integration_app.tracking.protocol import Keys, Registered, Sighting, TrackedParcel

NAME = "17track"
ADDRESS = "https://api.17track.net/track/v2.4"
AT_ONCE = 40

ALREADY_REGISTERED = -18019901
"""The number is looked after already: that is what was wished for."""

_EXACTLY = {
    "InTransit_CustomsProcessing": Progress.IN_CUSTOMS,
    "InTransit_CustomsRequiringInformation": Progress.IN_CUSTOMS,
    "InTransit_PickedUp": Progress.SHIPPED,
    "Exception_Lost": Progress.FAILED,
    "Exception_Damage": Progress.FAILED,
    "Exception_Destroyed": Progress.FAILED,
    "Exception_Returning": Progress.FAILED,
    "Exception_Returned": Progress.FAILED,
    "Exception_Rejected": Progress.FAILED,
}
_BROADLY = {
    "InfoReceived": Progress.LABEL_PRINTED,
    "PickedUp": Progress.SHIPPED,
    "InTransit": Progress.IN_TRANSIT,
    "Departure": Progress.IN_TRANSIT,
    "Arrival": Progress.IN_TRANSIT,
    "OutForDelivery": Progress.OUT_FOR_DELIVERY,
    "AvailableForPickup": Progress.READY_FOR_PICKUP,
    "DeliveryFailure": Progress.ATTEMPTED,
    "Delivered": Progress.DELIVERED,
    "Exception": Progress.DELAYED,
    "Returning": Progress.FAILED,
    "Returned": Progress.FAILED,
}


class SeventeenTrack:
    """17TRACK with one account's key, which also signs its webhooks."""

    def __init__(self, keys: Keys, *, address: str = ADDRESS) -> None:
        self._key, self._address = keys.key, address

    @property
    def at_once(self) -> int:
        """Say how many parcels one call takes."""
        return AT_ONCE

    def check(self) -> None:
        """Ask for the account's quota. :raises ProviderError:"""
        self._call("getquota", {})

    def register(self, parcels: Sequence[TrackedParcel]) -> Registered:
        """Have parcels looked after; their carriers are found by 17TRACK. :raises ProviderError:"""
        told = self._call("register", [{"number": parcel.number} for parcel in parcels])
        taken = {fields.text(one, "number") for one in fields.parts(told, "accepted")}
        refused: dict[str, str] = {}
        for one in fields.parts(told, "rejected"):
            number, error = fields.text(one, "number"), fields.part(one, "error")
            if number and fields.whole(error, "code") == ALREADY_REGISTERED:
                taken.add(number)
            elif number:
                refused[number] = fields.text(error, "message") or "refused"
        return Registered(frozenset(filter(None, taken)), refused)

    def poll(self, numbers: Sequence[str]) -> tuple[Sighting, ...]:
        """Ask what is known of registered parcels. :raises ProviderError:"""
        told = self._call("gettrackinfo", [{"number": number} for number in numbers])
        return tuple(filter(None, (_sighting(one) for one in fields.parts(told, "accepted"))))

    def is_signed(self, raw: bytes, headers: Mapping[str, str]) -> bool:
        """Compare header ``sign`` with SHA-256 of the body, a slash and the key, in hexadecimal."""
        ours = hashlib.sha256(raw + b"/" + self._key.encode()).hexdigest()
        return hmac.compare_digest(ours.encode(), headers.get("sign", "").lower().encode("utf-8", "replace"))

    def read(self, body: str) -> tuple[Sighting, ...]:
        """Read a TRACKING_UPDATED; TRACKING_STOPPED says nothing. :raises Unreadable:"""
        payload = fields.parse(body)
        if "event" not in payload:
            raise Unreadable("event is missing.")
        found = _sighting(fields.part(payload, "data")) if payload["event"] == "TRACKING_UPDATED" else None
        return (found,) if found else ()

    def _call(self, what: str, body: Any) -> Payload:
        """Post, and return what stands under ``data``. Failures come with status 200 and a code."""
        answer = http.request("POST", f"{self._address}/{what}", json=body, headers={"17token": self._key})
        try:
            told = fields.parse(answer.text)
        except Unreadable as error:
            raise ProviderError("17TRACK's answer cannot be read.", permanent=False) from error
        if fields.whole(told, "code") != 0:
            raise ProviderError(f"17TRACK refused with code {told.get('code')}.", permanent=True)
        return fields.part(told, "data")


def connect(keys: Keys) -> SeventeenTrack:
    """Return the service under one account's key."""
    return SeventeenTrack(keys)


def _sighting(told: Payload) -> Sighting | None:
    number = fields.text(told, "number")
    info = fields.part(told, "track_info")
    if not number:
        return None
    dates = fields.part(fields.part(info, "time_metrics"), "estimated_delivery_date")
    expected = fields.moment(dates, "to", "from")
    providers = fields.parts(fields.part(info, "tracking"), "providers")
    listed = [scan for one in providers for raw in fields.parts(one, "events") for scan in _event(number, raw)]
    if not listed:
        return Sighting(number, ())
    newest = max(listed, key=lambda scan: scan.happened_at)
    dated = [_expecting(scan, expected) if scan is newest else scan for scan in listed]
    return Sighting(number, tuple(sorted(dated, key=lambda scan: scan.happened_at)))


def _event(number: str, raw: Payload) -> Iterator[TrackingEventSnapshot]:
    happened_at = fields.moment(raw, "time_utc", "time_iso")
    if happened_at is None:
        return
    place = fields.part(raw, "address")
    yield events.event(
        NAME,
        number,
        _progress(fields.text(raw, "sub_status"), fields.text(raw, "stage")),
        happened_at,
        message=fields.text(raw, "description", limit=500),
        city=fields.text(place, "city", limit=120) or fields.text(raw, "location", limit=120),
        country=events.country(place, "country"),
        expected_at=None,
    )


def _progress(sub_status: str | None, stage: str | None) -> Progress:
    """Read the finer word first; what is new to us is on its way, and no more is claimed."""
    if sub_status in _EXACTLY:
        return _EXACTLY[sub_status]
    main = (sub_status or "").partition("_")[0]
    return _BROADLY.get(main) or _BROADLY.get(stage or "") or Progress.IN_TRANSIT


def _expecting(scan: TrackingEventSnapshot, expected: datetime | None) -> TrackingEventSnapshot:
    return replace(scan, estimated_delivery_at=expected)
