"""When people are there: a store's opening hours, as pure decisions.

A span that ends before it begins runs past midnight; "24:00" is the day's end. A holiday replaces its day's spans.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from integration_app.stores.settings import WEEKDAYS, Hours, Span

_FAR = 60
"""Days that are searched for the next opening: longer than any shop's holidays."""

_NEVER_LEAVES = timedelta(days=7)
"""Whoever is there for a whole week in one go is always there."""


def open_now(hours: Hours, at: datetime) -> bool:
    """Say whether people are there at a moment."""
    return _end(hours, at) is not None


def closes_at(hours: Hours, at: datetime) -> datetime | None:
    """Return when they leave (UTC), while they are there; None while they are not, and where they never leave."""
    end = _end(hours, at)
    return None if end is None or end - at > _NEVER_LEAVES else end


def _end(hours: Hours, at: datetime) -> datetime | None:
    """Return the end of the span that a moment lies in; spans that touch count as one."""
    until = None
    for start, end in sorted(_spans(hours, at, ahead=_NEVER_LEAVES.days + 1)):
        if start <= (until or at) < end:
            until = end
    return until


def next_opening(hours: Hours, at: datetime) -> datetime | None:
    """Return when they are there next (UTC): the moment itself while open; None if they never come back."""
    if open_now(hours, at):
        return at
    return min((start for start, _ in _spans(hours, at, ahead=_FAR) if start > at), default=None)


def add_open_time(hours: Hours, at: datetime, span: timedelta) -> datetime | None:
    """Return the moment (UTC) by which so much opening time has passed; None if they never come back."""
    left = span
    for start, end in sorted(_spans(hours, at, ahead=_FAR)):
        begin = max(start, at)
        if begin < end and end - begin >= left:
            return begin + left
        left -= max(end - begin, timedelta())
    return None


def _spans(hours: Hours, at: datetime, *, ahead: int) -> Iterator[tuple[datetime, datetime]]:
    zone = _zone(hours.zone)
    today = at.astimezone(zone).date()
    for offset in range(-2, ahead + 1):
        day = today + timedelta(days=offset)
        for span in _of_day(hours, day):
            last = day + timedelta(days=1) if span.end <= span.start else day
            yield _moment(day, span.start, zone), _moment(last, span.end, zone)


def _of_day(hours: Hours, day: date) -> tuple[Span, ...]:
    for holiday in hours.holidays:
        if holiday.date == day:
            return holiday.spans
    return hours.week.get(WEEKDAYS[day.weekday()], ())


def _moment(day: date, clock: str, zone: ZoneInfo) -> datetime:
    if clock == "24:00":
        day, clock = day + timedelta(days=1), "00:00"
    return datetime.combine(day, time.fromisoformat(clock), zone).astimezone(UTC)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
