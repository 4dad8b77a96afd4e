"""The line under the chat's title: when people answer, in the reader's language and clock."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.dates import format_skeleton, format_time

from integration_app.kit import languages
from integration_app.stores import hours, settings, texts
from integration_app.stores.models import Store
from integration_app.stores.settings import Hours


def of(store: Store) -> Hours:
    """Return a store's opening hours in the zone they are meant in."""
    said = settings.read(store.settings).hours
    return replace(said, zone=said.zone or store.timezone)


def line(opening: Hours, *, locale: str, zone: str, at: datetime) -> str:
    """Say until or from when people answer; empty for a store without hours."""
    language = languages.spoken(locale)
    until = hours.closes_at(opening, at)
    if until is not None:
        return texts.say("people_until", language, time=_clock(until, language, zone))
    if hours.open_now(opening, at):
        return texts.say("people_always", language)
    opens = hours.next_opening(opening, at)
    if opens is None:
        return ""
    same_day = opens.astimezone(zone_of(zone)).date() == at.astimezone(zone_of(zone)).date()
    when = _clock(opens, language, zone) if same_day else _day_and_clock(opens, language, zone)
    return texts.say("people_from", language, time=when)


def zone_of(name: str) -> ZoneInfo:
    """Return a zone by its IANA name; UTC for one that is none, as browsers send them."""
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def _clock(at: datetime, language: str, zone: str) -> str:
    return format_time(at, "HH:mm", tzinfo=zone_of(zone), locale=language)


def _day_and_clock(at: datetime, language: str, zone: str) -> str:
    day = format_skeleton("EEEE", at, tzinfo=zone_of(zone), locale=language)
    return f"{day} {_clock(at, language, zone)}"
