"""Packing and sending: the acts by which a parcel goes its way."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

from demo import payloads, states
from demo.announce import Announcer
from demo.countries import COUNTRIES, Country
from demo.floor.journeys import Step, journey
from demo.models import Fulfilment, FulfilmentLine, Order, TrackingEvent

DELAY = timedelta(days=3)
PREFIXES = {"UPS": "1Z", "4PX": "4PX", "La Poste": "6A", "Correos": "PQ", "Correios": "BR", "DHL": "JD01"}


def pack(order: Order, tell: Announcer, *, carrier: str = "", only_first: bool = False) -> Fulfilment:
    """Pack what was not sent yet, or only the first such line, and print the label."""
    country = country_of(order)
    carrier = carrier or country.carriers[0]
    parcel = Fulfilment(
        order=order,
        carrier=carrier,
        tracking_number=_tracking_number(order, carrier),
        expected_at=tell.now + timedelta(days=country.days[1]),
        created_at=tell.now,
        updated_at=tell.now,
    )
    parcel.lines = _unsent(order)[: 1 if only_first else None]
    tell.session.add(parcel)
    tell.session.flush()
    first = journey(country, order.address["city"])[0]
    event = _add(parcel, first, tell)
    tell.session.flush()
    tell.send("fulfillments/create", payloads.fulfilment(parcel))
    tell.send("fulfillment_events/create", payloads.tracking_event(event))
    tell.order(order)
    return parcel


def move(parcel: Fulfilment, key: str, tell: Announcer) -> TrackingEvent:
    """Let a parcel reach a station of its journey.

    :raises KeyError: when the parcel's country has no such station.
    """
    order = parcel.order
    steps = {step.key: step for step in journey(country_of(order), order.address["city"])}
    return note(parcel, steps[key], tell)


def delay(parcel: Fulfilment, tell: Announcer) -> TrackingEvent:
    """Let the carrier say that a parcel comes three days later."""
    parcel.expected_at = (parcel.expected_at or tell.now) + DELAY
    message = "Delayed at the carrier: too many parcels, too few vans"
    return note(parcel, _where_it_is(parcel, "delayed", message), tell)


def lose(parcel: Fulfilment, tell: Announcer) -> TrackingEvent:
    """Let the carrier give a parcel up for lost."""
    parcel.expected_at = None
    return note(parcel, _where_it_is(parcel, "failure", "Lost: the carrier has ended its search"), tell)


def note(parcel: Fulfilment, step: Step, tell: Announcer) -> TrackingEvent:
    """Write down that something happened to a parcel, and tell the app."""
    event = _add(parcel, step, tell)
    tell.session.flush()
    tell.send("fulfillment_events/create", payloads.tracking_event(event))
    tell.send("fulfillments/update", payloads.fulfilment(parcel))
    tell.order(parcel.order)
    return event


def country_of(order: Order) -> Country:
    """Return the country that an order goes to."""
    return COUNTRIES[order.address["country"]]


def _add(parcel: Fulfilment, step: Step, tell: Announcer) -> TrackingEvent:
    event = TrackingEvent(
        fulfilment=parcel,
        status=step.status,
        message=step.message,
        city=step.city,
        country=step.country,
        zone=step.zone,
        happened_at=tell.now,
        expected_at=parcel.expected_at,
    )
    tell.session.add(event)
    parcel.shipment_status = step.status
    parcel.updated_at = tell.now
    return event


def _where_it_is(parcel: Fulfilment, status: str, message: str) -> Step:
    order = parcel.order
    place = journey(country_of(order), order.address["city"])[0]
    if parcel.events:
        last = parcel.events[-1]
        place = replace(place, city=last.city, country=last.country, zone=last.zone)
    return replace(place, status=status, message=message)


def _unsent(order: Order) -> list[FulfilmentLine]:
    left = ((line, line.quantity - states.sent_quantity(order, line)) for line in order.lines)
    return [FulfilmentLine(line_id=line.id, line=line, quantity=n) for line, n in left if n > 0]


def _tracking_number(order: Order, carrier: str) -> str:
    seed = f"{order.number}.{len(order.fulfilments)}.{carrier}"
    digits = int(sha256(seed.encode()).hexdigest()[:12], 16) % 10**12
    return f"{PREFIXES.get(carrier, '')}{digits:012d}"
