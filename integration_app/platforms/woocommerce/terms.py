"""Where the shop sends, how it is paid and what it promises, in WooCommerce's words."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from integration_app.platforms import fields
from integration_app.platforms.fields import Payload
from integration_app.platforms.protocol import PolicySnapshot, ShippingRateSnapshot, ShippingZoneSnapshot

EVERYWHERE = "*"

KINDS = {
    "refund_returns": "returns",
    "refund-returns": "returns",
    "refund-policy": "returns",
    "return-policy": "returns",
    "returns": "returns",
    "widerruf": "returns",
    "widerrufsbelehrung": "returns",
    "devoluciones": "returns",
    "shipping": "shipping",
    "shipping-policy": "shipping",
    "delivery": "shipping",
    "versand": "shipping",
    "versandarten": "shipping",
    "envios": "shipping",
    "privacy-policy": "privacy",
    "privacy": "privacy",
    "datenschutz": "privacy",
    "datenschutzerklaerung": "privacy",
    "terms": "terms",
    "terms-and-conditions": "terms",
    "terms-of-service": "terms",
    "agb": "terms",
    "contact": "contact",
    "kontakt": "contact",
}
"""Pages by the last part of their address: WordPress's and WooCommerce's own names, and the usual ones."""

_COST = re.compile(r"\d+(?:[.,]\d+)?")
_FREE_FROM = frozenset({"min_amount", "either", "both"})


def zone(
    told: Payload, locations: Sequence[Payload], methods: Sequence[Payload], continents: Mapping[str, Sequence[str]]
) -> ShippingZoneSnapshot | None:
    """Read one zone; None where nothing is sent. Zone 0 is every place that no other zone has."""
    rates = tuple(_rates(methods))
    if not rates:
        return None
    number = int(told.get("id") or 0)
    found: dict[str, None] = {}
    for place in locations:
        found.update(dict.fromkeys(_countries(place, continents)))
    countries = tuple(found) or (EVERYWHERE,)
    return ShippingZoneSnapshot(str(number), fields.text(told, "name") or str(number), countries, rates)


def served(zones: Sequence[ShippingZoneSnapshot], chosen: Mapping[str, Any]) -> tuple[ShippingZoneSnapshot, ...]:
    """Keep of every zone the countries that the shop sends to at all, as its general settings say."""
    if chosen.get("woocommerce_ship_to_countries") == "disabled":
        return ()
    only = _only(chosen)
    if only is None:
        return tuple(zones)
    named = {country for zone in zones for country in zone.countries}
    found = []
    for zone in zones:
        rest = zone.countries == (EVERYWHERE,)
        countries = (
            [one for one in only if one not in named] if rest else [one for one in zone.countries if one in only]
        )
        if countries:
            found.append(ShippingZoneSnapshot(zone.external_id, zone.name, tuple(countries), zone.rates))
    return tuple(found)


def continents(told: Sequence[Payload]) -> dict[str, list[str]]:
    """Read which countries a continent has."""
    return {
        str(one.get("code")): [str(country.get("code")) for country in fields.parts(one, "countries")] for one in told
    }


def payment_methods(gateways: Sequence[Payload]) -> tuple[str, ...]:
    """Read the ways to pay that are switched on, as the checkout calls them."""
    on = (one for one in gateways if one.get("enabled") is True)
    titles = (fields.plain(one.get("title"), 120) or fields.text(one, "method_title", "id", limit=120) for one in on)
    return tuple(dict.fromkeys(title for title in titles if title))


def policy(page: Payload, *, terms_page: str) -> PolicySnapshot | None:
    """Read one of WordPress's pages; None without words."""
    text = fields.plain(fields.part(page, "content").get("rendered"))
    slug = str(page.get("slug") or "")
    kind = "terms" if str(page.get("id")) == terms_page else KINDS.get(slug)
    if not text or kind is None:
        return None
    return PolicySnapshot(
        kind=kind,
        title=fields.plain(fields.part(page, "title").get("rendered"), 200) or slug,
        text=text,
        url=fields.text(page, "link", limit=1000),
        updated_at=fields.moment(page, "modified_gmt"),
    )


def _only(chosen: Mapping[str, Any]) -> list[str] | None:
    """Return the only countries that are sent to; None for all. Empty settings follow where the shop sells."""
    ship = chosen.get("woocommerce_ship_to_countries")
    if ship == "specific":
        return _list(chosen.get("woocommerce_specific_ship_to_countries"))
    if ship == "all" or chosen.get("woocommerce_allowed_countries") != "specific":
        return None
    return _list(chosen.get("woocommerce_specific_allowed_countries"))


def _list(value: Any) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []


def _countries(place: Payload, continents: Mapping[str, Sequence[str]]) -> Sequence[str]:
    code, kind = str(place.get("code") or ""), place.get("type")
    if kind == "continent":
        return continents.get(code, ())
    if kind in {"country", "state"}:
        return (code.partition(":")[0],)
    return ()


def _rates(methods: Sequence[Payload]) -> list[ShippingRateSnapshot]:
    on = [one for one in methods if one.get("enabled") is True]
    return [_rate(one) for one in on]


def _rate(method: Payload) -> ShippingRateSnapshot:
    settings, kind = fields.part(method, "settings"), method.get("method_id")
    name = fields.plain(method.get("title"), 120) or fields.text(method, "method_title", limit=120) or str(kind)
    if kind == "free_shipping":
        least = fields.to_amount(_value(settings, "min_amount")) if _value(settings, "requires") in _FREE_FROM else None
        return ShippingRateSnapshot(name, Decimal(0), free_from=least)
    if kind == "local_pickup":
        return ShippingRateSnapshot(name, _cost(settings) or Decimal(0))
    return ShippingRateSnapshot(name, _cost(settings))


def _cost(settings: Payload) -> Decimal | None:
    """Read a plain cost; a formula ("10 + [qty]") is computed at the checkout only."""
    told = str(_value(settings, "cost") or "").strip()
    return fields.to_amount(told.replace(",", ".")) if _COST.fullmatch(told) else None


def _value(settings: Payload, name: str) -> Any:
    return fields.part(settings, name).get("value")
