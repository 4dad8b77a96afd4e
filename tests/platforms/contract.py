"""What every shop system must keep, whichever it is: its adapter's promises, and the mirror after its webhooks.

A platform passes by subclassing: a fixture ``stage`` (see stage.py), and what it can be asked for.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any, ClassVar

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from integration_app import stores
from integration_app.catalogue.models import Product, Variant
from integration_app.kit import db
from integration_app.kit.errors import ProviderError
from integration_app.kit.events import EventRow
from integration_app.orders.models import Fulfilment, Order
from integration_app.platforms import Unreachable
from integration_app.platforms.protocol import (
    Ability,
    AddressSnapshot,
    CodeCampaign,
    NotPossible,
    OrderSnapshot,
    Platform,
    RefundLine,
)
from integration_app.stores.models import Store
from tests.platforms.stage import Sent, Stage
from tests.support.cast import Cast
from webhooks import senders

Jobs = Callable[[], int]
THERE = AddressSnapshot(name="Cleo Marin", line1="2 rue Neuve", postcode="69001", city="Lyon", country="FR")
UNKNOWN = "999999999"
TOMORROW = timedelta(days=1)

Ask = Callable[[Platform, OrderSnapshot, str], Any]
WISHES: dict[Ability, Ask] = {
    Ability.CANCEL: lambda shop, order, key: shop.cancel_order(
        order.external_id, refund=False, restock=True, reason="customer", key=key
    ),
    Ability.REFUND: lambda shop, order, key: shop.refund_order(
        order.external_id, lines=(), amount=Decimal("1.00"), note="Late", key=key
    ),
    Ability.CHANGE_ADDRESS: lambda shop, order, key: shop.change_address(order.external_id, THERE, key=key),
    Ability.SEND_INVOICE: lambda shop, order, key: shop.send_invoice(order.external_id, key=key),
    Ability.NOTE: lambda shop, order, key: shop.add_note(order.external_id, "Pack it well", key=key),
    Ability.COUPON: lambda shop, order, key: shop.issue_coupon(
        percent=Decimal(5), ends_at=datetime.now(UTC) + TOMORROW, key=key
    ),
    Ability.CODES: lambda shop, order, key: shop.make_codes(
        CodeCampaign(key=key, title="Five off", percent=Decimal(5)), ("CONTRACT-A7", "CONTRACT-B9")
    ),
    Ability.RETURN: lambda shop, order, key: shop.request_return(
        order_id=order.external_id, lines=((_line(order), 1),), reason="unwanted", note="Too small", key=key
    ),
}
"""Each ability with a wish that needs it."""


def _line(order: OrderSnapshot) -> str:
    return order.lines[0].external_id if order.lines else "1"


def _nothing() -> OrderSnapshot:
    """Return an order for those that cannot be asked for one."""
    from integration_app.platforms.protocol import Financial

    return OrderSnapshot("1", "1", Financial.PAID, "EUR", Decimal(1), None, None)


class PlatformContract:
    """Wishes and the mirror: what even a store must keep that is never asked."""

    abilities: ClassVar[frozenset[Ability]] = frozenset()
    """What the stage's store can be asked for."""

    @pytest.fixture(autouse=True)
    def _fresh_look_ups(self) -> None:
        senders.forget()

    # What it can be asked for

    def test_it_says_what_it_can_be_asked_for(self, stage: Stage) -> None:
        assert stage.adapter().abilities == self.abilities

    @pytest.mark.parametrize("ability", list(Ability))
    def test_a_wish_happens_once_a_key_or_is_not_possible(self, stage: Stage, ability: Ability) -> None:
        shop = stage.adapter()
        if ability not in self.abilities:
            with pytest.raises(NotPossible) as refusal:
                WISHES[ability](shop, _nothing(), "k1")
            assert refusal.value.ability is ability
            assert refusal.value.permanent
            return
        order = self._order_for(stage, shop, ability)
        first, second = (WISHES[ability](shop, order, f"contract {ability}") for _ in range(2))
        assert _name(first) == _name(second)
        self._happened_once(stage, shop, ability, order)

    def _order_for(self, stage: Stage, shop: Platform, ability: Ability) -> OrderSnapshot:
        id = stage.place()
        if ability is Ability.RETURN:
            stage.ship(id)
            stage.deliver(id)
        found = shop.order(id)
        assert found is not None
        return found

    def _happened_once(self, stage: Stage, shop: Platform, ability: Ability, order: OrderSnapshot) -> None:
        after = shop.order(order.external_id)
        assert after is not None
        happened = {
            Ability.CANCEL: lambda: after.cancelled_at is not None,
            Ability.REFUND: lambda: after.refunded == Decimal("1.00"),
            Ability.CHANGE_ADDRESS: lambda: after.shipping is not None and after.shipping.line1 == THERE.line1,
            Ability.SEND_INVOICE: lambda: stage.mails(order.external_id) == 1,
            Ability.NOTE: lambda: stage.notes(order.external_id) == 1,
            Ability.RETURN: lambda: len(after.returns or ()) == 1,
        }
        assert happened.get(ability, lambda: True)()

    # The mirror, after what it sent

    @pytest.fixture
    def told(self, stage: Stage, cast: Cast, client: FlaskClient) -> Store:
        """Have the store connected to Ada's workspace, with nothing told yet."""
        with db.unit():
            joined = stage.join(stores.workspace(cast.workspace.id))
        stage.news()
        return joined

    def test_an_order_appears(self, stage: Stage, told: Store, client: FlaskClient, run_jobs: Jobs) -> None:
        id = stage.place()
        _arrive(stage.news(), client, run_jobs)
        row = _order(told, id)
        assert row is not None
        assert row.financial == "paid"
        assert row.total > 0
        assert row.created_at is not None

    def test_a_parcel_appears(self, stage: Stage, told: Store, client: FlaskClient, run_jobs: Jobs) -> None:
        id = stage.place()
        stage.ship(id)
        _arrive(stage.news(), client, run_jobs)
        row = _order(told, id)
        assert row is not None
        assert row.fulfilment_status == "fulfilled"

    def test_the_same_news_twice_is_harmless(
        self, stage: Stage, told: Store, client: FlaskClient, run_jobs: Jobs
    ) -> None:
        stage.ship(stage.place())
        news = stage.news()
        _arrive(news, client, run_jobs)
        before = _footprint(told)
        _arrive(news, client, run_jobs)
        assert _footprint(told) == before

    def test_older_news_changes_nothing(self, stage: Stage, told: Store, client: FlaskClient, run_jobs: Jobs) -> None:
        id = stage.place()
        older = stage.news()
        stage.cancel(id)
        _arrive(stage.news(), client, run_jobs)
        _arrive(older, client, run_jobs)
        row = _order(told, id)
        assert row is not None
        assert row.cancelled_at is not None

    def test_a_product_changes(self, stage: Stage, told: Store, client: FlaskClient, run_jobs: Jobs) -> None:
        id = stage.product()
        stage.count_anew(id)
        _arrive(stage.news(), client, run_jobs)
        with db.unit(read_only=True):
            mine = select(Product).where(Product.store_id == told.id, Product.external_id == id)
            product = db.session().scalars(mine).one()
            sold = select(Variant.stock).where(Variant.product_id == product.id)
            assert 7 in db.session().scalars(sold).all()

    def test_nothing_reaches_dans_store(
        self, stage: Stage, told: Store, cast: Cast, client: FlaskClient, run_jobs: Jobs
    ) -> None:
        stage.place()
        _arrive(stage.news(), client, run_jobs)
        assert _footprint(cast.other_store) == (0, 0, 0)


