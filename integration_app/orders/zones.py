"""How parcels get where: what the platform tells of it, and what only the merchant knows.

The platform tells countries and prices. Working days on the way and who pays duty are the merchant's to fill in,
for a zone or for one country of it; nothing that the platform tells overwrites them. Where the platform tells no
zones at all, the merchant's own ones stand.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any, Literal

from sqlalchemy import delete, select

from integration_app.kit import clock, db
from integration_app.orders.models import ShippingZone
from integration_app.platforms.protocol import ShippingZoneSnapshot
from integration_app.stores.models import Store

EVERYWHERE_ELSE = "*"

DutyPayer = Literal["shop", "shopper"]


@dataclass(frozen=True)
class Lane:
    """Working days from the store's door to the shopper's, and who pays duty; empty where nobody has said."""

    days_min: int | None = None
    days_max: int | None = None
    duty_paid_by: DutyPayer | None = None


@dataclass(frozen=True)
class ZoneLanes:
    """What a merchant fills in for one zone, and for those of its countries where it is otherwise."""

    zone: int
    """Row id."""
    whole: Lane
    countries: Mapping[str, Lane] = field(default_factory=dict)


@dataclass(frozen=True)
class ZoneDraft:
    """One zone of the merchant's own: countries (ISO codes; none: everywhere else), working days, price."""

    name: str
    countries: tuple[str, ...]
    days_min: int
    days_max: int
    price: Decimal | None = None
    free_from: Decimal | None = None


def set_shipping_zones(store: Store, drafts: Sequence[ZoneDraft]) -> None:
    """Replace a store's own zones. Who pays duty stays as it was for a zone of the same name."""
    session = db.session()
    own = [zone for zone in _all(store.id) if zone.external_id is None]
    known = {zone.name: zone for zone in own}
    session.execute(delete(ShippingZone).where(ShippingZone.store_id == store.id, ShippingZone.external_id.is_(None)))
    for draft in drafts:
        before = known.get(draft.name)
        zone = ShippingZone(
            store_id=store.id,
            name=draft.name,
            countries=list(draft.countries) or [EVERYWHERE_ELSE],
            price=draft.price,
            free_from=draft.free_from,
            currency=store.currency,
            days_min=draft.days_min,
            days_max=draft.days_max,
            duty_paid_by=before.duty_paid_by if before else None,
            lanes=before.lanes if before else {},
        )
        session.add(zone)
    session.flush()


def record_zones(store: Store, told: Sequence[ShippingZoneSnapshot]) -> None:
    """Take over the platform's zones. What the merchant filled in stays with the zone, by its id or else its name."""
    known = [zone for zone in _all(store.id) if zone.external_id is not None]
    for zone in {one.external_id: one for one in told}.values():
        row = _same(known, zone)
        if row is None:
            row = ShippingZone(store_id=store.id, lanes={})
            _fill_in(row, zone, own_zones(store.id))
            db.session().add(row)
        else:
            known.remove(row)
        row.external_id, row.name, row.gone_at = zone.external_id, zone.name[:120], None
        row.countries, row.currency = list(zone.countries), store.currency
        row.rates = [_rate(one.name, one.price, one.free_from) for one in zone.rates]
        cheapest = min(zone.rates, key=lambda one: (one.price is None, one.price or 0), default=None)
        row.price = cheapest.price if cheapest else None
        row.free_from = cheapest.free_from if cheapest else None
    for row in known:
        row.gone_at = row.gone_at or clock.now()
    db.session().flush()


def set_lanes(store: Store, told: Sequence[ZoneLanes]) -> None:
    """Take over what the merchant knows of the ways to some zones."""
    rows = {zone.id: zone for zone in shipping_zones(store.id)}
    for one in told:
        row = rows[one.zone]
        row.days_min, row.days_max, row.duty_paid_by = one.whole.days_min, one.whole.days_max, one.whole.duty_paid_by
        row.lanes = {country: asdict(lane) for country, lane in one.countries.items() if lane != Lane()}
    db.session().flush()


def shipping_zones(store_id: int) -> list[ShippingZone]:
    """List how parcels get to which countries: the platform's zones, or the merchant's own where it tells none."""
    present = [zone for zone in _all(store_id) if zone.gone_at is None]
    return [zone for zone in present if zone.external_id is not None] or present


def own_zones(store_id: int) -> list[ShippingZone]:
    """List the zones that the merchant wrote down himself."""
    return [zone for zone in _all(store_id) if zone.external_id is None]


def lanes_of(zone: ShippingZone) -> dict[str, Lane]:
    """Return what is otherwise in some countries of a zone."""
    return {country: Lane(**lane) for country, lane in (zone.lanes or {}).items()}


def lane_to(zones: Sequence[ShippingZone], country: str | None) -> Lane:
    """Return what is known of the way to a country; the rest of the world only where no zone names it."""
    there = [zone for zone in zones if country in zone.countries]
    for zone in there or [zone for zone in zones if EVERYWHERE_ELSE in zone.countries]:
        own = lanes_of(zone).get(country or "", Lane())
        whole = Lane(zone.days_min, zone.days_max, zone.duty_paid_by)
        lane = Lane(
            own.days_min if own.days_max is not None else whole.days_min,
            own.days_max if own.days_max is not None else whole.days_max,
            own.duty_paid_by or whole.duty_paid_by,
        )
        if lane != Lane():
            return lane
    return Lane()


def _fill_in(row: ShippingZone, zone: ShippingZoneSnapshot, own: Sequence[ShippingZone]) -> None:
    """Carry over what the merchant wrote down before the platform told its zones."""
    known = {country: lane for country in zone.countries if (lane := lane_to(own, country)) != Lane()}
    if not known:
        return
    usual = max(known.values(), key=list(known.values()).count)
    row.days_min, row.days_max, row.duty_paid_by = usual.days_min, usual.days_max, usual.duty_paid_by
    row.lanes = {country: asdict(lane) for country, lane in known.items() if lane != usual}


def _same(known: Sequence[ShippingZone], zone: ShippingZoneSnapshot) -> ShippingZone | None:
    by_id = (row for row in known if row.external_id == zone.external_id)
    by_name = (row for row in known if row.name == zone.name)
    return next(by_id, None) or next(by_name, None)


def _rate(name: str, price: Decimal | None, free_from: Decimal | None) -> dict[str, Any]:
    return {
        "name": name,
        "price": None if price is None else str(price),
        "free_from": None if free_from is None else str(free_from),
    }


def _all(store_id: int) -> Sequence[ShippingZone]:
    mine = select(ShippingZone).where(ShippingZone.store_id == store_id).order_by(ShippingZone.id)
    return db.session().scalars(mine).all()
