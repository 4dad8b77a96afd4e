"""Filling a shop: the usual shop of a test, and any number of orders and products, the same ones for the same seed."""

import random
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from tests.support.shopify_store.shelf import Payload, Shelf

FIRST_ORDER, FIRST_PRODUCT = 5_600_000_000_001, 8_100_000_000_001
SPREAD = timedelta(days=58)
"""Orders are made over these days, so that all of them lie in the 60 that every app may read."""

_REASONS = ("arrived-late", "damaged", "defective", "not-as-described", "other", "unwanted", "wrong-item")
_TOWNS = (
    ("Lyon", "69003", "FR", "France"),
    ("Köln", "50667", "DE", "Germany"),
    ("Leeds", "LS1 4AP", "GB", "United Kingdom"),
)
_NAMES = (("Cleo", "Martin"), ("Noor", "Haddad"), ("Wei", "Chen"), ("Lucía", "Ortega"), ("Jonas", "Weber"))
_STEPS = ("in_transit", "out_for_delivery", "delivered")


def new_shelf(domain: str) -> Shelf:
    """Return a shop with a name, an address and terms, and nothing to sell yet."""
    shop = {
        "id": 548380009,
        "name": "Lumen",
        "myshopify_domain": domain,
        "domain": "lumen.example",
        "email": "owner@lumen.example",
        "customer_email": "hello@lumen.example",
        "currency": "EUR",
        "enabled_presentment_currencies": ["EUR", "GBP"],
        "iana_timezone": "Europe/Berlin",
        "country_code": "DE",
        "primary_locale": "de",
    }
    return Shelf(
        shop=shop,
        wallets=["APPLE_PAY", "GOOGLE_PAY", "SHOPIFY_PAY"],
        locales=[{"locale": "de", "primary": True}, {"locale": "en", "primary": False}],
        reasons=[{"id": place, "handle": one, "name": one, "deleted": False} for place, one in enumerate(_REASONS, 1)],
        policies=[
            _policy("REFUND_POLICY", "Refund policy", "<p>30 days, <b>unused</b>.</p>"),
            _policy("SHIPPING_POLICY", "Shipping policy", "<p>We send on working days.</p>"),
        ],
        profiles=[{"id": 1, "default": True, "name": "General", "groups": [{"id": 11, "zones": _zones()}]}],
    )


def _policy(kind: str, title: str, body: str) -> Payload:
    url = f"https://lumen.example/policies/{kind.lower()}"
    return {"id": 1, "type": kind, "title": title, "body": body, "url": url, "updated_at": "2026-10-01T10:00:00Z"}


def _zones() -> list[Payload]:
    free = {
        "field": "TOTAL_PRICE",
        "operator": "GREATER_THAN_OR_EQUAL_TO",
        "conditionCriteria": _money("80.00", "MoneyV2"),
    }
    home = [_method("Standard", "4.90"), _method("Standard", "0.00", free), _method("Express", "12.90")]
    away = [
        _method("International", "19.00"),
        {**_method("Carrier", "0"), "rateProvider": {"__typename": "DeliveryParticipant"}},
    ]
    return [
        {"id": 21, "name": "Europe", "countries": ["DE", "FR"], "methods": home},
        {"id": 22, "name": "World", "countries": ["*"], "methods": away},
    ]


def _method(name: str, price: str, *conditions: Payload) -> Payload:
    provider = {"__typename": "DeliveryRateDefinition", "price": _money(price)}
    return {"active": True, "name": name, "methodConditions": list(conditions), "rateProvider": provider}


def _money(amount: str, kind: str | None = None) -> Payload:
    return {"amount": amount, "currency_code": "EUR"} | ({"__typename": kind} if kind else {})


def fill(shelf: Shelf, *, orders: int, products: int, now: float, seed: int = 1) -> None:
    """Put so many orders and products on a shelf; about 25,000 orders a second."""
    chance, at = random.Random(seed), datetime.fromtimestamp(now, UTC).replace(microsecond=0)
    for place in range(products):
        shelf.products.put(product(place, at - SPREAD + SPREAD * place / max(products, 1)))
    for place in range(orders):
        placed = at - SPREAD + SPREAD * place / max(orders, 1)
        payload, scans = order(place, placed.replace(microsecond=0), chance)
        shelf.orders.put(payload)
        for scan in scans:
            shelf.scans.setdefault(scan["fulfillment_id"], []).append(scan)


@cache
def both(amount: str) -> Payload:
    """Return a money set in euros; one object for all that cost the same."""
    return {"shop_money": _money(amount), "presentment_money": _money(amount)}


def product(place: int, at: datetime) -> Payload:
    """Make the n-th product, with two variants."""
    id = FIRST_PRODUCT + place * 10
    variants = [
        {
            "id": id + number,
            "admin_graphql_api_id": f"gid://shopify/ProductVariant/{id + number}",
            "product_id": id,
            "title": colour,
            "option1": colour,
            "sku": f"P{place}-{number}",
            "price": f"{10 + place % 90}.50",
            "compare_at_price": None,
            "inventory_policy": "deny",
            "inventory_quantity": place % 7,
            "inventory_management": "shopify",
        }
        for number, colour in enumerate(("Brass", "Black"), 1)
    ]
    return {
        "id": id,
        "admin_graphql_api_id": f"gid://shopify/Product/{id}",
        "title": f"Lamp {place}",
        "handle": f"lamp-{place}",
        "body_html": f"<p>The lamp number {place}.</p>",
        "product_type": "Lamps",
        "vendor": "Lumen",
        "tags": "lamp, brass",
        "status": "active",
        "published_at": _text(at),
        "created_at": _text(at),
        "updated_at": _text(at),
        "options": [{"name": "Finish", "position": 1, "values": ["Brass", "Black"]}],
        "images": [{"id": id, "src": f"https://cdn.example/{place}.jpg", "position": 1}],
        "image": {"id": id, "src": f"https://cdn.example/{place}.jpg"},
        "variants": variants,
    }


