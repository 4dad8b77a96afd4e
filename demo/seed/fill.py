"""Filling an empty shop, once."""

from datetime import datetime

from sqlalchemy import select

from demo.announce import Announcer
from demo.config import DemoConfig
from demo.database import Database
from demo.models import Product
from demo.payloads import return_, tracking_event
from demo.seed.catalogue import add_products
from demo.seed.customers import add_customers
from demo.seed.orders import add_orders


def fill(database: Database, config: DemoConfig, now: datetime) -> bool:
    """Seed the shop when it is empty, and return whether it was.

    The past is told to Parley as it would have come: through the outbox, unless `announce_seed` is off.
    """
    with database.write() as session:
        if session.scalar(select(Product.id).limit(1)):
            return False
        tell = Announcer(session, config, now)
        products = add_products(session, now)
        customers = add_customers(session, now)
        orders = add_orders(session, config, now)
        if not config.announce_seed:
            return True
        for product in products:
            tell.product(product, "products/create")
        for customer in customers:
            tell.customer(customer)
        for order in orders:
            changed = order.updated_at
            tell_then = Announcer(session, config, changed)
            tell_then.order(order, "orders/create")
            for event in (event for parcel in order.fulfilments for event in parcel.events):
                tell_then.send("fulfillment_events/create", tracking_event(event))
            for back in order.returns:
                topic = "returns/request" if back.status == "requested" else "returns/approve"
                tell_then.send(topic, return_(back))
    return True