class AskablePlatform(PlatformContract):
    """The whole contract, for stores that can be asked."""

    def test_the_shop_and_its_terms(self, stage: Stage) -> None:
        shop = stage.adapter().shop()
        assert shop.name
        assert len(shop.currency) == 3
        assert "/" in shop.timezone or shop.timezone == "UTC"
        terms = stage.adapter().terms()
        assert terms.zones is None or all(zone.countries for zone in terms.zones)

    def test_an_order_is_told_whole(self, stage: Stage) -> None:
        order = stage.adapter().order(stage.place())
        assert order is not None
        assert order.number
        assert not order.number.startswith("#")
        assert order.financial.value == "paid"
        assert order.lines
        assert all(line.quantity > 0 and line.price >= 0 for line in order.lines)
        assert order.updated_at is not None
        assert order.updated_at.tzinfo is not None

    def test_what_it_does_not_have_is_none(self, stage: Stage) -> None:
        shop = stage.adapter()
        assert shop.order(UNKNOWN) is None
        assert shop.product(UNKNOWN) is None

    def test_orders_come_oldest_change_first(self, stage: Stage) -> None:
        first, second = stage.place(), stage.place()
        stage.ship(first)
        told = list(stage.adapter().orders())
        assert {first, second} <= {order.external_id for order in told}
        _never_goes_back([order.updated_at for order in told])

    def test_who_stops_half_way_goes_on_from_there(self, stage: Stage) -> None:
        for _ in range(3):
            stage.place()
        told = list(stage.adapter().orders())
        middle = told[len(told) // 2]
        rest = {order.external_id for order in stage.adapter().orders(updated_since=middle.updated_at)}
        assert {order.external_id for order in told[len(told) // 2 :]} <= rest
        assert list(stage.adapter().orders(updated_since=datetime.now(UTC) + TOMORROW)) == []
        assert list(stage.adapter().orders(created_since=datetime.now(UTC) + TOMORROW)) == []

    def test_products_come_oldest_change_first(self, stage: Stage) -> None:
        id = stage.product()
        stage.count_anew(id)
        told = list(stage.adapter().products())
        assert id in {product.external_id for product in told}
        _never_goes_back([product.updated_at for product in told])
        alone = stage.adapter().product(id)
        assert alone is not None
        assert alone.variants
        assert 7 in {variant.stock for variant in alone.variants}

    def test_counts_and_versions_name_the_same(self, stage: Stage) -> None:
        stage.place()
        shop = stage.adapter()
        orders, products = list(shop.orders()), list(shop.products())
        assert shop.count("orders") in {None, len(orders)}
        assert shop.count("products") in {None, len(products)}
        assert {one.external_id for one in shop.versions("orders")} == {one.external_id for one in orders}
        assert {one.external_id for one in shop.versions("products")} == {one.external_id for one in products}

    def test_wrong_credentials_fail_for_good(self, stage: Stage) -> None:
        with pytest.raises(ProviderError) as failure:
            stage.stranger().order(stage.place())
        assert failure.value.permanent

    def test_a_store_that_is_down_may_come_back(self, stage: Stage) -> None:
        with pytest.raises(ProviderError) as failure:
            stage.nobody().order("1")
        assert not failure.value.permanent

    def test_more_than_was_paid_never_goes_back(self, stage: Stage) -> None:
        if Ability.REFUND not in self.abilities:
            return
        shop, id = stage.adapter(), stage.place()
        order = shop.order(id)
        assert order is not None
        lines = tuple(RefundLine(line.external_id, line.quantity) for line in order.lines)
        with pytest.raises(ProviderError):
            shop.refund_order(id, lines=(), amount=order.total + 1, note="", key="too much")
        shop.refund_order(id, lines=lines, amount=None, note="", key="all lines")
        after = shop.order(id)
        assert after is not None
        assert 0 < after.refunded <= order.total


class NeverAsked(PlatformContract):
    """For stores that only tell: every question says so, for good, so that what they told stands."""

    def test_every_question_says_that_it_cannot_be_asked(self, stage: Stage) -> None:
        shop = stage.adapter()
        questions: list[Callable[[], Any]] = [
            shop.shop,
            shop.terms,
            lambda: shop.order("1"),
            lambda: shop.product("1"),
            shop.orders,
            shop.products,
            lambda: shop.versions("orders"),
        ]
        for ask in questions:
            with pytest.raises(Unreachable) as refusal:
                ask()
            assert refusal.value.permanent
        assert shop.count("orders") is None


def _arrive(news: list[Sent], client: FlaskClient, run_jobs: Jobs) -> None:
    assert news, "the store said nothing"
    for sent in news:
        assert sent.to(client) in {200, 202}
    run_jobs()


def _order(store: Store, id: str) -> Order | None:
    with db.unit(read_only=True):
        return db.session().scalar(select(Order).where(Order.store_id == store.id, Order.external_id == id))


def _footprint(store: Store) -> tuple[int, ...]:
    """Count what stands in the mirror, and what was announced about its orders."""
    with db.unit(read_only=True):
        session = db.session()
        rows = [
            session.scalar(select(func.count()).select_from(model).where(model.store_id == store.id))
            for model in (Order, Fulfilment)
        ]
        said = (
            select(func.count())
            .select_from(EventRow)
            .where(EventRow.store_id == store.id, EventRow.kind.like("order.%"))
        )
        return (*(row or 0 for row in rows), session.scalar(said.where(~EventRow.kind.like("%wanted"))) or 0)


def _never_goes_back(times: list[datetime | None]) -> None:
    assert all(earlier and later and earlier <= later for earlier, later in pairwise(times))


def _name(made: Any) -> Any:
    """Return what a store calls what it made, to tell one from two."""
    return getattr(made, "external_id", None) or getattr(made, "codes", None) or getattr(made, "code", None)
