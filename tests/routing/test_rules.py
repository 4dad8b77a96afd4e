"""Who gets it, and by when."""

from datetime import UTC, datetime, timedelta

import pytest

from integration_app.routing import rules
from integration_app.routing.rules import Candidate
from integration_app.stores.settings import Hours, Span

NOW = datetime(2026, 11, 20, 16, 59, tzinfo=UTC)
"""Friday, a minute before the shop's people leave."""

OFFICE = Hours("UTC", {day: (Span("09:00", "17:00"),) for day in ("mon", "tue", "wed", "thu", "fri")})


def test_the_least_loaded_gets_it_then_who_waited_longest() -> None:
    assert rules.pick([Candidate(1, 2), Candidate(2, 1)]) == 2
    assert rules.pick([Candidate(1, 1, NOW), Candidate(2, 1, NOW - timedelta(hours=1))]) == 2
    assert rules.pick([Candidate(1, 1, NOW), Candidate(2, 1)]) == 2


def test_nobody_gets_more_than_he_can_hold() -> None:
    assert rules.pick([Candidate(1, rules.FULL)]) is None
    assert rules.pick([]) is None


def test_due_times_count_opening_time_only() -> None:
    assert rules.due_at("C", OFFICE, NOW) == datetime(2026, 11, 23, 9, 2, tzinfo=UTC)
    assert rules.answer_by("A", OFFICE, NOW) == datetime(2026, 11, 23, 10, 59, tzinfo=UTC)
    assert rules.due_at("C", Hours("UTC", {}), NOW) is None


@pytest.mark.parametrize(
    ("wants", "tier"),
    [
        (("refund_status",), "A"),
        (("order_status", "return"), "A"),
        (("order_status",), "B"),
        (("thanks",), "C"),
        ((), "C"),
    ],
)
def test_the_gravest_wish_sorts_a_request(wants: tuple[str, ...], tier: str) -> None:
    assert rules.tier(wants) == tier


def test_presence_goes_stale_after_a_minute() -> None:
    assert rules.is_here("here", NOW - timedelta(seconds=59), NOW)
    assert not rules.is_here("here", NOW - timedelta(seconds=60), NOW)
    assert not rules.is_here("away", NOW, NOW)


def test_late_is_who_keeps_somebody_waiting() -> None:
    assert rules.is_late(NOW - timedelta(seconds=1), NOW - timedelta(minutes=4), NOW)
    assert not rules.is_late(NOW - timedelta(seconds=1), None, NOW)
    assert not rules.is_late(None, NOW, NOW)
