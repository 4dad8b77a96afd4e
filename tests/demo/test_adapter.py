import sqlite3
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import func, select

from demo import discounts
from demo.database import Database
from demo.models import Mail, OrderNote
from integration_app.kit.errors import ProviderError
from integration_app.platforms.demo import DemoShop
from integration_app.platforms.protocol import (
    Ability,
    AddressSnapshot,
    CodeCampaign,
    Financial,
    OrderSnapshot,
    Progress,
    RefundLine,
    ReturnState,
)
from tests.demo.conftest import TOKEN, Served


@pytest.fixture
def adapter(served: Served) -> DemoShop:
    return DemoShop(served.url, TOKEN)


def test_the_shop(adapter: DemoShop) -> None:
    shop = adapter.shop()
    assert (shop.name, shop.currency, shop.timezone) == ("Lumen Goods", "EUR", "Europe/Paris")
    assert shop.domain == "lumen-goods.myshopify.com"


def test_an_order_with_its_scans(adapter: DemoShop, served: Served) -> None:
    order = adapter.order(str(served.order_id(1024)))
    assert order is not None
    assert (order.number, order.financial, order.currency) == ("1024", Financial.PAID, "SAR")
    assert order.fulfilments
    assert order.fulfilments[0].events[-1].progress is Progress.IN_CUSTOMS
    assert order.external_id == str(served.order_id(1024))
    assert adapter.order("1") is None


def test_all_orders_and_products(adapter: DemoShop) -> None:
    assert len(list(adapter.orders())) == 40
    products = list(adapter.products())
    assert len(products) == 24
    assert products[0].url == f"{adapter._api.address}/products/{products[0].handle}"
    assert adapter.product(products[0].external_id) == products[0]
    assert list(adapter.orders(updated_since=datetime.now(UTC) + timedelta(days=1))) == []


def test_a_coupon_is_made_once_a_key(adapter: DemoShop) -> None:
    ends_at = datetime.now(UTC) + timedelta(days=1)
    one, same = (adapter.issue_coupon(percent=Decimal(5), ends_at=ends_at, key="k") for _ in range(2))
    assert one == same
    assert one.apply_url.endswith(f"/discount/{one.code}?redirect=/cart")


def test_a_return_is_asked_for(adapter: DemoShop, served: Served) -> None:
    order = adapter.order(str(served.order_id(1013)))
    assert order is not None
    lines = ((order.lines[0].external_id, 1),)
    back = adapter.request_return(order_id=order.external_id, lines=lines, reason="unwanted", note="", key="r")
    assert (back.state, back.lines, back.order_id) == (ReturnState.REQUESTED, lines, order.external_id)


def test_terms_counts_and_versions(adapter: DemoShop) -> None:
    terms = adapter.terms()
    assert terms.zones and {zone.name for zone in terms.zones} >= {"France", "Japan"}
    assert terms.zones[0].rates[0].price == Decimal("5.90")
    assert terms.policies and terms.policies[0].kind == "returns"
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    assert (adapter.count("orders"), adapter.count("products")) == (40, 24)
    assert adapter.count("orders", created_since=tomorrow) == 0
    assert list(adapter.orders(created_since=tomorrow)) == []
    versions = {found.external_id: found.updated_at for found in adapter.versions("orders")}
    assert len(versions) == 40
    whole = adapter.order(next(iter(versions)))
    assert whole and abs(whole.updated_at - versions[whole.external_id]) < timedelta(seconds=1)


def test_codes_of_a_campaign_are_made_once(adapter: DemoShop, served: Served) -> None:
    campaign = CodeCampaign(key="c", title="Five off", percent=Decimal(5))
    made, again = (adapter.make_codes(campaign, ("LUMEN-A", "LUMEN-B")) for _ in range(2))
    assert made == again
    assert made.codes[0].apply_url.endswith("/discount/LUMEN-A?redirect=/cart")
    adapter.bind_code(made.codes[0], ends_at=datetime.now(UTC) + timedelta(hours=1))
    adapter.end_codes(made.codes[1:])
    with served.shop.database.read() as session:
        now = datetime.now(UTC)
        assert discounts.usable(session, "LUMEN-A", now).percent == 5
        with pytest.raises(discounts.Unusable):
            discounts.usable(session, "LUMEN-A", now + timedelta(hours=2))
        with pytest.raises(discounts.Unusable):
            discounts.usable(session, "LUMEN-B", now)


