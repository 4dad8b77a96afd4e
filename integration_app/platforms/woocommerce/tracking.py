"""Parcels of a WooCommerce order. The core knows none: tracking plugins leave them in the order's meta data."""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from integration_app.platforms import fields
from integration_app.platforms.fields import Payload
from integration_app.platforms.protocol import FulfilmentSnapshot, Progress, TrackingSnapshot

_LISTS = ("_wc_shipment_tracking_items", "_aftership_tracking_items", "_parcelpanel_tracking_items")
"""Shipment Tracking and Advanced Shipment Tracking (the same key), AfterShip, ParcelPanel: a list of parcels."""

_PAIRS = (
    ("_tracking_number", "_tracking_provider", "_tracking_url"),
    ("_aftership_tracking_number", "_aftership_tracking_provider_name", "_aftership_tracking_url"),
    ("ywot_tracking_code", "ywot_carrier_name", "ywot_tracking_url"),
    ("wf_wc_shipment_tracking_number", "wf_wc_shipment_tracking_provider", "wf_wc_shipment_tracking_url"),
)
"""Plugins that keep one number in plain fields: the common convention, AfterShip's older one, YITH, Webtoffee."""

_NUMBER = re.compile(
    r"(?:track|sendung|seguimiento|suivi|parcel|paket|شحن|تتبع|运单|快递|物流|追踪)[^\n\d]{0,40}?[:#：\s]\s*([A-Z0-9]{8,35})\b",
    re.I,
)
_COMPANY = re.compile(r"\b(?:with|via|by|mit|per|con|por)\s+([A-Z][\w&.-]*(?:\s[A-Z][\w&.-]*){0,2})")
_LINK = re.compile(r"https?://[^\s<>\"']{8,900}")
"""How tracking plugins word their notes, and people theirs: a number after a word for parcels, the carrier, a link."""

_LINE_ITEM = "_vi_wot_order_item_tracking_data"
"""Orders Tracking by VillaTheme keeps a list as JSON in each line."""


_NAMES = (
    "formatted_tracking_provider",
    "custom_tracking_provider",
    "tracking_provider",
    "carrier_name",
    "slug",
    "courier_code",
)
_LINKS = ("custom_tracking_link", "formatted_tracking_link", "tracking_link", "carrier_url", "tracking_url")


def parcels(
    order: Payload, order_id: str, updated_at: datetime | None, *, done: bool
) -> tuple[FulfilmentSnapshot, ...]:
    """Read an order's parcels. Their lines are not told; ``done`` where the order counts as delivered."""
    shipped = fields.moment(order, "date_completed_gmt")
    found: dict[str, FulfilmentSnapshot] = {}
    for tracking, sent_at, key in _trackings(order):
        external_id = f"{order_id}:{key}"[:64]
        found.setdefault(
            external_id,
            FulfilmentSnapshot(
                external_id=external_id,
                order_id=order_id,
                progress=Progress.DELIVERED if done else Progress.SHIPPED,
                created_at=sent_at or shipped,
                updated_at=updated_at,
                tracking=(tracking,),
                delivered_at=updated_at if done else None,
            ),
        )
    return tuple(found.values())


def noted(
    notes: Sequence[Payload], order_id: str, known: Sequence[FulfilmentSnapshot]
) -> tuple[FulfilmentSnapshot, ...]:
    """Read the parcels that only notes to the customer tell of; those in ``known`` are left out."""
    there = {one.number for parcel in known for one in parcel.tracking}
    found: dict[str, FulfilmentSnapshot] = {}
    for note in notes:
        words, at = fields.plain(note.get("note")), fields.moment(note, "date_created_gmt")
        number = _NUMBER.search(words)
        if number is None or number[1] in there or not any(sign.isdigit() for sign in number[1]):
            continue
        company, link = _COMPANY.search(words), _LINK.search(words)
        found[number[1]] = FulfilmentSnapshot(
            external_id=f"{order_id}:{number[1]}"[:64],
            order_id=order_id,
            progress=Progress.SHIPPED,
            created_at=at,
            updated_at=at,
            tracking=(
                TrackingSnapshot(company[1] if company else None, number[1], link[0].rstrip(".,;)") if link else None),
            ),
        )
    return tuple(found.values())


def _trackings(order: Payload) -> Iterator[tuple[TrackingSnapshot, datetime | None, str]]:
    meta = _meta(order)
    for key in _LISTS:
        for item in _items(meta.get(key)):
            yield from _listed(item)
    for number_key, company_key, url_key in _PAIRS:
        number = fields.clean(meta.get(number_key), 120)
        if number:
            company, url = fields.clean(meta.get(company_key), 120), fields.clean(meta.get(url_key), 1000)
            yield TrackingSnapshot(company, number, url), None, number
    for line in fields.parts(order, "line_items"):
        for item in _items(_meta(line).get(_LINE_ITEM)):
            yield from _listed(item)


def _listed(item: Payload) -> Iterator[tuple[TrackingSnapshot, datetime | None, str]]:
    number = fields.text(item, "tracking_number", limit=120)
    if number is None:
        return
    tracking = TrackingSnapshot(fields.text(item, *_NAMES, limit=120), number, fields.text(item, *_LINKS, limit=1000))
    yield tracking, fields.moment(item, "date_shipped", "time", "fulfilled_at"), number


def _meta(payload: Payload) -> dict[str, Any]:
    return {str(one.get("key")): one.get("value") for one in fields.parts(payload, "meta_data")}


def _items(value: Any) -> list[Payload]:
    if isinstance(value, str) and value.startswith("["):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return []
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
