"""When the widget may speak, and what a coupon may cost."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integration_app.kit.languages import SPOKEN
from integration_app.triggers import rules, texts
from integration_app.triggers.rules import Bounds, Spent, Why

NOW = datetime(2026, 11, 21, 13, 5, tzinfo=UTC)
OPEN = Bounds(Decimal(5), confirmed=True, max_per_order=Decimal(15), budget=Decimal(400))


def asked(
    bounds: Bounds = OPEN, spent: Spent | None = None, items: int | None = 2, total: int | None = 100
) -> Why | None:
    cart = None if total is None else Decimal(total)
    return rules.refusal(bounds, spent or Spent(), items=items, cart_total=cart, now=NOW)


def test_a_full_cart_gets_a_coupon() -> None:
    assert asked() is None


@pytest.mark.parametrize(
    ("why", "case"),
    [
        (Why.OVER, {"bounds": Bounds(Decimal(5), confirmed=False)}),
        (Why.OVER, {"bounds": Bounds(Decimal(5), confirmed=True, stopped=True)}),
        (Why.OVER, {"bounds": Bounds(Decimal(5), confirmed=True, ends_at=NOW)}),
        (Why.EMPTY_CART, {"items": 0, "total": 0}),
        (Why.DAY_LIMIT, {"spent": Spent(codes_today=100)}),
        (Why.DAY_LIMIT, {"bounds": Bounds(Decimal(5), confirmed=True, codes_a_day=3), "spent": Spent(codes_today=3)}),
        (Why.ADDRESS_LIMIT, {"spent": Spent(address_today=3)}),
        (Why.BUDGET, {"spent": Spent(reserved_this_week=Decimal("395.01"))}),
        (Why.BUDGET, {"bounds": Bounds(Decimal(5), confirmed=True, budget=Decimal(400)), "total": None}),
    ],
)
def test_each_bound_holds(why: Why, case: dict[str, object]) -> None:
    assert asked(**case) == why  # type: ignore[arg-type]


def test_a_hundred_codes_a_day_whatever_is_set() -> None:
    assert asked(Bounds(Decimal(5), confirmed=True, codes_a_day=1000), Spent(codes_today=100)) == Why.DAY_LIMIT


@given(total=st.decimals(0, 100_000, places=2), percent=st.integers(1, 100))
def test_what_is_reserved_never_passes_the_cap(total: Decimal, percent: int) -> None:
    reserved = rules.to_reserve(Bounds(Decimal(percent), confirmed=True, max_per_order=Decimal(15)), total)
    assert reserved is not None
    assert min(total * percent / 100, Decimal(15)) <= reserved <= Decimal(15)


def test_an_unknown_cart_reserves_the_cap() -> None:
    assert rules.to_reserve(OPEN, None) == Decimal(15)


@pytest.mark.parametrize(("hour", "night"), [(21, False), (22, True), (0, True), (7, True), (8, False), (12, False)])
def test_the_night_runs_over_midnight(hour: int, night: bool) -> None:
    assert rules.is_night(hour, start=22, end=8) is night


def test_no_night_is_no_night() -> None:
    assert not any(rules.is_night(hour, start=0, end=0) for hour in range(24))


def test_the_visitors_hour_counts() -> None:
    assert rules.local_hour(NOW, "Asia/Shanghai") == 21
    assert rules.local_hour(NOW, "No/Where") == 13


def test_a_code_ends_with_its_campaign() -> None:
    soon = NOW + timedelta(hours=3)
    assert rules.ends_at(NOW, valid_hours=24, campaign_ends_at=soon) == soon
    assert rules.ends_at(NOW, valid_hours=24, campaign_ends_at=None) == NOW + timedelta(days=1)


@pytest.mark.parametrize(
    ("hours", "zone", "locale", "told"),
    [
        (24, "Europe/Paris", "en", "Until tomorrow, 14:05 your time"),
        (2, "Europe/Paris", "en-US", "Until today, 4:05\u202fPM your time"),
        (12, "Asia/Shanghai", "zh", "有效期至您当地时间明天 09:05"),
        (72, "Europe/Berlin", "de", "Bis Di., 24. November, 14:05 Uhr Ihrer Zeit"),
    ],
)
def test_the_end_is_told_in_the_shoppers_clock(hours: int, zone: str, locale: str, told: str) -> None:
    assert texts.until(NOW + timedelta(hours=hours), now=NOW, zone=zone, locale=locale) == told


def test_every_language_has_every_text() -> None:
    keys = {locale: set(texts._catalogue(locale)) for locale in SPOKEN}
    assert set(keys) == {"en", "zh", "es", "de", "ar"}
    assert all(found == keys["en"] for found in keys.values())
    for kind in ("dwell", "exit", "cart_leave", "repeat_view"):
        assert texts.defaults(kind, "fr") == texts.defaults(kind, "en")