def test_a_return_is_decided(adapter: DemoShop, served: Served) -> None:
    order = _order(adapter, served, 1013)
    lines = ((order.lines[0].external_id, 1),)
    back = adapter.request_return(order_id=order.external_id, lines=lines, reason="unwanted", note="", key="r")
    said = [adapter.decide_return(return_id=back.external_id, approved=True, note="", key="d") for _ in range(2)]
    assert {one.state for one in said} == {ReturnState.OPEN}
    with pytest.raises(ProviderError) as refusal:
        adapter.decide_return(return_id=back.external_id, approved=False, note="No", key="other")
    assert refusal.value.permanent and "open already" in str(refusal.value)
    served.settle()
    assert served.receiver.topics().count("returns/approve") == 1


def test_an_order_is_cancelled_once(adapter: DemoShop, served: Served) -> None:
    order = _paid(adapter)
    for _ in range(2):
        adapter.cancel_order(order.external_id, refund=True, restock=True, reason="customer", key="x")
    after = adapter.order(order.external_id)
    assert after and after.cancelled_at and after.refunded == after.total
    with pytest.raises(ProviderError, match="cancelled already"):
        adapter.cancel_order(order.external_id, refund=True, restock=True, reason="customer", key="y")
    served.settle()
    assert served.receiver.topics().count("orders/cancelled") == 1


def test_money_goes_back_once_a_key_and_never_more_than_was_paid(adapter: DemoShop, served: Served) -> None:
    order = _paid(adapter)
    some = {"order_id": order.external_id, "lines": (), "note": "Late"}
    one, same = (adapter.refund_order(**some, amount=Decimal("3.50"), key="a") for _ in range(2))
    assert one == same and (one.amount, one.currency) == (Decimal("3.50"), order.currency)
    piece = RefundLine(order.lines[0].external_id, 1, restock=True)
    lined = adapter.refund_order(order.external_id, lines=(piece,), amount=None, note="", key="b")
    assert lined.lines == ((order.lines[0].external_id, 1),)
    with pytest.raises(ProviderError, match="can go back"):
        adapter.refund_order(**some, amount=order.total, key="c")
    rest = adapter.refund_order(**some, amount=None, key="d")
    after = adapter.order(order.external_id)
    assert after and after.financial is Financial.REFUNDED
    assert one.amount + lined.amount + rest.amount == order.total
    served.settle()
    assert served.receiver.topics().count("refunds/create") == 3


def test_address_invoice_and_note(adapter: DemoShop, served: Served) -> None:
    order = _paid(adapter)
    there = AddressSnapshot(name="Cleo Marin", line1="Rua A 1", postcode="1000", city="Lyon", country="FR")
    adapter.change_address(order.external_id, there, key="a")
    after = adapter.order(order.external_id)
    assert after and after.shipping and (after.shipping.line1, after.shipping.city) == ("Rua A 1", "Lyon")
    for _ in range(2):
        adapter.send_invoice(order.external_id, key="i")
        adapter.add_note(order.external_id, "Send it first", key="n", tell_shopper=True)
    with served.shop.database.read() as session:
        assert session.scalar(select(func.count()).select_from(Mail)) == 2
        assert session.scalars(select(OrderNote.text)).all() == ["Send it first"]
    with pytest.raises(ProviderError, match="does not send"):
        adapter.change_address(order.external_id, AddressSnapshot(country="AQ"), key="b")
    with pytest.raises(ProviderError, match="packed"):
        adapter.change_address(str(served.order_id(1024)), there, key="c")


def test_a_file_of_an_older_shop_gets_what_is_new(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite3"
    with sqlite3.connect(path) as old:
        old.execute("CREATE TABLE discount (code VARCHAR PRIMARY KEY, key VARCHAR, percent INTEGER)")
    Database(path).close()
    with sqlite3.connect(path) as now:
        assert "campaign_id" in {row[1] for row in now.execute("PRAGMA table_info(discount)")}


def test_it_can_do_everything(adapter: DemoShop) -> None:
    assert adapter.abilities == frozenset(Ability)


def _order(adapter: DemoShop, served: Served, number: int) -> OrderSnapshot:
    found = adapter.order(str(served.order_id(number)))
    assert found is not None
    return found


def _paid(adapter: DemoShop) -> OrderSnapshot:
    """Return an order that is paid and not packed."""
    return next(
        found
        for found in adapter.orders()
        if found.financial is Financial.PAID and not found.fulfilments and not found.cancelled_at
    )


def test_a_wrong_token_fails_for_good(served: Served) -> None:
    with pytest.raises(ProviderError) as failure:
        DemoShop(served.url, "other").shop()
    assert failure.value.permanent
