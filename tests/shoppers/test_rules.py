"""What proof opens what, and how often one may try."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest

from integration_app.shoppers import rules
from integration_app.shoppers.rules import Claimable, Right, Strength, Tries, Verdict

CLEOS = [Claimable(7, "Cleo@Mail.fr", "+33 6 12 34 56 78")]


def test_each_proof_opens_what_the_weaker_ones_open() -> None:
    ladder = [rules.rights(strength) for strength in Strength]
    assert all(lower <= higher for lower, higher in itertools.pairwise(ladder))


@pytest.mark.parametrize("right", [Right.EXCHANGE, Right.CANCEL, Right.ADDRESS_CHANGE, Right.INVOICE])
def test_number_and_address_do_not_change_an_order(right: Right) -> None:
    assert not rules.opens(Strength.PAIR, right)
    assert rules.opens(Strength.CODE, right)


def test_nothing_proved_opens_no_order() -> None:
    assert rules.rights(Strength.NONE) == {Right.FAQ, Right.PRODUCTS}


@pytest.mark.parametrize("contact", ["cleo@mail.fr", " CLEO@mail.fr ", "0612345678", "+33612345678", "06 12 34 56 78"])
def test_the_orders_own_addresses_match_however_they_are_written(contact: str) -> None:
    found = rules.matching(contact, CLEOS)
    assert found is not None
    assert found.order_id == 7


@pytest.mark.parametrize(
    "contact",
    ["", " ", "@", "dan@mail.fr", "cleo@mail.f", "5678", "345678", "0", "cleo", "%", "nobody@invalid.example"],
)
def test_nothing_else_matches(contact: str) -> None:
    assert rules.matching(contact, CLEOS) is None


@pytest.mark.parametrize("contact", ["", "0", "000000000", "nobody@invalid.example", "cleo@mail.fr"])
@pytest.mark.parametrize("known", [[], [Claimable(7, None, None)], [Claimable(7, "", "")]])
def test_an_order_without_addresses_and_an_unknown_one_never_match(contact: str, known: list[Claimable]) -> None:
    assert rules.matching(contact, known) is None


@pytest.mark.parametrize(
    ("tries", "verdict"),
    [
        (Tries(), None),
        (Tries(order=4, visitor=4, address=19), None),
        (Tries(order=5), Verdict.ORDER_LOCKED),
        (Tries(visitor=5), Verdict.VISITOR_LOCKED),
        (Tries(address=20), Verdict.VISITOR_LOCKED),
        (Tries(order=5, visitor=5), Verdict.VISITOR_LOCKED),
    ],
)
def test_limits(tries: Tries, verdict: Verdict | None) -> None:
    assert rules.lock(tries) is verdict


def test_a_proof_lapses_after_thirty_minutes() -> None:
    at = datetime(2026, 11, 21, 12, tzinfo=UTC)
    assert rules.holds(at + rules.LAPSE, at + timedelta(minutes=29, seconds=59))
    assert not rules.holds(at + rules.LAPSE, at + timedelta(minutes=30))


@pytest.mark.parametrize("number", ["#1042", " 1042 ", "10 42", "1042"])
def test_numbers_are_compared_as_people_write_them(number: str) -> None:
    assert rules.fold_number(number) == "1042"
