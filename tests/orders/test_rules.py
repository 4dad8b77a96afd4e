"""Where an order is, when it should come, what may go back: from views alone."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from integration_app.orders import (
    Answer,
    LineView,
    OrderView,
    ParcelView,
    RefundView,
    ReturnTerms,
    ReturnView,
    ScanView,
    Stage,
    amount_back,
    may_be_returned,
    where_is_it,
    working_days_after,
)
from integration_app.orders.changes import Verdict, weigh, what_changed
from integration_app.platforms.protocol import Financial, Progress, ReturnState

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
LAMP = LineView("l1", "Lamp", 1, Decimal("89.00"), product_id="p1")
SHADES = LineView("l2", "Shade", 2, Decimal("24.50"), discount=Decimal("4.90"), product_id="p2")
PAID = OrderView(
    1,
    "pub",
    1,
    "o1",
    "1042",
    Financial.PAID,
    "EUR",
    Decimal("133.10"),
    fulfilment_status="unfulfilled",
    lines=(LAMP, SHADES),
)


def parcel(progress: Progress, *lines: tuple[str, int], id: str = "f1", days_ago: float = 2, **more: Any) -> ParcelView:
    at = NOW - timedelta(days=days_ago)
    return ParcelView(id, progress, lines=lines or (("l1", 1), ("l2", 2)), created_at=at, updated_at=at, **more)


def scan(progress: Progress, days_ago: float, *, eta: datetime | None = None, city: str = "Lyon") -> ScanView:
    at = NOW - timedelta(days=days_ago)
    return ScanView(f"s{days_ago}", "f1", progress, at, city=city, estimated_delivery_at=eta)


def with_parcels(*parcels: ParcelView, **changes: Any) -> OrderView:
    return replace(PAID, **{"parcels": parcels, "fulfilment_status": "fulfilled"} | changes)


@pytest.mark.parametrize(
    ("order", "stage"),
    [
        (PAID, Stage.PAID),
        (replace(PAID, financial=Financial.PENDING), Stage.UNPAID),
        (replace(PAID, financial=Financial.AUTHORIZED), Stage.PAID),
        (replace(PAID, cancelled_at=NOW), Stage.CANCELLED),
        (replace(PAID, financial=Financial.REFUNDED), Stage.REFUNDED),
        (replace(PAID, refunded=Decimal("133.10")), Stage.REFUNDED),
        (replace(PAID, fulfilment_status="fulfilled"), Stage.SHIPPED),
        (with_parcels(parcel(Progress.LABEL_PRINTED)), Stage.PACKED),
        (with_parcels(parcel(Progress.SHIPPED)), Stage.SHIPPED),
        (with_parcels(parcel(Progress.SHIPPED, ("l1", 1))), Stage.PARTLY_SHIPPED),
        (with_parcels(parcel(Progress.SHIPPED, scans=(scan(Progress.IN_CUSTOMS, 1),))), Stage.IN_CUSTOMS),
        (
            with_parcels(parcel(Progress.IN_TRANSIT, scans=(scan(Progress.OUT_FOR_DELIVERY, 1),))),
            Stage.OUT_FOR_DELIVERY,
        ),
        (with_parcels(parcel(Progress.DELIVERED, scans=(scan(Progress.IN_TRANSIT, 3),))), Stage.DELIVERED),
        (with_parcels(parcel(Progress.DELIVERED), refunded=Decimal("10")), Stage.PARTLY_REFUNDED),
        (with_parcels(parcel(Progress.DELAYED)), Stage.DELAYED),
        (with_parcels(parcel(Progress.FAILED)), Stage.LOST),
        (
            with_parcels(parcel(Progress.DELIVERED, ("l1", 1)), parcel(Progress.IN_TRANSIT, ("l2", 2), id="f2")),
            Stage.IN_TRANSIT,
        ),
        (with_parcels(parcel(Progress.CANCELLED, cancelled=True), fulfilment_status="unfulfilled"), Stage.PAID),
        (with_parcels(parcel(Progress.DELIVERED), returns=(ReturnView("r", ReturnState.OPEN),)), Stage.RETURN_OPEN),
        (with_parcels(parcel(Progress.DELIVERED), returns=(ReturnView("r", ReturnState.CLOSED),)), Stage.DELIVERED),
    ],
)
def test_where_it_is(order: OrderView, stage: Stage) -> None:
    assert where_is_it(order, NOW).stage is stage


def test_the_carriers_own_day_counts_in_the_stores_zone() -> None:
    eta = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    order = with_parcels(parcel(Progress.IN_TRANSIT, scans=(scan(Progress.IN_TRANSIT, 1, eta=eta),)))
    found = where_is_it(order, NOW, zone=ZoneInfo("Europe/Paris"))
    assert found.expected is not None
    assert (found.expected.first, found.expected.last) == (date(2026, 11, 24), date(2026, 11, 24))
    assert not found.overdue
    assert where_is_it(order, NOW + timedelta(days=6)).overdue


def test_without_a_carriers_day_the_zones_usual_days_count() -> None:
    found = where_is_it(with_parcels(parcel(Progress.SHIPPED, days_ago=1)), NOW, usual_days=(2, 4))
    assert found.expected is not None
    assert (found.expected.first, found.expected.last) == (date(2026, 11, 23), date(2026, 11, 25))


def test_working_days_leave_out_the_weekend() -> None:
    assert working_days_after(date(2026, 11, 20), 1) == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("progress", "days", "stale"),
    [("in_transit", 4, False), ("in_transit", 6, True), ("in_customs", 6, False), ("delivered", 60, False)],
)
def test_silence(progress: str, days: int, stale: bool) -> None:
    order = with_parcels(parcel(Progress.SHIPPED, days_ago=61, scans=(scan(Progress(progress), days),)))
    assert where_is_it(order, NOW).stale is stale


def answers(order: OrderView, terms: ReturnTerms) -> dict[str, Answer]:
    return {found.line_id: found.answer for found in may_be_returned(order, terms, NOW)}


def test_what_may_go_back() -> None:
    terms = ReturnTerms(days=30, excluded=frozenset({"p2"}))
    arrived = with_parcels(parcel(Progress.DELIVERED, days_ago=10))
    assert answers(arrived, terms) == {"l1": Answer.OPEN, "l2": Answer.NOT_RETURNABLE}
    assert answers(with_parcels(parcel(Progress.DELIVERED, days_ago=31)), terms)["l1"] is Answer.OVER
    assert answers(with_parcels(parcel(Progress.IN_TRANSIT, scans=(scan(Progress.IN_TRANSIT, 1),))), terms)["l1"] is (
        Answer.NOT_DELIVERED
    )
    assert answers(PAID, terms)["l1"] is Answer.NOT_DELIVERED
    assert answers(arrived, ReturnTerms(days=None))["l1"] is Answer.UNKNOWN
    back = replace(arrived, returns=(ReturnView("r", ReturnState.REQUESTED, lines=(("l1", 1),)),))
    assert answers(back, terms)["l1"] is Answer.ALREADY
    declined = replace(arrived, returns=(ReturnView("r", ReturnState.DECLINED, lines=(("l1", 1),)),))
    assert answers(declined, terms)["l1"] is Answer.OPEN


def test_without_a_carrier_the_days_count_from_dispatch_and_some() -> None:
    (lamp, _) = may_be_returned(with_parcels(parcel(Progress.SHIPPED, days_ago=35)), ReturnTerms(days=30), NOW)
    assert (lamp.answer, lamp.until) == (Answer.OPEN, date(2026, 11, 22))


def test_pieces_left_and_their_worth() -> None:
    order = with_parcels(
        parcel(Progress.DELIVERED, days_ago=3), refunds=(RefundView("x", Decimal("22.05"), "EUR", lines=(("l2", 1),)),)
    )
    (_, shades) = may_be_returned(order, ReturnTerms(days=30), NOW)
    assert (shades.answer, shades.quantity) == (Answer.OPEN, 1)
    assert amount_back(order, [("l2", 1), ("l1", 1)]) == Decimal("111.05")


@pytest.mark.parametrize(
    ("known_at", "known", "told_at", "told", "verdict"),
    [
        (None, None, NOW, "a", Verdict.NEWER),
        (NOW, "a", NOW + timedelta(seconds=1), "a", Verdict.NEWER),
        (NOW, "a", NOW - timedelta(seconds=1), "b", Verdict.OLDER),
        (NOW, "a", NOW, "a", Verdict.SAME),
        (NOW, "a", NOW, "b", Verdict.TIE),
        (NOW, "a", None, "b", Verdict.DATELESS),
    ],
)
def test_weighing(known_at: Any, known: str | None, told_at: Any, told: str, verdict: Verdict) -> None:
    assert weigh(known_at, known, told_at, told) is verdict


def kinds(old: OrderView | None, new: OrderView) -> list[str]:
    return [change.kind for change in what_changed(old, new)]


def test_what_an_observer_would_call_it() -> None:
    unpaid = replace(PAID, financial=Financial.PENDING)
    first = with_parcels(parcel(Progress.SHIPPED, ("l1", 1)))
    both = with_parcels(parcel(Progress.SHIPPED, ("l1", 1)), parcel(Progress.SHIPPED, ("l2", 2), id="f2"))
    moved = with_parcels(parcel(Progress.SHIPPED, ("l1", 1), scans=(scan(Progress.DELIVERED, 0.5),)), both.parcels[1])
    assert kinds(None, unpaid) == ["order.created"]
    assert kinds(unpaid, PAID) == ["order.paid"]
    assert kinds(PAID, first) == ["order.partly_shipped"]
    assert kinds(first, both) == ["order.shipped"]
    assert kinds(both, moved) == ["order.delivered"]
    assert kinds(moved, moved) == []
    assert kinds(moved, replace(moved, refunded=Decimal(5))) == ["order.refunded"]
    assert kinds(PAID, replace(PAID, cancelled_at=NOW)) == ["order.cancelled"]
    assert kinds(None, moved) == ["order.created", "order.paid", "order.shipped", "order.delivered"]
    assert kinds(moved, replace(moved, returns=(ReturnView("r", ReturnState.OPEN),))) == ["store_return.changed"]
