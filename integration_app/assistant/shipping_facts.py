"""What the assistant may know of shipping: the store's zones, a row for each method and each way that differs."""

from collections.abc import Iterator
from decimal import Decimal

from integration_app import orders
from integration_app.assistant.facts import Money, ShippingFacts, ShippingZoneFacts
from integration_app.orders import Lane
from integration_app.orders.models import ShippingZone
from integration_app.stores.models import Store


def of(store: Store) -> ShippingFacts:
    """Gather a store's zones, inside the open unit."""
    zones = orders.shipping_zones(store.id)
    ways = [way for zone in zones for way in _ways(zone)]
    return ShippingFacts(
        zones=tuple(facts for zone, countries, lane in ways for facts in _methods(zone, countries, lane)),
        customs_may_apply=_paid_by("shopper", ways),
        duty_paid=_paid_by("shop", ways),
    )


_Way = tuple[ShippingZone, tuple[str, ...], Lane]


def _ways(zone: ShippingZone) -> Iterator[_Way]:
    """Part a zone into the countries that differ and the rest."""
    differing = [country for country in orders.lanes_of(zone) if country in zone.countries]
    for country in differing:
        yield zone, (country,), orders.lane_to([zone], country)
    rest = tuple(country for country in zone.countries if country not in differing)
    if rest:
        yield zone, rest, Lane(zone.days_min, zone.days_max, zone.duty_paid_by)


def _methods(zone: ShippingZone, countries: tuple[str, ...], lane: Lane) -> Iterator[ShippingZoneFacts]:
    if not zone.rates:
        yield _facts(zone, countries, lane, price=zone.price, free_from=zone.free_from)
    for rate in zone.rates or ():
        price, free_from = _amount(rate["price"]), _amount(rate["free_from"])
        yield _facts(zone, countries, lane, price=price, free_from=free_from, method=rate["name"] or "")


def _facts(
    zone: ShippingZone,
    countries: tuple[str, ...],
    lane: Lane,
    *,
    price: Decimal | None,
    free_from: Decimal | None,
    method: str = "",
) -> ShippingZoneFacts:
    return ShippingZoneFacts(
        countries=countries,
        method=method,
        days_from=lane.days_min,
        days_until=lane.days_max,
        cost=Money(price, zone.currency) if price is not None else None,
        free_from=Money(free_from, zone.currency) if free_from is not None else None,
        at_checkout=bool(zone.rates) and price is None,
    )


def _paid_by(payer: str, ways: list[_Way]) -> tuple[str, ...]:
    return tuple(
        sorted({country for _, countries, lane in ways if lane.duty_paid_by == payer for country in countries})
    )


def _amount(text: str | None) -> Decimal | None:
    return Decimal(text) if text is not None else None
