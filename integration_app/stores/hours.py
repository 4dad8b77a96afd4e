"""When people are there: a store's opening hours, as pure decisions.

Hours are a mapping as the settings keep it: ``{"zone": "Europe/Berlin", "week": {"mon": [["09:00", "18:00"]]},
"closed_dates": ["2026-12-25"]}``. A span that ends before it begins runs past midnight; "24:00" is the day's end.
A store that has not said its hours (no ``week``) is taken to be there always.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FAR = 60
"""Days that are searched for the next opening: longer than any shop's holidays."""

Hours = Mapping[str, Any]


def open_now(hours: Hours, at: datetime) -> bool:
    """Say whether people are there at a moment."""
    return not _told(hours) or closes_at(hours, at) is not None


def closes_at(hours: Hours, at: datetime) -> datetime | None:
    """Return the end (UTC) of the span that a moment lies in; None while closed, or where no hours were said."""
    if not _told(hours):
        return None
    until = None
    for start, end in _spans(hours, at, back=1, ahead=1):
        reached = until or at
        if start <= reached < end:
            until = end
    return until


def next_opening(hours: Hours, at: datetime) -> datetime | None:
    """Return when people are there next (UTC): the moment itself while open; None if they never come back."""
    if open_now(hours, at):
        return at
    return min((start for start, _ in _spans(hours, at, back=0, ahead=_FAR) if start > at), default=None)


def add_open_time(hours: Hours, at: datetime, span: timedelta) -> datetime | None:
    """Return the moment (UTC) by which a span of opening time has passed; None if they never open."""
    if not _told(hours):
        return at + span
    left = span
    for start, end in sorted(_spans(hours, at, back=1, ahead=_FAR)):
        begin = max(start, at)
        if begin >= end:
            continue
        if end - begin >= left:
            return begin + left
        left -= end - begin
    return None


def _told(hours: Hours) -> bool:
    return bool(hours.get("week"))


def _spans(hours: Hours, at: datetime, *, back: int, ahead: int) -> Iterator[tuple[datetime, datetime]]:
    zone = _zone(str(hours.get("zone") or "UTC"))
    closed = set(hours.get("closed_dates") or ())
    today = at.astimezone(zone).date()
    for offset in range(-back - 1, ahead + 1):
        day = today + timedelta(days=offset)
        if day.isoformat() in closed:
            continue
        for start, end in hours["week"].get(DAYS[day.weekday()]) or ():
            last = day + timedelta(days=1) if end <= start else day
            yield _moment(day, start, zone), _moment(last, end, zone)


def _moment(day: date, clock: str, zone: ZoneInfo) -> datetime:
    if clock == "24:00":
        day, clock = day + timedelta(days=1), "00:00"
    return datetime.combine(day, time.fromisoformat(clock), zone).astimezone(UTC)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
