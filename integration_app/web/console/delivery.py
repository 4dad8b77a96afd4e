"""Where a store sends and on what terms: told by the store, completed by the merchant."""

from decimal import Decimal

from integration_app import orders
from integration_app.kit.errors import NotFound
from integration_app.orders import ZoneLanes
from integration_app.orders.models import ShippingZone
from integration_app.stores import Store, terms
from integration_app.web.access import get, may, put
from integration_app.web.caller import Caller
from integration_app.web.console.shapes.delivery import (
    CountryLane,
    Delivery,
    DeliveryDraft,
    DeliveryZone,
    Lane,
    Policy,
    Rate,
    ZoneDraft,
)
from integration_app.web.console.shapes.parts import money_of
from integration_app.web.errors import Invalid


@get("/stores/<store>/delivery")
@may("manager")
def read_delivery(caller: Caller, store: str) -> Delivery:
    """Tell where a store sends and on what terms."""
    return _delivery(caller.store(store))


@put("/stores/<store>/delivery")
@may("manager")
def change_delivery(caller: Caller, store: str, body: DeliveryDraft) -> Delivery:
    """Fill in how long the ways take and who pays duty; prices and countries stay the store's."""
    found = caller.store(store)
    zones = {zone.id: zone for zone in orders.shipping_zones(found.id)}
    orders.set_lanes(found, [_drafted(zones.get(draft.id), draft) for draft in body.zones])
    return _delivery(found)


def _drafted(zone: ShippingZone | None, draft: ZoneDraft) -> ZoneLanes:
    if zone is None:
        raise NotFound("There is no such zone in this store.")
    foreign = [one.country for one in draft.differing if one.country not in zone.countries]
    if foreign and orders.zones.EVERYWHERE_ELSE not in zone.countries:
        raise Invalid(f"{zone.name} does not send to {', '.join(foreign)}.")
    return ZoneLanes(zone.id, _lane_in(draft.lane), {one.country: _lane_in(one.lane) for one in draft.differing})


def _delivery(store: Store) -> Delivery:
    zones, said = orders.shipping_zones(store.id), terms.terms(store.id)
    return Delivery(
        from_store=any(zone.external_id is not None for zone in zones),
        zones=[_zone(zone) for zone in zones],
        payment_methods=said.payment_methods if said else None,
        currencies=said.currencies if said else None,
        policies=[_policy(row) for row in terms.policies(store.id)],
        read_at=said.read_at if said else None,
    )


def _zone(row: ShippingZone) -> DeliveryZone:
    whole = orders.Lane(row.days_min, row.days_max, row.duty_paid_by)
    return DeliveryZone(
        id=row.id,
        name=row.name,
        countries=list(row.countries),
        rates=_rates(row),
        lane=_lane_out(whole),
        differing=[
            CountryLane(country=country, lane=_lane_out(lane)) for country, lane in orders.lanes_of(row).items()
        ],
    )


def _rates(row: ShippingZone) -> list[Rate]:
    told = [(one["name"] or "", _amount(one["price"]), _amount(one["free_from"])) for one in row.rates or ()]
    if not told and row.price is not None:
        told = [("", row.price, row.free_from)]
    currency = row.currency
    return [
        Rate(name=name, price=money_of(price, currency), free_from=money_of(free, currency))
        for name, price, free in told
    ]


def _policy(row: terms.Policy) -> Policy:
    return Policy.model_validate({"kind": row.kind, "title": row.title, "text": row.text, "url": row.url})


def _lane_in(lane: Lane) -> orders.Lane:
    return orders.Lane(lane.days_min, lane.days_max, lane.duty)


def _lane_out(lane: orders.Lane) -> Lane:
    return Lane(days_min=lane.days_min, days_max=lane.days_max, duty=lane.duty_paid_by)


def _amount(text: str | None) -> Decimal | None:
    return Decimal(text) if text is not None else None
