"""Times, days and money as readers say them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from integration_app.assistant import dates
from integration_app.assistant.facts import Money

NOW = datetime(2026, 11, 21, 13, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("locale", "told"),
    [
        ("en", "yesterday at 18:40"),
        ("en-US", "yesterday at 6:40 PM"),
        ("de", "gestern um 18:40 Uhr"),
        ("es-MX", "ayer a las 18:40"),
        ("zh", "昨天18:40"),
        ("ar", "أمس الساعة 6:40 م"),
    ],
)
def test_moments(locale: str, told: str) -> None:
    at = datetime(2026, 11, 20, 17, 40, tzinfo=UTC)
    assert dates.moment(at, NOW, locale, "Europe/Paris").replace("\u202f", " ") == told


def test_the_readers_own_day_counts() -> None:
    at = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
    assert dates.moment(at, NOW, "en", "America/New_York") == "yesterday at 21:00"
    assert dates.moment(at, NOW, "en", "Nowhere/Land") == "today at 02:00"


def test_days() -> None:
    assert dates.days(date(2026, 11, 24), date(2026, 11, 25), "en") == "Tue 24 or Wed 25 November"
    assert dates.days(date(2026, 11, 30), date(2026, 12, 1), "en") == "Mon 30 November or Tue 1 December"
    assert dates.days(date(2026, 11, 24), date(2026, 11, 27), "zh") == "11月24日至27日"
    assert dates.days(date(2026, 11, 24), date(2026, 11, 24), "de") == "Di. 24. November"


def test_ends_lists_and_money() -> None:
    assert dates.until(datetime(2026, 11, 21, 17, 0, tzinfo=UTC), NOW, "en", "Europe/Paris") == "18:00 your time"
    assert (
        dates.until(datetime(2026, 11, 23, 8, 0, tzinfo=UTC), NOW, "en", "Europe/Paris") == "Monday at 09:00 your time"
    )
    assert dates.joined(["a", "b", "c"], "en") == "a, b and c"
    assert dates.money(Money(Decimal("89"), "EUR"), "de") == "89,00\xa0€"
    assert dates.part_of_day(NOW, "Asia/Tokyo") == "evening"
