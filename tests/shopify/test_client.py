"""The client in trouble: what it waits for, what it asks again, and what it never does twice."""

from dataclasses import replace

import pytest

from integration_app.kit.errors import ProviderError
from integration_app.platforms import SignInNeeded
from integration_app.platforms.shopify import versions
from integration_app.platforms.shopify.client import MOST_TRIES
from integration_app.platforms.shopify.refusals import AccessDenied, Refused
from tests.shopify.conftest import Reaching
from tests.support.shopify_store import Fault

NOTE = {"id": "gid://shopify/Order/5600000000001", "note": "Hello"}


def outcomes(reaching: Reaching) -> list[str]:
    return [one.outcome for one in reaching.shop.asked]


def test_a_full_bucket_is_not_waited_for(filled: Reaching) -> None:
    client = filled.client()
    for _ in range(5):
        client.ask("shop")
    assert filled.waits == []


def test_a_query_waits_until_its_whole_cost_is_there(filled: Reaching) -> None:
    client = filled.client()
    client.ask("order_versions", query=None, first=250, after=None)
    filled.shop.bucket.rate, filled.shop.bucket.size = 50.0, 400.0
    filled.shop.bucket.empty()
    filled.store.advance(1)
    client.ask("shop")  # tells what is left: 50 points less 4
    client.ask("order_versions", query=None, first=250, after=None)
    assert outcomes(filled) == ["ok", "ok", "ok"]
    assert len(filled.waits) == 1
    assert filled.waits[0] == pytest.approx((252 - 46) / 50, abs=0.1)


def test_all_clients_of_one_process_share_a_shops_bucket(filled: Reaching) -> None:
    filled.shop.bucket.rate, filled.shop.bucket.size = 50.0, 270.0
    first, second = filled.client(), filled.client()
    first.ask("order_versions", query=None, first=250, after=None)
    second.ask("order_versions", query=None, first=250, after=None)
    assert outcomes(filled) == ["ok", "ok"]
    assert filled.waits == [pytest.approx((252 - (270 - 42)) / 50, abs=0.1)]


def test_lists_leave_something_for_whoever_waits(filled: Reaching) -> None:
    patient, hurried = filled.client(), filled.client()
    patient.spare = 300.0
    filled.shop.bucket.rate = 100.0
    for _ in range(12):
        patient.ask("order_versions", query=None, first=250, after=None)
    assert filled.shop.bucket.state()["currentlyAvailable"] >= 250
    before = len(filled.waits)
    hurried.ask("order", id="gid://shopify/Order/5600000000001", lines=5, parcels=2, scans=5, refunds=1, returns=1)
    assert len(filled.waits) == before
    assert set(outcomes(filled)) == {"ok"}


def test_throttled_waits_for_the_bucket_and_asks_again(filled: Reaching) -> None:
    filled.shop.faults.plan(Fault.THROTTLED)
    client = filled.client()
    client.ask("order_versions", query=None, first=250, after=None)
    assert outcomes(filled) == ["throttled", "ok"]
    assert filled.waits == [pytest.approx(2.52, abs=0.1)]


def test_a_write_is_asked_again_where_shopify_surely_did_nothing(filled: Reaching) -> None:
    filled.shop.faults.plan(Fault.THROTTLED)
    filled.client().ask("update_order", order=NOTE)
    filled.shop.faults.plan(Fault.TOO_MANY, seconds=3)
    filled.client().ask("update_order", order=NOTE)
    assert outcomes(filled) == ["throttled", "ok", "ok"]
    assert filled.waits[-1] == 3.0


def test_too_many_requests_wait_as_long_as_shopify_says(filled: Reaching) -> None:
    filled.shop.faults.plan(Fault.TOO_MANY, times=2, seconds=4)
    filled.client().ask("shop")
    assert filled.waits == [4.0, 4.0]


def test_a_long_wait_is_left_to_the_next_job(filled: Reaching) -> None:
    filled.shop.faults.plan(Fault.TOO_MANY, seconds=600)
    with pytest.raises(ProviderError) as failure:
        filled.client().ask("shop")
    assert not failure.value.permanent
    assert failure.value.retry_after == 600
    assert filled.waits == []


@pytest.mark.parametrize("fault", [Fault.BROKEN, Fault.NO_JSON, Fault.LOST])
def test_a_read_is_asked_again_with_growing_pauses(filled: Reaching, fault: Fault) -> None:
    filled.shop.faults.plan(fault, times=3)
    assert filled.client().ask("shop")["shop"]["name"] == "Lumen"
    assert filled.waits == [1.0, 2.0, 4.0]


