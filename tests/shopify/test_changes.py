"""Changes to orders: each once, whatever is asked again, and none without the right."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from integration_app.kit.errors import ProviderError
from integration_app.platforms.protocol import Ability, AddressSnapshot, Financial, NotPossible, RefundLine
from integration_app.platforms.shopify import ShopifyAdmin
from integration_app.platforms.shopify.refusals import Refused
from tests.shopify.conftest import Reaching
from tests.support.shopify_store import Fault, happenings

THERE = AddressSnapshot(
    name="Cleo van der Berg", line1="2 rue Neuve", postcode="69001", city="Lyon", country="FR", phone="+33 1"
)


def placed(reaching: Reaching) -> str:
    return str(happenings.place(reaching.shop)["id"])


def test_what_the_scopes_allow(reaching: Reaching) -> None:
    assert reaching.adapter().abilities == frozenset(Ability)
    required = {Ability.RETURN, Ability.COUPON, Ability.CODES}
    assert reaching.adapter(scopes=()).abilities == required
    assert reaching.adapter(scopes=("read_orders", "write_discounts")).abilities == {Ability.COUPON, Ability.CODES}


ASKS: dict[str, Callable[[ShopifyAdmin], object]] = {
    "cancel": lambda shop: shop.cancel_order("1", refund=True, restock=True, reason="customer", key="k"),
    "refund": lambda shop: shop.refund_order("1", lines=(), amount=None, note="", key="k"),
    "address": lambda shop: shop.change_address("1", THERE, key="k"),
    "invoice": lambda shop: shop.send_invoice("1", key="k"),
    "note": lambda shop: shop.add_note("1", "Hello", key="k"),
}


@pytest.mark.parametrize("name", ASKS)
def test_nothing_without_the_right(reaching: Reaching, name: str) -> None:
    with pytest.raises(NotPossible):
        ASKS[name](reaching.adapter(scopes=("write_returns", "write_discounts")))
    assert reaching.shop.asked == []


@pytest.mark.parametrize("name", ASKS)
def test_an_order_that_there_is_not(reaching: Reaching, name: str) -> None:
    with pytest.raises(Refused):
        ASKS[name](reaching.adapter())


def test_cancelling_gives_the_money_back_once(reaching: Reaching) -> None:
    id, adapter = placed(reaching), reaching.adapter()
    for _ in range(2):
        adapter.cancel_order(id, refund=True, restock=True, reason="customer", key="c1")
    found = adapter.order(id)
    assert found is not None
    assert found.cancelled_at is not None
    assert (found.cancel_reason, found.financial) == ("customer", Financial.REFUNDED)
    assert found.refunded == found.total
    assert reaching.shop.operations().count("cancel_order") == 1
    assert reaching.waits == [0.5]


def test_cancelling_without_money(reaching: Reaching) -> None:
    id, adapter = placed(reaching), reaching.adapter()
    adapter.cancel_order(id, refund=False, restock=False, reason="The shopper asked twice", key="c1")
    found = adapter.order(id)
    assert found is not None
    assert (found.cancel_reason, found.refunded) == ("other", Decimal(0))


def test_what_has_left_is_not_cancelled(reaching: Reaching) -> None:
    id = placed(reaching)
    happenings.ship(reaching.shop, int(id))
    with pytest.raises(Refused, match="fulfilled"):
        reaching.adapter().cancel_order(id, refund=True, restock=True, reason="customer", key="c1")


def test_a_line_goes_back_and_into_stock(reaching: Reaching) -> None:
    id, adapter = placed(reaching), reaching.adapter()
    order = adapter.order(id)
    assert order is not None
    line = order.lines[0]
    made = adapter.refund_order(id, lines=(RefundLine(line.external_id, 1),), amount=None, note="Sorry", key="f1")
    assert (made.amount, made.currency, made.lines) == (line.price, "EUR", ((line.external_id, 1),))
    assert (
        adapter.refund_order(id, lines=(RefundLine(line.external_id, 1),), amount=None, note="Sorry", key="f1") == made
    )
    kept = reaching.shop.shelf.orders.by_id[int(id)]["refunds"]
    assert [one["refund_line_items"][0]["restock_type"] for one in kept] == ["cancel"]


def test_a_line_goes_back_without_stock(reaching: Reaching) -> None:
    id, adapter = placed(reaching), reaching.adapter()
    line = str(reaching.shop.shelf.orders.by_id[int(id)]["line_items"][0]["id"])
    adapter.refund_order(id, lines=(RefundLine(line, 1, restock=False),), amount=None, note="", key="f1")
    kept = reaching.shop.shelf.orders.by_id[int(id)]["refunds"]
    assert kept[0]["refund_line_items"][0]["restock_type"] == "no_restock"


def test_an_amount_goes_back(reaching: Reaching) -> None:
    id, adapter = placed(reaching), reaching.adapter()
    made = adapter.refund_order(id, lines=(), amount=Decimal("2.50"), note="Late", key="f1")
    assert (made.amount, made.lines) == (Decimal("2.50"), ())
    assert made.reason is not None
    assert made.reason.startswith("Late")
    again = adapter.refund_order(id, lines=(), amount=Decimal("2.50"), note="Late", key="f2")
    assert again.external_id != made.external_id
    order = adapter.order(id)
    assert order is not None
    assert (order.refunded, order.financial) == (Decimal("5.00"), Financial.PARTIALLY_REFUNDED)


def test_all_that_is_left_goes_back(reaching: Reaching) -> None:
    id, adapter = placed(reaching), reaching.adapter()
    adapter.refund_order(id, lines=(), amount=Decimal("2.50"), note="", key="f1")
    adapter.refund_order(id, lines=(), amount=None, note="", key="f2")
    order = adapter.order(id)
    assert order is not None
    assert (order.refunded, order.financial) == (order.total, Financial.REFUNDED)


def test_more_than_was_paid_does_not_go_back(reaching: Reaching) -> None:
    id = placed(reaching)
    with pytest.raises(Refused, match="less"):
        reaching.adapter().refund_order(id, lines=(), amount=Decimal(100_000), note="", key="f1")
    assert reaching.shop.shelf.orders.by_id[int(id)]["refunds"] == []


def test_money_whose_answer_was_lost_moves_once(reaching: Reaching) -> None:
    """Shopify knows the key: the client may ask again, and so may the next job."""
    id, adapter = placed(reaching), reaching.adapter()
    for _ in range(2):
        reaching.shop.faults.plan(Fault.SLOW)
    reaching.shop.faults.plan(Fault.LOST)
    made = adapter.refund_order(id, lines=(), amount=Decimal(4), note="", key="f1")
    assert adapter.refund_order(id, lines=(), amount=Decimal(4), note="", key="f1") == made
    assert reaching.shop.operations().count("refund_order") == 2
    assert len(reaching.shop.shelf.orders.by_id[int(id)]["refunds"]) == 1


def test_a_new_address(reaching: Reaching) -> None:
    id, adapter = placed(reaching), reaching.adapter()
    adapter.change_address(id, THERE, key="a1")
    found = adapter.order(id)
    assert found is not None
    assert found.shipping == THERE
    adapter.change_address(id, replace(THERE, region="CA", country="US"), key="a2")
    found = adapter.order(id)
    assert found is not None
    assert found.shipping is not None
    assert found.shipping.region == "CA"


def test_notes_stand_below_each_other_and_once(reaching: Reaching) -> None:
    id, adapter = placed(reaching), reaching.adapter()
    reaching.shop.shelf.orders.by_id[int(id)]["note"] = "Leave at the door"
    for text in ("Called", "Called", "Sent a photo"):
        adapter.add_note(id, text, key=text)
    assert reaching.shop.shelf.orders.by_id[int(id)]["note"] == "Leave at the door\n\nCalled\n\nSent a photo"


def test_an_invoice_is_mailed_once_a_key(reaching: Reaching) -> None:
    id, adapter = placed(reaching), reaching.adapter()
    for key in ("i1", "i1", "i2"):
        adapter.send_invoice(id, key=key)
    assert len(reaching.shop.shelf.invoices) == 2


def test_an_invoice_whose_answer_was_lost_is_not_mailed_again_by_itself(reaching: Reaching) -> None:
    id = placed(reaching)
    reaching.shop.faults.plan(Fault.LOST)
    with pytest.raises(ProviderError) as failure:
        reaching.adapter().send_invoice(id, key="i1")
    assert not failure.value.permanent
    assert len(reaching.shop.shelf.invoices) == 1
