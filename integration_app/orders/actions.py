"""Have something done to an order in its store: asked by a person, perhaps approved by another, done once.

The store itself is asked in reactions. What is lost on the way back is never blindly repeated.
"""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from integration_app.kit import clock, crypto, db, events
from integration_app.kit.errors import Refusal
from integration_app.orders import action_queries, action_rules, operations, wishes
from integration_app.orders.action_models import OrderAction
from integration_app.orders.action_rules import Limit, Why
from integration_app.orders.models import Order
from integration_app.orders.reading import full_order
from integration_app.orders.wishes import Wish
from integration_app.platforms.protocol import RefundSnapshot
from integration_app.stores import queries as stores
from integration_app.stores.models import Agent, Store

LONGEST_WORD = 500
JUST = timedelta(minutes=10)
"""How long after it was done the store's order may still come in."""
WORDS = {
    Why.CANCELLED: "The order is cancelled already.",
    Why.SHIPPED: "The order has left already. Start a return instead.",
    Why.PACKED: "The order is packed already, so its address cannot change here. Ask the carrier.",
    Why.NOT_PAID: "Nothing was paid for this order.",
    Why.NOTHING_LEFT: "All the money has gone back already.",
    Why.TOO_MUCH: "That is more than can still go back.",
    Why.NO_EMAIL: "The order has no e-mail address.",
    Why.NO_ADDRESS: "The address lacks a name, street, city or country.",
    Why.GONE: "The store has deleted this order.",
    Why.BUSY: "Something else is under way for this order. Settle that first.",
}


class ActionRefused(Refusal):
    """This cannot be done to the order now."""

    status = 409

    def __init__(self, why: Why) -> None:
        super().__init__(WORDS[why])
        self.why = why
        self.code = f"action_{why}"


class ActionOff(Refusal):
    """This is switched off for the store, or the store does not allow it. See Settings › Orders."""

    code, status = "action_off", 403


class AlreadySettled(Refusal):
    """Somebody settled this already. Load the page again."""

    code, status = "already_settled", 409


@dataclass(frozen=True)
class Asker:
    """Who wants it, as events name him, and up to how much he decides alone; None: without limit."""

    actor: str
    limit: Limit | None = None


def ask(
    store: Store,
    order: Order,
    wish: Wish,
    *,
    by: Asker,
    key: str,
    conversation_id: int | None = None,
    return_id: int | None = None,
    own: bool = False,
) -> OrderAction:
    """Have something done to an order; the same key asks once. ``own`` is our own housekeeping, always switched on.

    Above the asker's limit it waits for a manager.
    :raises ActionOff: if it is switched off. :raises ActionRefused: if our rules say no.
    """
    db.lock("order", store.id, order.external_id)
    known = action_queries.asked_for(store.id, key)
    if known is not None:
        return known
    if not own and wish.kind not in action_queries.may_do(store):
        raise ActionOff
    amount = _checked(store, order, wish)
    public_id = db.new_public_id()
    waits = _waits(store, order, amount, by)
    row = OrderAction(
        public_id=public_id,
        workspace_id=store.workspace_id,
        store_id=store.id,
        order_id=order.id,
        conversation_id=conversation_id,
        return_id=return_id,
        kind=wish.kind,
        request_key=key,
        asked_by=by.actor,
        wish=crypto.seal(store.workspace_id, "order_actions.wish", public_id, wishes.dump(wish)),
        amount=amount or None,
        currency=order.currency,
        state="waiting_approval" if waits else "asked",
        asked_at=clock.now(),
    )
    db.session().add(row)
    db.session().flush()
    _record("order.action_held" if waits else "order.action_wanted", row, by.actor)
    return row


def approve(row: OrderAction, *, agent: Agent) -> None:
    """Agree to what waits. :raises AlreadySettled: :raises ActionRefused: if the order has moved on meanwhile."""
    _settle(row, ("waiting_approval",), "asked")
    store, order = stores.by_id(row.store_id), db.session().get_one(Order, row.order_id)
    amount = _checked(store, order, action_queries.wish_of(row), but=row)
    row.amount, row.decided_by = amount or None, agent.id
    _record("order.action_wanted", row, f"agent:{agent.id}")


def decline(row: OrderAction, *, agent: Agent) -> None:
    """Say no to what waits. :raises AlreadySettled:"""
    _settle(row, ("waiting_approval",), "declined")
    row.decided_by, row.finished_at = agent.id, clock.now()
    _record("order.action_declined", row, f"agent:{agent.id}")


def start(row: OrderAction) -> bool:
    """Take an action up; False if that was done before."""
    row = _held(row)
    if row.state != "asked":
        return False
    row.state = "doing"
    row.refunds_before = [refund.id for refund in full_order(row.order_id).refunds]
    return True