def test_a_read_is_given_up_in_the_end(filled: Reaching) -> None:
    filled.shop.faults.plan(Fault.BROKEN, times=MOST_TRIES)
    with pytest.raises(ProviderError) as failure:
        filled.client().ask("shop")
    assert not failure.value.permanent
    assert filled.waits == [1.0, 2.0, 4.0, 8.0]


def test_all_tries_together_end_before_the_jobs_row_is_free(filled: Reaching) -> None:
    filled.shop.faults.plan(Fault.TOO_MANY, times=4, seconds=15)
    with pytest.raises(ProviderError) as failure:
        filled.client().ask("shop")
    assert not failure.value.permanent
    assert filled.waits == [15.0, 15.0]


def test_a_write_whose_answer_was_lost_is_not_repeated(filled: Reaching) -> None:
    filled.shop.faults.plan(Fault.LOST)
    with pytest.raises(ProviderError) as failure:
        filled.client().ask("update_order", order=NOTE)
    assert not failure.value.permanent
    assert filled.shop.operations() == ["update_order"]


def test_an_answer_that_takes_too_long_is_asked_for_again(filled: Reaching) -> None:
    client = replace(filled.client(), timeout=(1.0, 0.2))
    filled.shop.faults.plan(Fault.SLOW, seconds=0.6)
    assert client.ask("shop")["shop"]["name"] == "Lumen"
    assert filled.waits == [1.0]


def test_a_locked_shop_is_left_alone(filled: Reaching) -> None:
    filled.shop.faults.plan(Fault.LOCKED)
    with pytest.raises(ProviderError, match="locked") as failure:
        filled.client().ask("shop")
    assert (failure.value.permanent, failure.value.status) == (False, 423)
    assert filled.waits == []


def test_an_expired_token_is_renewed_once(filled: Reaching) -> None:
    client = filled.client()
    old = client.token
    filled.store.advance(3601)
    assert client.ask("shop")["shop"]["name"] == "Lumen"
    assert filled.renewed == [old]
    assert client.token != old


def test_a_token_that_is_taken_no_more_wants_a_sign_in(filled: Reaching) -> None:
    filled.shop.faults.plan(Fault.UNAUTHORIZED, times=2)
    with pytest.raises(SignInNeeded) as failure:
        filled.client().ask("shop")
    assert failure.value.permanent
    assert len(filled.renewed) == 1
    with pytest.raises(SignInNeeded):
        filled.client(token="none", renews=False).ask("shop")


def test_a_token_that_never_expires_is_refused_for_good(filled: Reaching) -> None:
    with pytest.raises(ProviderError) as failure:
        filled.client(token=filled.shop.tokens.new_access(None)).ask("shop")
    assert (failure.value.permanent, failure.value.status) == (True, 403)


def test_a_missing_scope_is_named(filled: Reaching) -> None:
    filled.shop.tokens.scopes = ("read_products",)
    with pytest.raises(AccessDenied, match="read_orders") as failure:
        filled.client().ask("orders_count", query=None)
    assert failure.value.permanent


@pytest.mark.parametrize("what", ["Order", "email"])
def test_data_that_shopify_has_not_approved_is_named(filled: Reaching, what: str) -> None:
    filled.shop.unapproved = {what}
    with pytest.raises(AccessDenied, match="not approved") as failure:
        filled.adapter().order("5600000000001")
    assert failure.value.permanent


def test_user_errors_are_told_in_shopifys_words(filled: Reaching) -> None:
    cancelled = next(iter(filled.shop.shelf.orders.by_id.values()))
    cancelled["fulfillments"] = [{"id": 1, "status": "success", "line_items": []}]
    with pytest.raises(Refused, match="has been fulfilled") as failure:
        filled.adapter().cancel_order(str(cancelled["id"]), refund=False, restock=False, reason="customer", key="c1")
    assert failure.value.permanent
    assert failure.value.codes == {"INVALID"}


def test_a_query_beyond_the_limit_fails_for_good(filled: Reaching) -> None:
    with pytest.raises(ProviderError, match="1000") as failure:
        filled.client().ask("refund", id="gid://shopify/Refund/1", lines=250)
    assert failure.value.permanent
    assert filled.waits == []


def test_a_version_that_fell_forward_is_noticed(filled: Reaching) -> None:
    filled.client().ask("shop")
    assert versions.fallen_forward_to() is None
    filled.shop.versions = ("2026-10",)
    filled.client().ask("shop")
    assert versions.fallen_forward_to() == "2026-10"
    filled.shop.versions = ("2026-07", "2026-10")
    filled.client().ask("shop")
    assert versions.fallen_forward_to() is None


def test_one_shops_token_opens_no_other_shop(filled: Reaching) -> None:
    other = filled.store.add_shop("nordpfad.myshopify.com")
    with pytest.raises(SignInNeeded):
        filled.client(shop=other.domain, token=filled.shop.tokens.new_access(), renews=False).ask("shop")
