from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from integration_app.kit.errors import ProviderError
from integration_app.platforms.demo import DemoShop
from integration_app.platforms.protocol import Financial, Progress, ReturnState
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
    assert products[0].url == f"{adapter._address}/products/{products[0].handle}"
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


def test_a_wrong_token_fails_for_good(served: Served) -> None:
    with pytest.raises(ProviderError) as failure:
        DemoShop(served.url, "other").shop()
    assert failure.value.permanent