def order(place: int, at: datetime, chance: random.Random) -> tuple[Payload, list[Payload]]:
    """Make the n-th order and its carrier's scans: one to three lines, most of them sent, some of them arrived."""
    id = FIRST_ORDER + place * 100
    lines = [_line(id + number, chance) for number in range(1, chance.randint(2, 4))]
    total = f"{sum(int(line['price'][:-3]) * line['quantity'] for line in lines) + 5}.00"
    buyer, town = chance.choice(_NAMES), chance.choice(_TOWNS)
    sent = chance.random() < 0.7
    parcel, scans = _parcel(id, lines, at, chance) if sent else (None, [])
    changed = at + timedelta(hours=chance.randint(1, 20))
    payload = {
        "id": id,
        "admin_graphql_api_id": f"gid://shopify/Order/{id}",
        "name": f"#{1001 + place}",
        "order_number": 1001 + place,
        "created_at": _text(at),
        "processed_at": _text(at),
        "updated_at": _text(changed),
        "cancelled_at": None,
        "cancel_reason": None,
        "closed_at": None,
        "currency": "EUR",
        "presentment_currency": "EUR",
        "financial_status": "paid",
        "fulfillment_status": "fulfilled" if sent else None,
        "email": f"buyer{place}@mail.example",
        "contact_email": f"buyer{place}@mail.example",
        "phone": None,
        "customer_locale": "de",
        "total_price": total,
        "total_price_set": both(total),
        "subtotal_price": total,
        "subtotal_price_set": both(total),
        "total_shipping_price_set": both("5.00"),
        "shipping_lines": [],
        "discount_codes": [],
        "cart_token": f"cart-{place}",
        "checkout_token": f"checkout-{place}",
        "note": None,
        "note_attributes": [],
        "order_status_url": f"https://lumen.example/548380009/orders/{id}",
        "payment_gateway_names": ["shopify_payments"],
        "billing_address": _address(buyer, town),
        "shipping_address": _address(buyer, town),
        "customer": _customer(place, buyer, at),
        "line_items": lines,
        "fulfillments": [parcel] if parcel else [],
        "refunds": [],
    }
    return payload, scans


def _line(id: int, chance: random.Random) -> Payload:
    price = f"{chance.randint(9, 120)}.00"
    kind = FIRST_PRODUCT + chance.randrange(50) * 10
    return {
        "id": id,
        "admin_graphql_api_id": f"gid://shopify/LineItem/{id}",
        "name": "Table lamp - Brass",
        "title": "Table lamp",
        "variant_title": "Brass",
        "sku": f"LAMP-{kind % 1000}",
        "price": price,
        "price_set": both(price),
        "quantity": chance.randint(1, 2),
        "product_id": kind,
        "variant_id": kind + 1,
        "total_discount": "0.00",
        "discount_allocations": [],
    }


def _parcel(id: int, lines: list[Payload], at: datetime, chance: random.Random) -> tuple[Payload, list[Payload]]:
    parcel_id, sent = id + 50, at + timedelta(minutes=30)
    steps = _STEPS[: chance.randint(0, 3)]
    scans = [
        {
            "id": id + 60 + number,
            "admin_graphql_api_id": f"gid://shopify/FulfillmentEvent/{id + 60 + number}",
            "fulfillment_id": parcel_id,
            "order_id": id,
            "status": step,
            "happened_at": _text(sent + timedelta(hours=number)),
            "message": None,
            "city": "Köln",
            "country": "DE",
            "estimated_delivery_at": None,
        }
        for number, step in enumerate(steps, 1)
    ]
    tracking = f"TRK{parcel_id}"
    parcel = {
        "id": parcel_id,
        "admin_graphql_api_id": f"gid://shopify/Fulfillment/{parcel_id}",
        "order_id": id,
        "status": "success",
        "shipment_status": steps[-1] if steps else None,
        "created_at": _text(sent),
        "updated_at": _text(sent + timedelta(hours=len(steps))),
        "tracking_company": "DHL",
        "tracking_number": tracking,
        "tracking_numbers": [tracking],
        "tracking_url": f"https://track.example/{tracking}",
        "tracking_urls": [f"https://track.example/{tracking}"],
        "line_items": lines,
    }
    return parcel, scans


def _address(buyer: tuple[str, str], town: tuple[str, str, str, str]) -> Payload:
    city, postcode, code, country = town
    return {
        "first_name": buyer[0],
        "last_name": buyer[1],
        "name": f"{buyer[0]} {buyer[1]}",
        "address1": "12 Long Street",
        "address2": None,
        "city": city,
        "zip": postcode,
        "province": None,
        "country": country,
        "country_code": code,
        "phone": None,
    }


def _customer(place: int, buyer: tuple[str, str], at: datetime) -> Payload:
    id = 7_000_000_000_001 + place
    return {
        "id": id,
        "admin_graphql_api_id": f"gid://shopify/Customer/{id}",
        "email": f"buyer{place}@mail.example",
        "first_name": buyer[0],
        "last_name": buyer[1],
        "phone": None,
        "locale": "de",
        "email_marketing_consent": {"state": "not_subscribed"},
        "updated_at": _text(at),
    }


def _text(at: datetime) -> Any:
    return at.strftime("%Y-%m-%dT%H:%M:%S+00:00")
