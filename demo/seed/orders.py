"""Forty orders, made by letting the shop's own acts happen in the past.

orders.json says for each order how it stands and how many hours ago the last thing happened to it.
"""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from demo import money
from demo.announce import Announcer
from demo.config import DemoConfig
from demo.countries import COUNTRIES
from demo.floor import money as till
from demo.floor import parcels, returns
from demo.floor.journeys import journey
from demo.models import Customer, Order, OrderLine, Product, Variant
from demo.seed.customers import FILE as PEOPLE

FILE = Path(__file__).with_name("orders.json")
FIRST_NUMBER = 1001
PACKING = timedelta(hours=20)
GUEST: dict[str, str] = {
    "first_name": "Noor",
    "last_name": "Haddad",
    "address1": "21 rue Sainte",
    "city": "Marseille",
    "zip": "13001",
    "country": "FR",
}

# How far along its journey a parcel is in each state, and what comes after it there.
LAST_STATION = {
    "packed": "packed",
    "in_transit": "left",
    "customs": "customs",
    "customs_cleared": "cleared",
    "out_for_delivery": "door",
    "delivered": "delivered",
    "delayed": "left",
    "lost": "left",
    "partly_shipped": "left",
    "full_refund": "delivered",
    "part_refund": "delivered",
    "return_open": "delivered",
    "return_asked": "delivered",
}
# Hours between that station and the last thing that happened.
AFTERWARDS = {
    "delayed": 30, "lost": 96, "full_refund": 70, "part_refund": 50, "return_open": 60, "return_asked": 24,
}  # fmt: skip


def add_orders(session: Session, config: DemoConfig, now: datetime) -> list[Order]:
    """Let the orders of orders.json have happened, oldest first."""
    entries = json.loads(FILE.read_text("utf-8"))
    dated = sorted(((_placed_at(entry, now), entry) for entry in entries), key=lambda pair: pair[0])
    return [
        _add(session, config, number=FIRST_NUMBER + place, placed=placed, entry=entry, now=now)
        for place, (placed, entry) in enumerate(dated)
    ]


def _placed_at(entry: dict[str, Any], now: datetime) -> datetime:
    last = now - timedelta(hours=entry["hours"])
    return last - timedelta(hours=_hours_to_last(entry))


def _hours_to_last(entry: dict[str, Any]) -> float:
    station = LAST_STATION.get(entry["state"])
    if station is None:
        return 0
    hours = {step.key: step.hours for step in journey(COUNTRIES[_country(entry)], "")}
    return PACKING / timedelta(hours=1) + hours[station] + AFTERWARDS.get(entry["state"], 0)


def _country(entry: dict[str, Any]) -> str:
    known = {person["email"]: person["country"] for person in json.loads(PEOPLE.read_text("utf-8"))}
    return str(known.get(entry["customer"], GUEST["country"]))


def _add(
    session: Session, config: DemoConfig, *, number: int, placed: datetime, entry: dict[str, Any], now: datetime
) -> Order:
    order = _order(session, number, placed, entry)
    session.add(order)
    session.flush()
    _live(order, entry, placed, lambda at: Announcer(session, config, at, muted=True), now)
    return order


def _order(session: Session, number: int, placed: datetime, entry: dict[str, Any]) -> Order:
    customer = session.scalar(select(Customer).where(Customer.email == entry["customer"]))
    country = COUNTRIES[customer.country if customer else GUEST["country"]]
    lines = [_line(session, item, country.currency) for item in entry["items"]]
    shipping = country.shipping_for(sum(line.price * line.quantity for line in lines))
    token = sha256(f"order {number}".encode()).hexdigest()
    return Order(
        number=number,
        token=token[:32],
        customer=customer,
        email=entry["customer"],
        phone=customer.phone if customer else None,
        locale=country.locale,
        currency=country.currency,
        address=customer.address if customer else GUEST,
        cart_token=token[32:],
        checkout_token=token[16:48],
        shipping=shipping,
        shipping_shown=money.shown(shipping, country.currency),
        lines=lines,
        created_at=placed,
        updated_at=placed,
    )


def _line(session: Session, item: dict[str, Any], currency: str) -> OrderLine:
    wanted = (
        select(Variant)
        .join(Product)
        .where(Product.handle == item["product"], Variant.colour == item["colour"])
        .where(Variant.size == item["size"])
    )
    variant = session.scalars(wanted).one()
    return OrderLine(
        product_id=variant.product_id,
        variant_id=variant.id,
        title=variant.product.title,
        variant_title=variant.title,
        sku=variant.sku,
        picture=variant.picture,
        quantity=item["quantity"],
        price=variant.price,
        price_shown=money.shown(variant.price, currency),
    )


def _live(
    order: Order, entry: dict[str, Any], placed: datetime, at: Callable[[datetime], Announcer], now: datetime
) -> None:
    state = entry["state"]
    if state == "unpaid":
        return
    till.pay(order, at(placed))
    if state == "cancelled":
        till.cancel(order, at(placed + timedelta(hours=5)))
    if state not in LAST_STATION:
        return
    packed = placed + PACKING
    parcels.pack(order, at(packed), carrier=entry["carrier"], only_first=state == "partly_shipped")
    _travel(order, state, packed, at)
    _afterwards(order, state, at(now - timedelta(hours=entry["hours"])))


def _travel(order: Order, state: str, packed: datetime, at: Callable[[datetime], Announcer]) -> None:
    parcel = order.fulfilments[0]
    for step in journey(parcels.country_of(order), order.address["city"]):
        if step.key != "packed" and LAST_STATION[state] != "packed":
            parcels.move(parcel, step.key, at(packed + timedelta(hours=step.hours)))
        if step.key == LAST_STATION[state]:
            return


def _afterwards(order: Order, state: str, tell: Announcer) -> None:
    parcel = order.fulfilments[0]
    first = order.lines[0]
    match state:
        case "delayed":
            parcels.delay(parcel, tell)
        case "lost":
            parcels.lose(parcel, tell)
        case "part_refund":
            till.refund_line(order, first, tell)
        case "full_refund":
            till.refund_rest(order, tell)
        case "return_open" | "return_asked":
            back = returns.request(order, {first.id: 1}, tell, reason="size_too_small", note="")
            if state == "return_open":
                returns.approve(back, tell)
