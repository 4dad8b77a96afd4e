"""Say times, days and money in the reader's language and zone."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time
from babel.numbers import format_currency

from integration_app.assistant.facts import Money
from integration_app.assistant.phrases import say

_CLOCK_12 = {"en_US": "h:mm a", "en_CA": "h:mm a", "en_AU": "h:mm a"}


@lru_cache(maxsize=256)
def babel_locale(tag: str) -> Locale:
    """Give Babel's locale for a language tag; English where it knows none."""
    try:
        return Locale.parse(tag.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")


@lru_cache(maxsize=256)
def zone_of(name: str) -> ZoneInfo:
    """Give the zone of an IANA name; UTC where there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def local_day(at: datetime, zone: str) -> date:
    """Give the calendar day of a moment in a zone."""
    return at.astimezone(zone_of(zone)).date()


def part_of_day(at: datetime, zone: str) -> str:
    """Name the part of the day there: morning, afternoon, evening or night."""
    hour = at.astimezone(zone_of(zone)).hour
    if 5 <= hour < 12:
        return "morning"
    if 12 <= hour < 18:
        return "afternoon"
    return "evening" if 18 <= hour < 23 else "night"


def moment(at: datetime, now: datetime, locale: str, zone: str) -> str:
    """Say a moment as in a sentence: "yesterday at 18:40", "Monday at 09:00"."""
    there = at.astimezone(zone_of(zone))
    away = (there.date() - local_day(now, zone)).days
    time = clock(at, locale, zone)
    near = {0: "today_at", -1: "yesterday_at", 1: "tomorrow_at"}.get(away)
    if near:
        return say(locale, f"dates.{near}", time=time)
    when = "past_" if away < 0 else ""
    if abs(away) < 7:
        return say(locale, f"dates.{when}weekday_at", weekday=_format(there.date(), "weekday", locale), time=time)
    return say(locale, f"dates.{when}date_at", date=_format(there.date(), "date", locale), time=time)


def until(at: datetime, now: datetime, locale: str, zone: str) -> str:
    """Say the end of something: only the clock if it is today ("18:00 your time")."""
    there = at.astimezone(zone_of(zone))
    if there.date() != local_day(now, zone):
        return your_time(at, now, locale, zone)
    return say(locale, "dates.your_time", moment=say(locale, "dates.clock", time=clock(at, locale, zone)))


def clock(at: datetime, locale: str, zone: str) -> str:
    """Say the time of day: "18:40", "6:40 PM"."""
    babel = babel_locale(locale)
    pattern = _CLOCK_12.get(str(babel)) or say(locale, "dates.time")
    return str(format_time(at.astimezone(zone_of(zone)), pattern, locale=babel))


def your_time(at: datetime, now: datetime, locale: str, zone: str) -> str:
    """Say a moment with the remark that it is the reader's own clock."""
    return say(locale, "dates.your_time", moment=moment(at, now, locale, zone))


def on_day(day: date, today: date, locale: str) -> str:
    """Say a day as in a sentence: "yesterday", "on 20 November"."""
    near = {0: "today", -1: "yesterday", 1: "tomorrow"}.get((day - today).days)
    return say(locale, f"dates.{near}") if near else say(locale, "dates.on_date", date=full_date(day, locale))


def full_date(day: date, locale: str) -> str:
    """Say a date without its weekday: "20 December"."""
    return _format(day, "date", locale)


def short_date(day: date, locale: str) -> str:
    """Say a date in little room: "18 Nov"."""
    return _format(day, "short", locale)


def days(first: date, last: date, locale: str) -> str:
    """Say one day or several: "Tue 24 November", "Tue 24 or Wed 25 November", "24 to 27 November"."""
    if first >= last:
        return _format(last, "card_day", locale)
    same_month = (first.year, first.month) == (last.year, last.month)
    if last - first == timedelta(days=1):
        start = _format(first, "card_day_same_month" if same_month and _month_last(locale) else "card_day", locale)
        end = _format(last, "card_day_same_month" if same_month and not _month_last(locale) else "card_day", locale)
        return say(locale, "dates.two_days", a=start, b=end)
    start = _format(first, "range_same_month" if same_month and _month_last(locale) else "date", locale)
    end = _format(last, "range_same_month" if same_month and not _month_last(locale) else "date", locale)
    return say(locale, "dates.range", a=start, b=end)


def money(amount: Money, locale: str) -> str:
    """Say an amount as the reader writes it: "€89.00", "89,00 €"."""
    return str(format_currency(amount.amount, amount.currency, locale=babel_locale(locale)))


def joined(parts: Sequence[str], locale: str) -> str:
    """Say a list: "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    head = parts[-2]
    text = say(locale, "dates.joined_last", first=head, last=parts[-1])
    for part in reversed(parts[:-2]):
        text = say(locale, "dates.joined", first=part, rest=text)
    return text


def either(parts: Sequence[str], locale: str) -> str:
    """Say a choice: "a, b or c"."""
    if len(parts) < 2:
        return "".join(parts)
    text = say(locale, "dates.two_days", a=parts[-2], b=parts[-1])
    for part in reversed(parts[:-2]):
        text = say(locale, "dates.either", first=part, rest=text)
    return text


def _month_last(locale: str) -> bool:
    return not locale.startswith(("zh", "ja", "ko"))


def _format(day: date, name: str, locale: str) -> str:
    return str(format_date(day, say(locale, f"dates.{name}"), locale=babel_locale(locale)))
