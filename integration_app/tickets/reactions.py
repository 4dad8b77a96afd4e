"""Returns and the store: ask it for what a shopper asked for, follow what it says."""

from sqlalchemy import select

from integration_app import orders
from integration_app.kit import db, events, log
from integration_app.kit.errors import ProviderError
from integration_app.kit.events import Event
from integration_app.orders.action_queries import action_by_id
from integration_app.orders.models import StoreReturn
from integration_app.platforms.protocol import ReturnSnapshot, ReturnState
from integration_app.stores.reactions import reach
from integration_app.tickets import operations, own_returns, queries, rules
from integration_app.tickets.models import Return


def ask_store(event: Event) -> None:
    """Ask the store's platform for a return, once by its key; what becomes of it is written after.

    A platform that has no returns says so for good: then a person decides here. :raises ProviderError: if the
    answer was lost; the return is marked unclear, and the same key is asked again.
    """
    with db.unit(read_only=True):
        asked = queries.return_by_id(event["return"])
        order = orders.by_id(asked.order_id)
        wanted = tuple((str(line["id"]), int(line["quantity"])) for line in asked.lines)
        note = queries.note_of(asked)
    if asked.external_id is not None or asked.state not in rules.UNDECIDED:
        return
    try:
        told = reach(asked.store_id).request_return(
            order_id=order.external_id, lines=wanted, reason=asked.reason, note=note, key=asked.public_id
        )
    except ProviderError as error:
        _not_told(asked.id, error)
        return
    with db.unit():
        operations.follow_store(queries.return_by_id(asked.id), told)
        events.settle()


def _not_told(return_id: int, error: ProviderError) -> None:
    if error.permanent:
        log.logger().info("return_not_asked", ticket=return_id, reason=str(error))
        return
    with db.unit():
        operations.mark_unclear(queries.return_by_id(return_id))
    raise error


def tell_store(event: Event) -> None:
    """Have the store's platform agree to our decision. To ask again does no harm: it is keyed, and a state is a state.

    :raises ProviderError: while the store does not answer; the decision stands as under way.
    """
    with db.unit(read_only=True):
        asked = queries.return_by_id(event["return"])
        note = queries.answer_of(asked)
    if asked.decision is None or asked.external_id is None:
        return
    approved = asked.decision == "approve"
    try:
        told = reach(asked.store_id).decide_return(
            return_id=asked.external_id, approved=approved, note=note, key=f"{asked.public_id}:{asked.decision}"
        )
    except ProviderError as error:
        if not error.permanent:
            raise
        with db.unit():
            operations.take_back_decision(queries.return_by_id(asked.id), str(error))
            events.settle()
        return
    with db.unit():
        operations.follow_store(queries.return_by_id(asked.id), told)
        events.settle()


def close_refunded(event: Event) -> None:
    """Close a return of ours when its money has gone back."""
    if "return" not in event.ids:
        return
    with db.unit():
        events.settle()
        asked, action = queries.return_by_id(event["return"]), action_by_id(event["action"])
        if action.kind == "refund" and asked.state == "received":
            own_returns.close(asked, actor=event.actor)


def follow(event: Event) -> None:
    """Move our return to where the store has it."""
    with db.unit():
        events.settle()
        told = db.session().get(StoreReturn, event["store_return"])
        ours = _ours(told) if told else None
        if told and ours:
            snapshot = ReturnSnapshot(told.external_id, str(told.order_id), ReturnState(told.state), told.name)
            operations.follow_store(ours, snapshot)


def _ours(told: StoreReturn) -> Return | None:
    """Find the return that a store's one is: by its id, else the one whose answer has not come yet with these lines."""
    named = select(Return).where(Return.store_id == told.store_id, Return.order_id == told.order_id)
    asked = list(db.session().scalars(named.order_by(Return.id).with_for_update()))
    known = next((one for one in asked if one.external_id == told.external_id), None)
    open_ones = [one for one in asked if one.external_id is None and one.state in rules.UNDECIDED]
    same = [one for one in open_ones if _lines(one) == {(str(id), int(count)) for id, count in told.lines}]
    return known or next(iter(same), None)


def _lines(asked: Return) -> set[tuple[str, int]]:
    return {(str(line["id"]), int(line["quantity"])) for line in asked.lines}
