"""What follows when an order is in doubt, and when something is to be done to it: the store is asked."""

from decimal import Decimal

from integration_app.kit import db, events
from integration_app.kit.errors import ProviderError
from integration_app.kit.events import Event
from integration_app.orders import action_queries, action_rules, actions, operations, queries, wishes
from integration_app.platforms.protocol import OrderSnapshot, Platform, RefundSnapshot
from integration_app.stores import reactions as stores
from integration_app.stores.models import Store
from integration_app.stores.rereads import Question

_NOT_TAKEN = frozenset({423, 429})
"""Answers that a store gives without having looked at what was asked: it is asked again later."""


def reread(event: Event) -> None:
    """Ask the store about an order; its answer decides."""
    stores.reread(
        event,
        ask=lambda shop, external_id: shop.order(external_id),
        take=_take_answer,
        believe=operations.believe,
    )


def _take_answer(store: Store, asked: Question, answer: OrderSnapshot | None) -> bool:
    taken = operations.take_answer(store, asked, answer)
    if taken:
        actions.note_mirrored(store, asked.external_id)
    return taken


def carry_out(event: Event) -> None:
    """Have the store do what was asked, once: where its answer was lost, nothing is repeated from here.

    :raises ProviderError: while the store was surely not asked, so that it is worth another try.
    """
    action = event["action"]
    with db.unit():
        row = action_queries.action_by_id(action)
        if not actions.start(row):
            actions.mark_unclear(row)  # whoever took it up died before he could write the answer down
            events.settle()
            return
        order, wish, key = queries.by_id(row.order_id).external_id, action_queries.wish_of(row), row.public_id
    shop = _reach(action, row.store_id)
    if shop is None:
        return
    try:
        made = _do(shop, order, wish, key)
    except ProviderError as error:
        _failed(action, error)
        return
    with db.unit():
        actions.finish(action_queries.action_by_id(action), made)
        events.settle()


def look(event: Event) -> None:
    """Look at the order in the store after a lost answer: it may show that it was done after all.

    :raises ProviderError: while the store does not answer; to look does no harm.
    """
    with db.unit(read_only=True):
        row = action_queries.action_by_id(event["action"])
        order, wish = queries.by_id(row.order_id).external_id, action_queries.wish_of(row)
    if row.state != "unclear":
        return
    told = stores.reach(row.store_id).order(order)
    amount, before = row.amount or Decimal(0), row.refunds_before
    with db.unit():
        row = action_queries.action_by_id(row.id)
        if told is not None and action_rules.happened(wish, told, refunds_before=before, amount=amount):
            made = action_rules.new_refund(told, before, amount) if isinstance(wish, wishes.Refund) else None
            actions.finish(row, made)
        else:
            actions.note_look(row)
        events.settle()


def _reach(action: int, store_id: int) -> Platform | None:
    """Return the store's adapter; None where it cannot be asked for good, which is then written down."""
    try:
        return stores.reach(store_id)
    except ProviderError as error:
        with db.unit():
            row = action_queries.action_by_id(action)
            if error.permanent:
                actions.refuse(row, str(error))
                events.settle()
            else:
                actions.put_back(row)
        if not error.permanent:
            raise
        return None


def _do(shop: Platform, order: str, wish: wishes.Wish, key: str) -> RefundSnapshot | None:
    match wish:
        case wishes.Cancel():
            shop.cancel_order(order, refund=wish.refund, restock=wish.restock, reason=wish.reason, key=key)
        case wishes.Refund():
            return shop.refund_order(order, lines=wish.lines, amount=wish.amount, note=wish.note, key=key)
        case wishes.Address():
            shop.change_address(order, wish.address, key=key)
        case wishes.Invoice():
            shop.send_invoice(order, key=key)
        case wishes.Note():
            shop.add_note(order, wish.text, key=key, tell_shopper=wish.tell_shopper)
    return None


def _failed(action: int, error: ProviderError) -> None:
    """Write down how it failed. :raises ProviderError: where the store has surely not done it and may later."""
    again = error.status in _NOT_TAKEN
    with db.unit():
        row = action_queries.action_by_id(action)
        if again:
            actions.put_back(row)
        elif error.permanent:
            actions.refuse(row, str(error))
        else:
            actions.mark_unclear(row)
        if not again:
            events.settle()
    if again:
        raise error
