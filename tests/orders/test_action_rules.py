"""What may be done to an order, who decides it, and whether it happened: from values alone."""

from dataclasses import replace
from decimal import Decimal

import pytest

from integration_app.orders import RefundView
from integration_app.orders.action_rules import (
    Limit,
    Why,
    happened,
    left,
    money_back,
    needs_approval,
    pieces_left,
    refusal,
)
from integration_app.orders.wishes import Address, Cancel, Invoice, Note, Refund, Wish, dump, load
from integration_app.platforms.protocol import AddressSnapshot, Financial, Progress, RefundLine
from tests.orders.test_rules import NOW, PAID, parcel, with_parcels
from tests.support.orders import snapshot

HOME = AddressSnapshot(name="Cleo Martin", line1="2 Quai Sud", postcode="69001", city="Lyon", country="FR")
MAILED = replace(PAID, email="cleo@mail.fr")
PART = replace(PAID, financial=Financial.PARTIALLY_REFUNDED, refunded=Decimal(89), refunds=(
    RefundView("r1", Decimal(89), "EUR", NOW, None, (("l1", 1),)),
))  # fmt: skip


@pytest.mark.parametrize(
    ("order", "why"),
    [
        (PAID, None),
        (replace(PAID, financial=Financial.PENDING), None),
        (with_parcels(parcel(Progress.LABEL_PRINTED), fulfilment_status=None), None),
        (with_parcels(parcel(Progress.IN_TRANSIT)), Why.SHIPPED),
        (with_parcels(parcel(Progress.DELIVERED)), Why.SHIPPED),
        (replace(PAID, fulfilment_status="fulfilled"), Why.SHIPPED),
        (replace(PAID, closed_at=NOW), Why.SHIPPED),
        (replace(PAID, cancelled_at=NOW), Why.CANCELLED),
        (replace(PAID, financial=Financial.REFUNDED), Why.NOTHING_LEFT),
        (replace(PAID, deleted_at=NOW), Why.GONE),
    ],
)
def test_only_what_has_not_left_is_called_off(order: object, why: Why | None) -> None:
    assert refusal(order, Cancel()) is why  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("order", "wish", "why"),
    [
        (PAID, Refund(Decimal("133.10")), None),
        (PAID, Refund(Decimal("133.11")), Why.TOO_MUCH),
        (PAID, Refund(Decimal(0)), Why.TOO_MUCH),
        (PAID, Refund(Decimal(-5)), Why.TOO_MUCH),
        (PAID, Refund(Decimal(49), (RefundLine("l2", 2),)), None),
        (PAID, Refund(Decimal(49), (RefundLine("l2", 3),)), Why.TOO_MUCH),
        (PAID, Refund(Decimal(49), (RefundLine("l2", 1), RefundLine("l2", 2))), Why.TOO_MUCH),
        (PAID, Refund(Decimal(1), (RefundLine("other", 1),)), Why.TOO_MUCH),
        (PART, Refund(Decimal("44.10")), None),
        (PART, Refund(Decimal(45)), Why.TOO_MUCH),
        (PART, Refund(Decimal(1), (RefundLine("l1", 1),)), Why.TOO_MUCH),
        (replace(PAID, financial=Financial.PENDING), Refund(Decimal(1)), Why.NOT_PAID),
        (replace(PAID, financial=Financial.REFUNDED), Refund(Decimal(1)), Why.NOTHING_LEFT),
        (replace(PAID, cancelled_at=NOW), Refund(Decimal(1)), None),
    ],
)
def test_never_more_goes_back_than_is_left(order: object, wish: Wish, why: Why | None) -> None:
    assert refusal(order, wish) is why  # type: ignore[arg-type]


def test_money_that_the_mirror_has_not_seen_go_counts() -> None:
    assert refusal(PAID, Refund(Decimal(100)), on_the_way=Decimal(50)) is Why.TOO_MUCH
    assert left(PAID, on_the_way=Decimal(200)) == 0
    assert pieces_left(PART) == {"l1": 0, "l2": 2}


@pytest.mark.parametrize(
    ("order", "address", "why"),
    [
        (PAID, HOME, None),
        (PAID, replace(HOME, line1=None), Why.NO_ADDRESS),
        (with_parcels(parcel(Progress.LABEL_PRINTED), fulfilment_status=None), HOME, Why.PACKED),
        (replace(PAID, fulfilment_status="partial"), HOME, Why.PACKED),
        (replace(PAID, cancelled_at=NOW), HOME, Why.CANCELLED),
    ],
)
def test_only_what_is_not_packed_goes_elsewhere(order: object, address: AddressSnapshot, why: Why | None) -> None:
    assert refusal(order, Address(address)) is why  # type: ignore[arg-type]


def test_an_invoice_wants_an_address_and_a_note_nothing() -> None:
    assert refusal(PAID, Invoice()) is Why.NO_EMAIL
    assert refusal(MAILED, Invoice()) is None
    assert refusal(replace(PAID, cancelled_at=NOW), Note("x")) is None


def test_what_moves_money_needs_a_manager_above_the_limit() -> None:
    fifty = Limit(Decimal(50), "EUR")
    assert not needs_approval(Decimal(50), "EUR", fifty)
    assert needs_approval(Decimal("50.01"), "EUR", fifty)
    assert needs_approval(Decimal(1), "USD", fifty)
    assert not needs_approval(Decimal(0), "USD", fifty)
    assert not needs_approval(Decimal(9999), "USD", None)
    assert money_back(PAID, Cancel()) == Decimal("133.10")
    assert money_back(PAID, Cancel(refund=False)) == 0
    assert money_back(replace(PAID, financial=Financial.PENDING), Cancel()) == 0
    assert money_back(PAID, Note("x")) == 0


def test_the_stores_order_shows_what_happened() -> None:
    told = snapshot()
    none: dict = {"refunds_before": (), "amount": Decimal(0)}
    assert happened(Cancel(), told, **none) is False
    assert happened(Cancel(), replace(told, cancelled_at=NOW), **none) is True
    assert happened(Address(HOME), told, **none) is False
    assert happened(Address(HOME), replace(told, shipping=replace(HOME, city=" LYON ", phone="1")), **none) is True
    assert happened(Invoice(), told, **none) is None
    assert happened(Note("x"), told, **none) is None


@pytest.mark.parametrize(
    "wish",
    [
        Cancel(refund=False, reason="fraud"),
        Refund(Decimal("12.30"), (RefundLine("l1", 1, restock=False),), "Late"),
        Address(HOME),
        Invoice(),
        Note("Ring twice", tell_shopper=True),
    ],
)
def test_a_wish_is_read_as_it_was_written(wish: Wish) -> None:
    assert load(wish.kind, dump(wish)) == wish
