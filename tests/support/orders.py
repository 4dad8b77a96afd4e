"""Orders for tests, as a store's snapshots tell them."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from integration_app import orders, stores
from integration_app.kit import clock, db
from integration_app.orders.models import Order
from integration_app.platforms.protocol import (
    AddressSnapshot,
    Financial,
    FulfilmentSnapshot,
    LineSnapshot,
    OrderSnapshot,
    PersonSnapshot,
    Progress,
    TrackingEventSnapshot,
    TrackingSnapshot,
)
from integration_app.stores.models import Store

CLEO = "cleo@mail.fr"


def snapshot(
    number: str = "1042", *, email: str = CLEO, customer: str | None = "c1", parcel: bool = False
) -> OrderSnapshot:
    """Cleo's order of two lamps, paid; with a parcel it is on its way from Leipzig to Lyon."""
    now = clock.now()
    return OrderSnapshot(
        external_id=f"o{number}",
        number=number,
        financial=Financial.PAID,
        currency="EUR",
        total=Decimal("113.00"),
        created_at=now - timedelta(days=4),
        updated_at=now - timedelta(days=1),
        email=email,
        phone="+33 6 12 34 56 78",
        person=PersonSnapshot(customer, email=email, first_name="Cleo", last_name="Martin"),
        shipping=AddressSnapshot(name="Cleo Martin", line1="1 Rue de la Paix", city="Lyon", country="FR"),
        lines=(
            LineSnapshot("l1", "Halo table lamp", 1, Decimal("89.00"), variant_title="brass"),
            LineSnapshot("l2", "Cabin pouch set", 1, Decimal("24.00")),
        ),
        fulfilments=(on_its_way(number),) if parcel else (),
    )


def on_its_way(number: str = "1042") -> FulfilmentSnapshot:
    """A DHL parcel, scanned in Leipzig yesterday, expected the day after tomorrow."""
    now = clock.now()
    scan = TrackingEventSnapshot(
        f"e{number}",
        f"f{number}",
        f"o{number}",
        Progress.IN_TRANSIT,
        now - timedelta(days=1),
        city="Leipzig",
        country="DE",
        estimated_delivery_at=now + timedelta(days=2),
    )
    return FulfilmentSnapshot(
        f"f{number}",
        f"o{number}",
        Progress.IN_TRANSIT,
        now - timedelta(days=2),
        now - timedelta(days=1),
        tracking=(TrackingSnapshot("DHL", "JD014600003SE", "https://dhl.example/JD014600003SE"),),
        lines=(("l1", 1), ("l2", 1)),
        events=(scan,),
    )


def delivered(number: str = "1042", *, days_ago: int = 1) -> FulfilmentSnapshot:
    """The same parcel, delivered some days ago."""
    at = clock.now() - timedelta(days=days_ago)
    way = on_its_way(number)
    scan = TrackingEventSnapshot(f"d{number}", way.external_id, way.order_id, Progress.DELIVERED, at, city="Lyon")
    early = replace(way.events[0], happened_at=at - timedelta(days=2))
    return replace(way, progress=Progress.DELIVERED, updated_at=at, delivered_at=at, events=(early, scan))


def place(store: Store, order: OrderSnapshot) -> Order:
    """Record an order as the store told it."""
    with db.unit():
        orders.record_order(stores.by_id(store.id), order)
        found = orders.by_external_id(store.id, order.external_id)
        assert found is not None
        return found
