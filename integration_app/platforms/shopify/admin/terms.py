"""What the shop promises: where it sends at what price, how it is paid, its policies."""

from collections.abc import Iterator
from decimal import Decimal

from integration_app.platforms import fields
from integration_app.platforms.fields import Payload
from integration_app.platforms.protocol import (
    PolicySnapshot,
    ShippingRateSnapshot,
    ShippingZoneSnapshot,
    ShopSnapshot,
    TermsSnapshot,
)
from integration_app.platforms.shopify import read
from integration_app.platforms.shopify.admin import words
from integration_app.platforms.shopify.admin.ids import number
from integration_app.platforms.shopify.admin.orders import pages
from integration_app.platforms.shopify.client import Client
from integration_app.platforms.shopify.refusals import AccessDenied

_WALLETS = {
    "SHOPIFY_PAY": "Shop Pay",
    "APPLE_PAY": "Apple Pay",
    "GOOGLE_PAY": "Google Pay",
    "ANDROID_PAY": "Google Pay",
    "AMAZON_PAY": "Amazon Pay",
    "FACEBOOK_PAY": "Meta Pay",
}
"""The API names wallets and no other way to pay; the rest is seen in orders."""

_POLICIES = {
    "REFUND_POLICY": "returns",
    "SHIPPING_POLICY": "shipping",
    "PRIVACY_POLICY": "privacy",
    "TERMS_OF_SERVICE": "terms",
    "TERMS_OF_SALE": "terms",
    "CONTACT_INFORMATION": "contact",
}


def shop(client: Client) -> ShopSnapshot:
    """Return the shop's own data."""
    return read.shop(words.shop(client.ask("shop")))


def terms(client: Client) -> TermsSnapshot:
    """Return what the shop promises. What the store gives no right to is "not told"."""
    told = fields.part(client.ask("promises"), "shop")
    wallets = fields.strings(fields.part(told, "paymentSettings").get("supportedDigitalWallets"))
    return TermsSnapshot(
        zones=_zones(client),
        payment_methods=tuple(dict.fromkeys(_WALLETS.get(one, one) for one in wallets)) or None,
        policies=tuple(_policy(one) for one in fields.parts(told, "shopPolicies") if one.get("body")),
        currencies=fields.strings(told.get("enabledPresentmentCurrencies"), 3),
    )


def _zones(client: Client) -> tuple[ShippingZoneSnapshot, ...] | None:
    """Read the general profile's zones; profiles for single products would contradict it."""
    try:
        profiles = list(pages(client, "delivery_profiles", "deliveryProfiles"))
        general = next((one for one in profiles if one.get("default") is True), None)
        return tuple(map(_zone, _listed_zones(client, general))) if general else ()
    except AccessDenied:
        return None


def _listed_zones(client: Client, profile: Payload) -> Iterator[Payload]:
    """Yield a profile's zones, each once: every place that it sends from has its own list."""
    seen: set[str] = set()
    for group, first in _groups(client, profile):
        after: str | None = None
        found: Payload | None = first
        while found is not None:
            for node in words.nodes(found, "locationGroupZones"):
                id = fields.needed(fields.part(node, "zone"), "id")
                if id not in seen:
                    seen.add(id)
                    yield node
            info = fields.part(fields.part(found, "locationGroupZones"), "pageInfo")
            after = fields.text(info, "endCursor", limit=500) if info.get("hasNextPage") is True else None
            found = _group(client, profile, group, after) if after else None


def _groups(client: Client, profile: Payload) -> Iterator[tuple[str, Payload]]:
    answer = client.ask("delivery_zones", id=profile["id"], group=None, after=None)
    for group in fields.parts(fields.part(answer, "deliveryProfile"), "profileLocationGroups"):
        yield fields.needed(fields.part(group, "locationGroup"), "id"), group


def _group(client: Client, profile: Payload, group: str, after: str) -> Payload | None:
    answer = client.ask("delivery_zones", id=profile["id"], group=group, after=after)
    found = fields.parts(fields.part(answer, "deliveryProfile"), "profileLocationGroups")
    return found[0] if found else None


def _zone(node: Payload) -> ShippingZoneSnapshot:
    zone = fields.part(node, "zone")
    return ShippingZoneSnapshot(
        external_id=number(zone) or fields.needed(zone, "id"),
        name=fields.text(zone, "name") or "",
        countries=tuple(filter(None, (_country(one) for one in fields.parts(zone, "countries")))),
        rates=tuple(_rates([one for one in words.nodes(node, "methodDefinitions") if one.get("active") is True])),
    )


def _country(node: Payload) -> str | None:
    code = fields.part(node, "code")
    return "*" if code.get("restOfWorld") is True else fields.country(code, "countryCode")


def _rates(methods: list[Payload]) -> Iterator[ShippingRateSnapshot]:
    """Yield each way to send once: its dearest step is the price, a free step says from when it costs nothing."""
    for name in dict.fromkeys(fields.text(one, "name") or "" for one in methods):
        steps = [one for one in methods if (fields.text(one, "name") or "") == name]
        prices = [_price(one) for one in steps]
        known = [price for price in prices if price is not None]
        free = [_from(one) for one, price in zip(steps, prices, strict=True) if price == 0]
        price = max(known) if known else None
        yield ShippingRateSnapshot(name, price, min(filter(None, free), default=None) if price else None)


def _price(method: Payload) -> Decimal | None:
    return fields.amount(fields.part(fields.part(method, "rateProvider"), "price"), "amount")


def _from(method: Payload) -> Decimal | None:
    for condition in fields.parts(method, "methodConditions"):
        least = condition.get("operator") == "GREATER_THAN_OR_EQUAL_TO" and condition.get("field") == "TOTAL_PRICE"
        if least:
            return fields.amount(fields.part(condition, "conditionCriteria"), "amount")
    return None


def _policy(node: Payload) -> PolicySnapshot:
    return PolicySnapshot(
        kind=_POLICIES.get(str(node.get("type")), "other"),
        title=fields.text(node, "title") or "",
        text=fields.plain(node.get("body"), limit=200_000),
        url=fields.text(node, "url", limit=2000),
        updated_at=fields.moment(node, "updatedAt"),
    )