def put_back(row: OrderAction) -> None:
    """Note that the store was surely not asked: it can be tried again."""
    row = _held(row)
    if row.state == "doing":
        row.state = "asked"


def finish(row: OrderAction, made: RefundSnapshot | None = None) -> None:
    """Note that the store did it; the mirror follows at once."""
    row = _held(row)
    if row.state not in {"doing", "unclear"}:
        return
    row.state, row.finished_at = "done", clock.now()
    if made is not None:
        row.external_id, row.amount, row.by_hand = made.external_id, made.amount, made.by_hand
    store = stores.by_id(row.store_id)
    operations.want_reread(store, db.session().get_one(Order, row.order_id).external_id)
    _record("order.action_done", row, row.asked_by)


def refuse(row: OrderAction, words: str) -> None:
    """Note that the store said no, in its own words."""
    row = _held(row)
    if row.state in {"doing", "unclear"}:
        row.state, row.store_said, row.finished_at = "refused", words[:LONGEST_WORD], clock.now()
        _record("order.action_refused", row, "store")


def mark_unclear(row: OrderAction) -> None:
    """Note that the store's answer was lost; it is looked at once more, then a person decides."""
    row = _held(row)
    if row.state == "doing":
        row.state = "unclear"
        _record("order.action_unclear", row, "system")


def want_look(row: OrderAction, *, agent: Agent) -> None:
    """Have the store looked at again. :raises AlreadySettled: if it is not unclear any more."""
    _settle(row, ("unclear",), "unclear")
    row.looked_at = None
    _record("order.action_look_wanted", row, f"agent:{agent.id}")


def note_look(row: OrderAction) -> None:
    """Note that the store was looked at and did not show it."""
    row = _held(row)
    if row.state == "unclear":
        row.looked_at = clock.now()
        _record("order.action_looked", row, "system")


def try_again(row: OrderAction, *, by: Asker) -> None:
    """Ask the store again under the same key. :raises AlreadySettled: unless it is unclear or was refused.

    Above the limit of who asks again it waits for a manager, unless one has agreed to as much.
    :raises ActionRefused: if the order has moved on meanwhile.
    """
    _settle(row, ("unclear", "refused"), "asked")
    row.store_said = row.finished_at = row.looked_at = None
    store, order = stores.by_id(row.store_id), db.session().get_one(Order, row.order_id)
    amount = _checked(store, order, action_queries.wish_of(row), but=row)
    agreed = row.amount or Decimal(0) if row.decided_by is not None else Decimal(0)
    waits = amount > agreed and _waits(store, order, amount, by, but=row)
    row.amount = amount or None
    if waits:
        row.state, row.decided_by = "waiting_approval", None
    _record("order.action_held" if waits else "order.action_wanted", row, by.actor)


def note_mirrored(store: Store, external_id: str) -> None:
    """Say in the chats where something was done to an order that the mirror has followed: what they show is old."""
    for row in action_queries.just_done(store.id, external_id, since=clock.now() - JUST):
        _record("order.action_mirrored", row, "store")


def _checked(store: Store, order: Order, wish: Wish, *, but: OrderAction | None = None) -> Decimal:
    """Return how much money a wish gives back. :raises ActionRefused: if our rules say no to it."""
    db.lock("order", store.id, order.external_id)
    view = full_order(order.id)
    if wish.kind in {"cancel", "refund"} and action_queries.moves_money(store.id, order.id, but=but.id if but else 0):
        raise ActionRefused(Why.BUSY)
    unseen = action_queries.on_the_way(store.id, order.id)
    why = action_rules.refusal(view, wish, on_the_way=unseen)
    if why is not None:
        raise ActionRefused(why)
    return action_rules.money_back(view, wish)


def _waits(store: Store, order: Order, amount: Decimal, by: Asker, *, but: OrderAction | None = None) -> bool:
    """Say whether a manager has to agree that so much goes back."""
    before = action_queries.given_alone(store.id, order.id, by.actor, but=but.id if but else 0)
    return action_rules.needs_approval(amount, order.currency, by.limit, before=before)


def _settle(row: OrderAction, before: tuple[str, ...], after: str) -> None:
    if _held(row).state not in before:
        raise AlreadySettled
    row.state = after


def _held(row: OrderAction) -> OrderAction:
    """Hold an action against everybody else, and read it as it is now."""
    db.session().refresh(row, with_for_update=True)
    return row


def _record(kind: str, row: OrderAction, actor: str) -> None:
    named = {"conversation": row.conversation_id, "return": row.return_id}
    ids = {name: id for name, id in named.items() if id is not None}
    db.session().flush()
    events.record(
        kind, workspace=row.workspace_id, store=row.store_id, actor=actor, action=row.id, order=row.order_id, **ids
    )
