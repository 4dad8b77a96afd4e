from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from demo import DemoConfig, states
from demo.database import Database
from demo.models import Delivery, Order, Product, TrackingEvent
from demo.seed import fill

NOW = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)
STAGES = {
    "unpaid", "paid", "packed", "in_transit", "out_for_delivery", "delivered", "delayed", "lost",
    "partly_shipped", "cancelled", "refunded", "return_open",
}  # fmt: skip


def seeded(folder: Path, **settings: object) -> Database:
    config = DemoConfig(data_dir=folder, **settings)
    database = Database(config.database_path)
    assert fill(database, config, NOW)
    assert not fill(database, config, NOW)
    return database


def test_the_shelf(tmp_path: Path) -> None:
    with seeded(tmp_path).read() as session:
        products = session.scalars(select(Product)).all()
        assert len(products) == 24
        assert len({product.category for product in products}) == 5
        stocks = [variant.stock for product in products for variant in product.variants]
        assert 0 in stocks
        assert any(0 < stock <= 3 for stock in stocks)
        assert any(variant.size for product in products for variant in product.variants)


def test_forty_orders_in_every_state(tmp_path: Path) -> None:
    with seeded(tmp_path).read() as session:
        orders = session.scalars(select(Order).order_by(Order.number)).all()
        assert [order.number for order in orders] == list(range(1001, 1041))
        assert {states.stage(order) for order in orders} == STAGES
        assert Counter(map(states.financial, orders))["partially_refunded"] == 1
        assert len({order.address["country"] for order in orders}) == 10
        assert any(order.customer is None for order in orders)
        assert all(order.id > 2**53 and int(float(order.id)) != order.id for order in orders[:30])


def test_the_past_lies_within_sixty_days_and_in_order(tmp_path: Path) -> None:
    with seeded(tmp_path).read() as session:
        orders = session.scalars(select(Order).order_by(Order.number)).all()
        placed = [order.created_at for order in orders]
        assert placed == sorted(placed)
        assert placed[0] > NOW - timedelta(days=60)
        events = session.scalars(select(TrackingEvent)).all()
        assert all(event.happened_at <= NOW for event in events)
        assert any("customs" in event.message for event in events)
        for order in orders:
            for parcel in order.fulfilments:
                assert parcel.events[0].happened_at > order.created_at
                assert parcel.events[-1].status == parcel.shipment_status


def test_the_same_seed_gives_the_same_shop(tmp_path: Path) -> None:
    def picture(database: Database) -> list[tuple]:
        with database.read() as session:
            orders = session.scalars(select(Order).order_by(Order.id)).all()
            return [(o.id, o.token, o.total, [p.tracking_number for p in o.fulfilments]) for o in orders]

    assert picture(seeded(tmp_path / "one")) == picture(seeded(tmp_path / "two"))


def test_the_past_is_announced_through_the_outbox(tmp_path: Path) -> None:
    with seeded(tmp_path).read() as session:
        topics = Counter(session.scalars(select(Delivery.label)))
    assert topics["orders/create"] == 40
    assert topics["products/create"] == 24
    assert topics["customers/create"] == 14
    assert topics["fulfillment_events/create"] > 100
    assert topics["returns/request"] + topics["returns/approve"] == 2
