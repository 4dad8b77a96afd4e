"""What the demo shop sends is what Parley's Shopify readers read."""

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from demo import DemoConfig, floor
from demo.announce import Announcer
from demo.database import Database
from demo.models import Delivery, Order
from demo.seed import fill
from integration_app.platforms import fields
from integration_app.platforms.shopify import read

READERS = {
    "orders": read.order,
    "fulfillments": read.fulfilment,
    "fulfillment_events": read.tracking_event,
    "refunds": read.refund,
    "returns": read.return_,
    "products": read.product,
    "customers": read.customer,
}


def test_every_act_on_every_order_can_be_read(tmp_path: Path) -> None:
    config = DemoConfig(data_dir=tmp_path)
    database = Database(config.database_path)
    fill(database, config, datetime.now(UTC))
    with database.write() as session:
        tell = Announcer(session, config, datetime.now(UTC))
        for order in session.scalars(select(Order)).all():
            for name in list(floor.possible(order)):
                if name in floor.possible(order):
                    floor.act(name, order, tell)
    with database.read() as session:
        sent = session.scalars(select(Delivery)).all()
    assert {delivery.label.partition("/")[0] for delivery in sent} == set(READERS)
    for delivery in sent:
        READERS[delivery.label.partition("/")[0]](fields.parse(delivery.body.decode()))
