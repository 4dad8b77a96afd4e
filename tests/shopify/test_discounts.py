"""Codes: one discount a campaign, each code once, whatever happens in between."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from integration_app.kit.errors import ProviderError
from integration_app.platforms.protocol import CodeCampaign, NotPossible
from tests.shopify.conftest import Reaching
from tests.support.shopify_store import Fault

ENDS = datetime(2027, 1, 31, 12, tzinfo=UTC)
CAMPAIGN = CodeCampaign("c-77", "Leaving the cart", Decimal("12.5"), ends_at=ENDS)


def test_one_code(reaching: Reaching) -> None:
    made = reaching.adapter().issue_coupon(percent=Decimal(10), ends_at=ENDS, key="coupon-1")
    discount = next(iter(reaching.shop.shelf.discounts.values()))
    assert (discount["percentage"], discount["usage_limit"]) == (0.1, 1)
    assert discount["ends_at"] == "2027-01-31T12:00:00+00:00"
    assert made.apply_url == f"https://{reaching.shop.domain}/discount/{made.code}"


def test_the_same_key_gives_the_same_code_also_when_the_answer_was_lost(reaching: Reaching) -> None:
    adapter = reaching.adapter()
    reaching.shop.faults.plan(Fault.LOST)
    with pytest.raises(ProviderError):
        adapter.issue_coupon(percent=Decimal(10), ends_at=ENDS, key="coupon-1")
    first = adapter.issue_coupon(percent=Decimal(10), ends_at=ENDS, key="coupon-1")
    assert adapter.issue_coupon(percent=Decimal(10), ends_at=ENDS, key="coupon-1") == first
    assert len(reaching.shop.shelf.discounts) == 1
    assert adapter.issue_coupon(percent=Decimal(10), ends_at=ENDS, key="coupon-2").code != first.code


def test_many_codes_are_one_discount(reaching: Reaching) -> None:
    codes = tuple(f"CART{number:04d}" for number in range(600))
    made = reaching.adapter().make_codes(CAMPAIGN, codes)
    assert [one.code for one in made.codes] == list(codes)
    assert len(reaching.shop.shelf.discounts) == 1
    assert reaching.shop.operations().count("add_codes") == 3
    assert reaching.waits.count(0.5) == 3


def test_a_campaign_is_found_again_by_its_key(reaching: Reaching) -> None:
    adapter = reaching.adapter()
    first = adapter.make_codes(CAMPAIGN, ("ONE-A", "ONE-B"))
    second = adapter.make_codes(CAMPAIGN, ("TWO-A",))
    assert first.campaign_id == second.campaign_id
    known = CodeCampaign("c-77", "Renamed", Decimal(5), external_id=first.campaign_id)
    assert adapter.make_codes(known, ("THREE-A",)).campaign_id == first.campaign_id
    assert len(reaching.shop.shelf.discounts) == 1


def test_a_repeated_call_gives_the_same_codes(reaching: Reaching) -> None:
    adapter = reaching.adapter()
    first = adapter.make_codes(CAMPAIGN, ("ONE-A", "ONE-B"))
    assert adapter.make_codes(CAMPAIGN, ("ONE-A", "ONE-B")) == first


def test_a_code_of_somebody_else_is_left_out(reaching: Reaching) -> None:
    adapter = reaching.adapter()
    other = adapter.make_codes(CodeCampaign("c-1", "Other", Decimal(5)), ("SHARED",))
    made = adapter.make_codes(CAMPAIGN, ("MINE", "SHARED", "ALSO"))
    assert [one.code for one in made.codes] == ["MINE", "ALSO"]
    assert other.campaign_id != made.campaign_id


def test_codes_can_be_taken_back(reaching: Reaching) -> None:
    adapter = reaching.adapter()
    made = adapter.make_codes(CAMPAIGN, ("ONE-A", "ONE-B", "ONE-C"))
    adapter.end_codes(made.codes[:2])
    left = reaching.shop.shelf.discounts[int(made.campaign_id or 0)]["codes"]
    assert [one["code"] for one in left] == ["ONE-C"]


def test_binding_asks_nothing(reaching: Reaching) -> None:
    adapter = reaching.adapter()
    made = adapter.make_codes(CAMPAIGN, ("ONE-A",))
    before = len(reaching.shop.asked)
    adapter.bind_code(made.codes[0], ends_at=ENDS, email="cleo@mail.example")
    assert len(reaching.shop.asked) == before


def test_nothing_without_the_right(reaching: Reaching) -> None:
    adapter = reaching.adapter(scopes=("read_discounts",))
    with pytest.raises(NotPossible):
        adapter.make_codes(CAMPAIGN, ("ONE-A",))
    with pytest.raises(NotPossible):
        adapter.issue_coupon(percent=Decimal(10), ends_at=ENDS, key="k")
    assert reaching.shop.asked == []
