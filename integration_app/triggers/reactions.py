"""What follows an offer that was taken: the store makes the code, the shopper gets it or is told why not."""

from datetime import timedelta

from integration_app import conversations, orders, stores
from integration_app.kit import clock, db, events, log
from integration_app.kit.errors import ProviderError
from integration_app.kit.events import Event
from integration_app.platforms.protocol import Ability, NotPossible
from integration_app.stores.reactions import reach
from integration_app.triggers import coupons, queries, starters, stock
from integration_app.triggers.models import Campaign, Coupon

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
    """Free the budget of codes that ended unused, and have the store take back those of the stock. For the clock."""
    with db.unit():
        released = coupons.release_expired()
        stock.withdraw_expired()
    return released


def keep_ready() -> int:
    """Ask for codes where a campaign has too few. For the clock."""
    with db.unit():
        return stock.plan()


def make_codes(event: Event) -> None:
    """Have the store make a batch of a campaign's codes; the same codes asked for twice are made once.

    :raises ProviderError: while it is worth another try.
    """
    with db.unit(read_only=True):
        campaign = db.session().get_one(Campaign, event["campaign"])
        terms, codes = stock.wanted(campaign)
    if not codes:
        return
    try:
        shop = reach(campaign.store_id)
        if Ability.CODES not in shop.abilities:
            raise NotPossible(Ability.CODES)
        told = shop.make_codes(terms, codes)
    except ProviderError as error:
        if not error.permanent:
            raise
        with db.unit():
            words = "" if isinstance(error, NotPossible) else str(error)
            stock.give_up(db.session().get_one(Campaign, campaign.id), words)
            events.settle()
        return
    with db.unit():
        stock.add(db.session().get_one(Campaign, campaign.id), terms, told)
        events.settle()


def bind_code(event: Event) -> None:
    """Note on a code from the stock when it ends and whose it is, where the store can hold that.

    :raises ProviderError: while it is worth another try.
    """
    with db.unit(read_only=True):
        coupon = queries.coupon_by_id(event["coupon"])
        row = stock.of_coupon(coupon)
        talk = conversations.by_id(coupon.conversation_id) if coupon.conversation_id else None
        email = talk.email if talk else None
    if row is None or row.bound_at is not None:
        return
    (made,) = stock.as_issued([row])
    try:
        reach(coupon.store_id).bind_code(made, ends_at=coupon.ends_at, email=email)
    except ProviderError as error:
        if not error.permanent:
            raise
        log.logger().info("code_not_bound", coupon=coupon.id, reason=str(error))
    with db.unit():
        stock.note_bound(row)
        events.settle()


def end_codes(event: Event) -> None:
    """Have the store take back codes that nobody shall use any more.

    :raises ProviderError: while it is worth another try.
    """
    store = event.store or 0
    while True:
        with db.unit(read_only=True):
            rows = stock.to_end(store)
        if not rows:
            return
        try:
            reach(store).end_codes(stock.as_issued(rows))
        except ProviderError as error:
            if not error.permanent:
                raise
            log.logger().warning("codes_not_ended", store=store, count=len(rows), reason=str(error))
        with db.unit():
            stock.end(rows)


def _give_up_or_raise(coupon: Coupon, error: ProviderError) -> None:
    if not error.permanent and clock.now() - coupon.reserved_at < PATIENCE:
        raise error
    with db.unit():
        coupons.fail(queries.coupon_by_id(coupon.id))
        events.settle()
