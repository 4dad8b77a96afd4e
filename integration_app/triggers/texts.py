"""What triggers and coupons say, in the shopper's language and clock."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.dates import format_skeleton, format_time, format_timedelta
from babel.numbers import format_percent

from integration_app.kit.languages import spoken

_FOLDER = Path(__file__).parent / "texts"


def say(key: str, locale: str, **values: object) -> str:
    """Return a text in the shopper's language."""
    return _catalogue(spoken(locale))[key].format(**values)


def defaults(kind: str, locale: str) -> dict[str, str]:
    """Return the texts that a trigger of a kind has out of the box; "{percent}" and "{product}" still open."""
    texts = _catalogue(spoken(locale))
    own = {key: texts[f"{key}.{kind}"] for key in ("text", "empty_text")}
    return own | {key: texts[key] for key in ("take", "decline")}


def chosen(kind: str, texts: Mapping[str, Mapping[str, str]], locale: str) -> dict[str, str]:
    """Return a trigger's texts for a locale: the merchant's own where written, else ours."""
    own = texts.get(locale) or texts.get(spoken(locale)) or {}
    return defaults(kind, locale) | {key: text for key, text in own.items() if text}


def percent(value: Decimal, locale: str) -> str:
    """Write a percentage as the language does: 5%, 5 %."""
    return str(format_percent(value / 100, locale=spoken(locale), decimal_quantization=False))


def lasts(hours: int, locale: str) -> str:
    """Write how long a code lasts, in hours up to two days."""
    unit: Literal["day", "hour"] = "day" if hours > 48 else "hour"
    return str(format_timedelta(timedelta(hours=hours), granularity=unit, threshold=99, locale=spoken(locale)))


def until(end: datetime, *, now: datetime, zone: str, locale: str) -> str:
    """Say when something ends in the reader's words and clock: "Until tomorrow, 14:05 your time"."""
    there = _zone(zone)
    local, today = end.astimezone(there), now.astimezone(there).date()
    days = (local.date() - today).days
    key = {0: "until_today", 1: "until_tomorrow"}.get(days, "until_day")
    date = format_skeleton("MMMMEEEEd", local, locale=spoken(locale))
    return say(key, locale, time=_clock(local, locale), date=date)


def _clock(local: datetime, locale: str) -> str:
    pattern = "HH:mm" if spoken(locale) == "en" and not locale.upper().endswith("US") else "short"
    return str(format_time(local.time(), pattern, locale=spoken(locale)))


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


@cache
def _catalogue(language: str) -> dict[str, str]:
    found: dict[str, str] = json.loads((_FOLDER / f"{language}.json").read_text("utf-8"))
    return found
