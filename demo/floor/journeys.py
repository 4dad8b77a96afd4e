"""The way of a parcel from Leipzig to the door: which stations, in which order, after how many hours."""

from dataclasses import dataclass

from demo.countries import Country

ORIGIN = ("Leipzig", "DE", "Europe/Berlin")


@dataclass(frozen=True)
class Step:
    """One station. `hours` count from packing."""

    key: str
    status: str
    message: str
    city: str
    country: str
    zone: str
    hours: float


def journey(country: Country, city: str) -> list[Step]:
    """Lay out all stations of a parcel to a city, from the label to the door."""
    total = sum(country.days) / 2 * 24
    there = (country.code, country.zone)
    steps = [
        Step("packed", "label_printed", "Packed and labelled", *ORIGIN, 0),
        Step("picked_up", "in_transit", "Picked up by the carrier", *ORIGIN, min(5, total * 0.1)),
        Step("left", "in_transit", "Left the sorting centre", *ORIGIN, min(11, total * 0.2)),
    ]
    if country.customs:
        held = "Arrived in the country, waiting for customs"
        steps += [
            Step("customs", "in_transit", held, country.customs, *there, total * 0.45),
            Step("cleared", "in_transit", "Cleared by customs", country.customs, *there, total * 0.7),
        ]
    return [
        *steps,
        Step("depot", "in_transit", "Arrived at the local depot", city, *there, min(total * 0.88, total - 8)),
        Step("door", "out_for_delivery", "With the driver", city, *there, total - 6),
        Step("delivered", "delivered", "Delivered", city, *there, total),
    ]
