"""When people are there."""

from datetime import UTC, date, datetime, timedelta

import pytest

from integration_app.stores import hours
from integration_app.stores.settings import Holiday, Hours, Span

OFFICE = {day: (Span("09:00", "18:00"),) for day in ("mon", "tue", "wed", "thu", "fri")}
BERLIN = Hours(zone="Europe/Berlin", week=OFFICE)
SATURDAY_NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
MONDAY_NINE = datetime(2026, 11, 23, 8, tzinfo=UTC)
"""09:00 in Berlin's winter."""


def test_open_and_closed_by_the_stores_own_clock() -> None:
    assert not hours.open_now(BERLIN, MONDAY_NINE - timedelta(seconds=1))
    assert hours.open_now(BERLIN, MONDAY_NINE)
    assert hours.closes_at(BERLIN, MONDAY_NINE) == MONDAY_NINE + timedelta(hours=9)
    assert not hours.open_now(BERLIN, MONDAY_NINE + timedelta(hours=9))


def test_the_next_opening_is_after_the_weekend() -> None:
    assert hours.next_opening(BERLIN, SATURDAY_NOON) == MONDAY_NINE
    assert hours.next_opening(BERLIN, MONDAY_NINE) == MONDAY_NINE


def test_a_holiday_is_skipped_and_may_have_hours_of_its_own() -> None:
    closed = Hours("Europe/Berlin", OFFICE, (Holiday(date(2026, 11, 23), "Day off"),))
    assert hours.next_opening(closed, SATURDAY_NOON) == MONDAY_NINE + timedelta(days=1)
    short = Hours("Europe/Berlin", OFFICE, (Holiday(date(2026, 11, 23), "Short", (Span("12:00", "14:00"),)),))
    assert hours.next_opening(short, SATURDAY_NOON) == MONDAY_NINE + timedelta(hours=3)


def test_spans_over_midnight_and_whole_days_join() -> None:
    late = Hours("UTC", {"sat": (Span("20:00", "02:00"),)})
    at = datetime(2026, 11, 22, 1, tzinfo=UTC)
    assert hours.closes_at(late, at) == datetime(2026, 11, 22, 2, tzinfo=UTC)
    always = Hours("UTC", {day: (Span("00:00", "24:00"),) for day in ("sat", "sun")})
    assert hours.closes_at(always, SATURDAY_NOON) == datetime(2026, 11, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (datetime(2026, 3, 27, 16, 30, tzinfo=UTC), datetime(2026, 3, 30, 8, 30, tzinfo=UTC)),
        (datetime(2026, 10, 23, 15, 30, tzinfo=UTC), datetime(2026, 10, 26, 9, 30, tzinfo=UTC)),
    ],
)
def test_opening_time_is_added_over_a_change_of_clocks(at: datetime, expected: datetime) -> None:
    """Half an hour is left on Friday; two hours are wanted; the clock changes on Sunday."""
    assert hours.add_open_time(BERLIN, at, timedelta(hours=2)) == expected


def test_a_store_without_hours_never_opens() -> None:
    never = Hours("UTC", {})
    assert not hours.open_now(never, SATURDAY_NOON)
    assert hours.next_opening(never, SATURDAY_NOON) is None
    assert hours.add_open_time(never, SATURDAY_NOON, timedelta(minutes=1)) is None


def test_who_is_always_there_never_leaves() -> None:
    always = Hours("UTC", {day: (Span("00:00", "24:00"),) for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")})
    assert hours.open_now(always, SATURDAY_NOON)
    assert hours.closes_at(always, SATURDAY_NOON) is None
