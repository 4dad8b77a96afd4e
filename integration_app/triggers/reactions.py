"""What follows an offer that was taken: the store makes the code, the shopper gets it or is told why not."""

from datetime import timedelta

from integration_app import orders, stores
from integration_app.kit import clock, db, events
from integration_app.kit.errors import ProviderError
from integration_app.kit.events import Event
from integration_app.stores.reactions import reach
from integration_app.triggers import coupons, queries, starters
from integration_app.triggers.models import Coupon

PATIENCE = timedelta(seconds=45)
"""How long a shopper waits for a store that does not answer before he is told that there is no code."""


def issue_coupon(event: Event) -> None:
    """Have the store make a reserved code. Its key is the coupon's own name, so a second call makes no second code.

    :raises ProviderError: while it is worth another try.
    """
    with db.unit(read_only=True):
        coupon = queries.coupon_by_id(event["coupon"])
    if coupon.issued_at is not None or coupon.failed_at is not None:
        return
    try:
        made = reach(coupon.store_id).issue_coupon(percent=coupon.percent, ends_at=coupon.ends_at, key=coupon.public_id)
    except ProviderError as error:
        _give_up_or_raise(coupon, error)
        return
    with db.unit():
        coupons.issue(queries.coupon_by_id(coupon.id), made)
        events.settle()


def hand_out(event: Event) -> None:
    """Give the shopper the code."""
    with db.unit():
        coupons.hand_out(queries.coupon_by_id(event["coupon"]))
        events.settle()


def apologise(event: Event) -> None:
    """Tell the shopper that the store made no code."""
    with db.unit():
        coupons.apologise(queries.coupon_by_id(event["coupon"]))
        events.settle()


def note_use(event: Event) -> None:
    """After an order: mark the codes of ours that it was placed with."""
    with db.unit():
        order = orders.by_id(event["order"])
        if order.discount_codes:
            coupons.use(order.store_id, order.discount_codes, order_id=order.id)
        events.settle()


def add_starters(event: Event) -> None:
    """Give a new store the rule that is ready out of the box, asleep until the merchant confirms its coupon."""
    with db.unit():
        starters.add_starters(stores.by_id(event.store or 0), confirmed=False)
        events.settle()


def release_expired() -> int:
    """Free the budget of codes that ended unused. For the clock."""
    with db.unit():
        return coupons.release_expired()


def _give_up_or_raise(coupon: Coupon, error: ProviderError) -> None:
    if not error.permanent and clock.now() - coupon.reserved_at < PATIENCE:
        raise error
    with db.unit():
        coupons.fail(queries.coupon_by_id(coupon.id))
        events.settle()
