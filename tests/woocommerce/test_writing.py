"""What the adapter has a store do: once, and never what it should not."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from integration_app.kit.errors import ProviderError
from integration_app.platforms.protocol import AddressSnapshot, CodeCampaign, NotPossible, RefundLine
from integration_app.platforms.woocommerce.adapter import WooShop
from integration_app.platforms.woocommerce.failures import Rejected
from tests.support.woo_store import Fault, WooStore

ENDS = datetime(2027, 1, 31, 22, 59, 59, tzinfo=UTC)
CARD = {"id": "card", "title": "Card", "enabled": True, "method_supports": ["products", "refunds"]}


@pytest.fixture
def order(woo: WooStore) -> dict[str, Any]:
    """One order: a tent, and two shirts of which the store keeps count."""
    woo.gateways.append(dict(CARD))
    return woo.order_like(payment_method="card")


def issue(shop: WooShop, key: str = "k1", **more: Any) -> Any:
    return shop.issue_coupon(percent=Decimal(15), ends_at=ENDS, key=key, **more)


def test_a_coupon_is_single_use_bound_and_ends_in_utc(shop: WooShop, woo: WooStore) -> None:
    made = issue(shop, email="cleo@example.com")
    row = woo.coupons.rows[int(made.external_id or 0)]
    assert row["code"] == made.code.lower()
    assert (row["discount_type"], row["amount"], row["usage_limit"]) == ("percent", "15.00", 1)
    assert row["email_restrictions"] == ["cleo@example.com"]
    assert row["date_expires_gmt"] == "2027-01-31T22:59:59"
    assert row["date_expires"] == "2027-01-31T23:59:59"
    assert made.apply_url == f"{woo.url}/?parley_coupon={made.code}"


def test_the_same_key_is_the_same_coupon_also_when_the_answer_was_lost(shop: WooShop, woo: WooStore) -> None:
    woo.faults.append(Fault("/coupons", method="POST", lost=True))
    with pytest.raises(ProviderError):
        issue(shop)
    again = issue(shop)
    assert issue(shop) == again
    assert [row["code"] for row in woo.coupons.rows.values()] == [again.code.lower()]
    assert issue(shop, "k2").code != again.code


def test_a_code_that_is_somebody_elses_is_not_given_away(shop: WooShop, woo: WooStore) -> None:
    made = issue(shop)
    woo.coupons.rows[int(made.external_id or 0)]["meta_data"] = []
    with pytest.raises(Rejected):
        issue(shop)


def test_many_codes_are_made_a_hundred_at_a_time(shop: WooShop, woo: WooStore) -> None:
    campaign = CodeCampaign("spring", "Spring", Decimal(10))
    codes = tuple(f"SPRING{number:04}" for number in range(230))
    made = shop.make_codes(campaign, codes)
    assert [one.code for one in made.codes] == list(codes)
    assert len(woo.coupons.rows) == 230
    assert [path for method, path in woo.asked if method == "POST"] == ["/wp-json/wc/v3/coupons/batch"] * 3


def test_a_batch_whose_answer_was_lost_is_made_once(shop: WooShop, woo: WooStore) -> None:
    campaign, codes = CodeCampaign("spring", "Spring", Decimal(10)), ("A1", "A2", "A3")
    woo.faults.append(Fault("/coupons/batch", lost=True))
    with pytest.raises(ProviderError):
        shop.make_codes(campaign, codes)
    made = shop.make_codes(campaign, codes)
    assert [one.code for one in made.codes] == list(codes)
    assert len(woo.coupons.rows) == 3


def test_a_code_that_another_campaign_has_is_left_out(shop: WooShop) -> None:
    shop.make_codes(CodeCampaign("autumn", "Autumn", Decimal(5)), ("A1",))
    made = shop.make_codes(CodeCampaign("spring", "Spring", Decimal(10)), ("A1", "A2"))
    assert [one.code for one in made.codes] == ["A2"]


def test_a_code_from_the_stock_is_bound_and_unused_ones_end(shop: WooShop, woo: WooStore) -> None:
    made = shop.make_codes(CodeCampaign("spring", "Spring", Decimal(10)), ("A1", "A2", "A3")).codes
    shop.bind_code(made[0], ends_at=ENDS, email="cleo@example.com")
    row = woo.coupons.rows[int(made[0].external_id or 0)]
    assert (row["date_expires_gmt"], row["email_restrictions"]) == ("2027-01-31T22:59:59", ["cleo@example.com"])
    woo.coupons.rows[int(made[1].external_id or 0)]["usage_count"] = 1
    shop.end_codes(made[1:])
    assert {row["code"] for row in woo.coupons.rows.values()} == {"a1", "a2"}
    shop.end_codes(made[1:])


@pytest.mark.parametrize("status", ["completed", "refunded", "trash"])
def test_an_order_that_is_out_is_never_cancelled(
    shop: WooShop, woo: WooStore, order: dict[str, Any], status: str
) -> None:
    """The real store allows it: error-order-cancel-completed-is-allowed.json."""
    woo.change_order(order["id"], status=status)
    with pytest.raises(Rejected, match="cannot be cancelled"):
        shop.cancel_order(str(order["id"]), refund=True, restock=True, reason="", key="k")
    assert woo.orders.rows[order["id"]]["status"] == status


def test_an_order_is_cancelled_restocked_and_paid_back_once(
    shop: WooShop, woo: WooStore, order: dict[str, Any]
) -> None:
    before = woo.variations.rows[43]["stock_quantity"]
    for _ in range(2):
        shop.cancel_order(str(order["id"]), refund=True, restock=True, reason="Ordered twice", key="k")
    row = woo.orders.rows[order["id"]]
    assert row["status"] == "cancelled"
    assert [one["total"] for one in row["refunds"]] == ["-304.70"]
    assert woo.variations.rows[43]["stock_quantity"] == before + 2
    found = shop.order(str(order["id"]))
    assert found is not None
    assert found.cancelled_at is not None
    assert found.financial == "refunded"


@pytest.mark.parametrize("path", ["/refunds", "/orders/"])
def test_a_cancellation_that_broke_off_goes_on(shop: WooShop, woo: WooStore, order: dict[str, Any], path: str) -> None:
    method = "POST" if path == "/refunds" else "PUT"
    woo.faults.append(Fault(path, method=method, lost=True))
    with pytest.raises(ProviderError):
        shop.cancel_order(str(order["id"]), refund=True, restock=True, reason="", key="k")
    shop.cancel_order(str(order["id"]), refund=True, restock=True, reason="", key="k")
    row = woo.orders.rows[order["id"]]
    assert (row["status"], len(row["refunds"])) == ("cancelled", 1)


def test_lines_are_refunded_with_their_tax_and_put_back(shop: WooShop, woo: WooStore, order: dict[str, Any]) -> None:
    before = woo.variations.rows[43]["stock_quantity"]
    line = RefundLine("150", 1)
    made = shop.refund_order(str(order["id"]), lines=(line,), amount=None, note="Wrong size", key="k")
    assert made.amount == Decimal("26.24")
    assert made.lines == (("150", 1),)
    assert not made.by_hand
    assert woo.variations.rows[43]["stock_quantity"] == before + 1
    rest = shop.refund_order(str(order["id"]), lines=(line,), amount=None, note="", key="k2")
    assert made.amount + rest.amount == Decimal("44.09") + Decimal("8.38")
    with pytest.raises(Rejected, match="More pieces"):
        shop.refund_order(str(order["id"]), lines=(line,), amount=None, note="", key="k3")


def test_pieces_that_stay_away_are_not_put_back(shop: WooShop, woo: WooStore, order: dict[str, Any]) -> None:
    before = woo.variations.rows[43]["stock_quantity"]
    lines = (RefundLine("149", 1), RefundLine("150", 1, restock=False))
    shop.refund_order(str(order["id"]), lines=lines, amount=None, note="", key="k")
    assert woo.variations.rows[43]["stock_quantity"] == before


def test_a_refund_whose_answer_was_lost_is_made_once(shop: WooShop, woo: WooStore, order: dict[str, Any]) -> None:
    woo.faults.append(Fault("/refunds", method="POST", lost=True))
    with pytest.raises(ProviderError) as told:
        shop.refund_order(str(order["id"]), lines=(), amount=Decimal(10), note="Sorry", key="k")
    assert not told.value.permanent
    woo.refunds[order["id"]][0]["meta_data"] = []  # written after the money: it may be missing
    made = shop.refund_order(str(order["id"]), lines=(), amount=Decimal(10), note="Sorry", key="k")
    assert made.amount == Decimal(10)
    assert len(woo.refunds[order["id"]]) == 1


def test_no_more_goes_back_than_was_paid(shop: WooShop, order: dict[str, Any]) -> None:
    shop.refund_order(str(order["id"]), lines=(), amount=Decimal(300), note="", key="k")
    with pytest.raises(Rejected, match=r"4\.70 can still go back") as told:
        shop.refund_order(str(order["id"]), lines=(), amount=Decimal(10), note="", key="k2")
    assert told.value.permanent
    assert shop.refund_order(str(order["id"]), lines=(), amount=None, note="", key="k3").amount == Decimal("4.70")


def test_where_the_gateway_gives_nothing_back_it_is_noted_and_said(shop: WooShop, woo: WooStore) -> None:
    row = woo.order_like(payment_method="bacs")
    made = shop.refund_order(str(row["id"]), lines=(), amount=Decimal(5), note="", key="k")
    assert made.by_hand


def test_a_gateway_that_says_no_is_not_asked_again(shop: WooShop, woo: WooStore, order: dict[str, Any]) -> None:
    body = '{"code":"woocommerce_rest_cannot_create_order_refund","message":"Card expired","data":{"status":500}}'
    woo.faults.append(Fault("/refunds", method="POST", status=500, kind="application/json", body=body))
    with pytest.raises(Rejected, match="Card expired") as told:
        shop.refund_order(str(order["id"]), lines=(), amount=Decimal(5), note="", key="k")
    assert told.value.permanent


def test_an_address_changes_while_the_order_is_here(shop: WooShop, woo: WooStore, order: dict[str, Any]) -> None:
    new = AddressSnapshot(name="Cleo de la Cruz", line1="Rue 1", postcode="69001", city="Lyon", country="FR")
    shop.change_address(str(order["id"]), new, key="k")
    row = woo.orders.rows[order["id"]]["shipping"]
    assert (row["first_name"], row["last_name"], row["city"], row["country"]) == ("Cleo de la", "Cruz", "Lyon", "FR")
    woo.change_order(order["id"], status="completed")
    with pytest.raises(Rejected):
        shop.change_address(str(order["id"]), new, key="k")


def test_an_invoice_is_mailed_once(shop: WooShop, woo: WooStore, order: dict[str, Any]) -> None:
    for _ in range(2):
        shop.send_invoice(str(order["id"]), key="k")
    assert woo.mails == [("order_details", order["id"])]
    shop.send_invoice(str(order["id"]), key="k2")
    assert len(woo.mails) == 2


def test_an_old_store_cannot_mail_invoices(shop: WooShop, woo: WooStore, order: dict[str, Any]) -> None:
    body = '{"code":"rest_no_route","message":"No route was found","data":{"status":404}}'
    woo.faults.append(Fault("/actions/", status=404, kind="application/json", body=body))
    with pytest.raises(NotPossible):
        shop.send_invoice(str(order["id"]), key="k")


@pytest.mark.parametrize("tell_shopper", [False, True])
def test_a_note_is_written_once(shop: WooShop, woo: WooStore, order: dict[str, Any], *, tell_shopper: bool) -> None:
    woo.faults.append(Fault("/notes", method="POST", lost=True))
    with pytest.raises(ProviderError):
        shop.add_note(str(order["id"]), "Return R-3002 <approved> & paid", key="k", tell_shopper=tell_shopper)
    shop.add_note(str(order["id"]), "Return R-3002 <approved> & paid", key="k", tell_shopper=tell_shopper)
    notes = woo.notes[order["id"]]
    assert [one["customer_note"] for one in notes] == [tell_shopper]
    assert len(woo.mails) == (1 if tell_shopper else 0)


def test_an_order_that_is_gone_is_said_to_be(shop: WooShop) -> None:
    with pytest.raises(Rejected, match="no such order"):
        shop.refund_order("999", lines=(), amount=Decimal(1), note="", key="k")
