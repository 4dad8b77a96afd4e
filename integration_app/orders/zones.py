"""How parcels get where, as the merchant fills it in."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import delete

from integration_app.kit import db
from integration_app.orders.models import ShippingZone
from integration_app.stores.models import Store

EVERYWHERE_ELSE = "*"


@dataclass(frozen=True)
class ZoneDraft:
    """One zone: countries (ISO codes; none: everywhere else), working days, price in the store's currency."""

    name: str
    countries: tuple[str, ...]
    days_min: int
    days_max: int
    price: Decimal | None = None
    free_from: Decimal | None = None


def set_shipping_zones(store: Store, drafts: Sequence[ZoneDraft]) -> None:
    """Replace a store's zones. Who pays duty stays as it was for a zone of the same name."""
    session = db.session()
    known = session.query(ShippingZone).filter_by(store_id=store.id).all()
    duty = {zone.name: zone.duty_paid_by for zone in known}
    session.execute(delete(ShippingZone).where(ShippingZone.store_id == store.id))
    for draft in drafts:
        zone = ShippingZone(
            store_id=store.id,
            name=draft.name,
            countries=list(draft.countries) or [EVERYWHERE_ELSE],
            price=draft.price,
            free_from=draft.free_from,
            currency=store.currency,
            days_min=draft.days_min,
            days_max=draft.days_max,
            duty_paid_by=duty.get(draft.name),
        )
        session.add(zone)
    session.flush()
