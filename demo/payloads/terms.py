"""What the shop promises: where it sends, how it is paid, its policies."""

from demo.config import DemoConfig
from demo.countries import COUNTRIES, Country
from demo.money import RATES
from demo.payloads.figures import Payload, price

PAYMENT_METHODS = ("Visa", "Mastercard", "PayPal", "Bank transfer")
POLICIES = (
    ("returns", "Returns", "Unused things in their box can come back within 30 days of arriving. We pay for the way "
     "back where a thing was damaged or wrong, and give the money back within 5 days of its return."),
    ("shipping", "Delivery", "We send from Leipzig within one working day. Duties outside the European Union are paid "
     "by the buyer on arrival."),
    ("privacy", "Privacy", "We keep what an order needs for as long as the law asks, and sell it to nobody."),
)  # fmt: skip


def terms(config: DemoConfig) -> Payload:
    """Shape the shop's terms. `price` and `free_from` are in the shop's currency."""
    return {
        "zones": [_zone(country) for country in COUNTRIES.values()],
        "payment_methods": list(PAYMENT_METHODS),
        "policies": [
            {"kind": kind, "title": title, "text": text, "url": f"{config.base_url}/delivery"}
            for kind, title, text in POLICIES
        ],
        "currencies": list(RATES),
    }


def _zone(country: Country) -> Payload:
    rate = {"name": "Standard", "price": price(country.shipping), "free_from": price(country.free_from)}
    return {"id": country.code, "name": country.name("en"), "countries": [country.code], "rates": [rate]}
