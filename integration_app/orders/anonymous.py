"""Orders of people who were erased: what the store still tells of them is taken over without the person."""

from dataclasses import dataclass, replace

from integration_app.orders.models import Order
from integration_app.platforms.protocol import (
    AddressSnapshot,
    FulfilmentSnapshot,
    OrderSnapshot,
    RefundSnapshot,
    TrackingEventSnapshot,
)
from integration_app.shoppers import erased


@dataclass(frozen=True)
class NamelessOrder(OrderSnapshot):
    """An order whose person was erased: nothing here tells who he was."""


def is_erased(store_id: int, row: Order | None, external_id: str) -> bool:
    """Say whether an order's person was erased; also of an order that is not mirrored any more, or not yet."""
    if row is not None:
        return row.erased_at is not None
    return erased.erased_at(store_id, erased.of_order(external_id)) is not None


def as_known(store_id: int, row: Order | None, told: OrderSnapshot) -> OrderSnapshot:
    """Return what of an order may be mirrored: without the person, where he was erased after he placed it."""
    if row is not None and row.erased_at is not None:
        return order(told)
    its_own = erased.of_order(told.external_id)
    found = erased.marks(store_id, [its_own, *_people(told)])
    before = [at for at in found.values() if told.created_at is None or told.created_at <= at]
    return order(told) if its_own in found or before else told


def order(told: OrderSnapshot) -> NamelessOrder:
    """Return an order as bookkeeping and statistics need it: sums, dates, things, the country."""
    country = told.shipping.country if told.shipping else None
    without = replace(
        told,
        email=None,
        phone=None,
        person=None,
        shipping=AddressSnapshot(country=country),
        locale=None,
        cart_token=None,
        checkout_token=None,
        attributes={},
        status_url=None,
        cancel_reason=None,
        fulfilments=None if told.fulfilments is None else tuple(parcel(one) for one in told.fulfilments),
        refunds=None if told.refunds is None else tuple(refund(one) for one in told.refunds),
    )
    return NamelessOrder(**vars(without))


def parcel(told: FulfilmentSnapshot) -> FulfilmentSnapshot:
    """Return a parcel without its numbers: whoever has them can ask the carrier for the address."""
    return replace(told, tracking=(), events=tuple(scan(one) for one in told.events))


def scan(told: TrackingEventSnapshot) -> TrackingEventSnapshot:
    """Return a scan without the place and the carrier's words."""
    return replace(told, message=None, city=None)


def refund(told: RefundSnapshot) -> RefundSnapshot:
    """Return a refund without the words beside it."""
    return replace(told, reason=None)


def _people(told: OrderSnapshot) -> set[str]:
    emails = (told.email, told.person.email if told.person else None)
    names = {erased.of_email(email) for email in emails if email}
    customer = told.person.external_id if told.person else None
    return names | ({erased.of_customer(customer)} if customer else set())
