"""What was wanted done to orders, and what may be."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Select, func, select

from integration_app import platforms, stores
from integration_app.kit import crypto, db
from integration_app.kit.errors import NotFound, ProviderError
from integration_app.orders import wishes
from integration_app.orders.action_models import OrderAction
from integration_app.orders.action_rules import ABILITIES, UNDER_WAY
from integration_app.orders.models import Order, Refund
from integration_app.orders.wishes import Wish
from integration_app.platforms.protocol import Ability
from integration_app.stores.models import Store


def abilities(store: Store) -> frozenset[Ability]:
    """Say what a store can be asked to do with the rights that it has given; nothing where it is not connected."""
    try:
        return platforms.connect(stores.connection(store.id)).abilities
    except ProviderError:
        return frozenset()


def may_do(store: Store) -> frozenset[str]:
    """Name the kinds of action that the merchant switched on and the store can be asked for."""
    allowed = stores.chosen(store).actions.allowed
    can = abilities(store) if allowed else frozenset()
    return frozenset(kind for kind in allowed if ABILITIES[kind] in can)


def action_by_id(action_id: int) -> OrderAction:
    """Return one by its row id, as events carry it."""
    return db.session().get_one(OrderAction, action_id)


def action(stores_seen: Sequence[int], public_id: str) -> OrderAction:
    """Return one of one of these stores. :raises NotFound: if it is not theirs."""
    named = select(OrderAction).where(OrderAction.public_id == public_id, OrderAction.store_id.in_(stores_seen))
    found = db.session().scalars(named).one_or_none()
    if found is None:
        raise NotFound("There is no such action in your stores.")
    return found


def asked_for(store_id: int, request_key: str) -> OrderAction | None:
    """Return what a request led to already."""
    known = select(OrderAction).where(OrderAction.store_id == store_id, OrderAction.request_key == request_key)
    return db.session().scalar(known)


def actions_of(store_id: int, order_id: int) -> Sequence[OrderAction]:
    """List what was wanted done to an order, oldest first."""
    mine = select(OrderAction).where(OrderAction.store_id == store_id, OrderAction.order_id == order_id)
    return db.session().scalars(mine.order_by(OrderAction.id)).all()


def refund_of(store_id: int, return_id: int) -> OrderAction | None:
    """Return the refund that was asked for last for a return."""
    mine = select(OrderAction).where(OrderAction.store_id == store_id, OrderAction.return_id == return_id)
    newest = mine.where(OrderAction.kind == "refund").order_by(OrderAction.id.desc()).limit(1)
    return db.session().scalars(newest).first()


def waiting_approval(stores_seen: Sequence[int]) -> Sequence[OrderAction]:
    """List what waits for a manager of these stores, oldest first."""
    waiting = select(OrderAction).where(OrderAction.store_id.in_(stores_seen), OrderAction.state == "waiting_approval")
    return db.session().scalars(waiting.order_by(OrderAction.id)).all()


def moves_money(store_id: int, order_id: int, *, but: int = 0) -> bool:
    """Say whether an action on an order, other than this one, moves money or calls it off and is not over yet."""
    open_ones = select(OrderAction.id).where(
        OrderAction.store_id == store_id,
        OrderAction.order_id == order_id,
        OrderAction.kind.in_(("cancel", "refund")),
        OrderAction.state.in_(UNDER_WAY),
        OrderAction.id != but,
    )
    return db.session().execute(open_ones.limit(1)).first() is not None


def on_the_way(store_id: int, order_id: int) -> Decimal:
    """Sum the refunds that the store has made and the mirror has not heard of."""
    mirrored = select(Refund.external_id).where(Refund.store_id == store_id, Refund.order_id == order_id)
    unseen = select(OrderAction).where(
        OrderAction.store_id == store_id,
        OrderAction.order_id == order_id,
        OrderAction.kind == "refund",
        OrderAction.state == "done",
        OrderAction.external_id.not_in(mirrored),
    )
    return sum((one.amount or Decimal(0) for one in db.session().scalars(unseen)), Decimal(0))


def given_alone(store_id: int, order_id: int, actor: str, *, but: int = 0) -> Decimal:
    """Sum what somebody had given back of an order, this action aside, without anybody having agreed."""
    mine = select(OrderAction.amount).where(
        OrderAction.store_id == store_id,
        OrderAction.order_id == order_id,
        OrderAction.asked_by == actor,
        OrderAction.decided_by.is_(None),
        OrderAction.state.in_(("asked", "doing", "unclear", "done")),
        OrderAction.id != but,
    )
    return sum((amount or Decimal(0) for amount in db.session().scalars(mine)), Decimal(0))


def just_done(store_id: int, external_id: str, *, since: datetime) -> Sequence[OrderAction]:
    """List what was done to an order of this name lately, the last of each conversation."""
    named = select(Order.id).where(Order.store_id == store_id, Order.external_id == external_id)
    last = select(func.max(OrderAction.id)).where(
        OrderAction.store_id == store_id,
        OrderAction.order_id.in_(named),
        OrderAction.finished_at > since,
        OrderAction.state == "done",
        OrderAction.conversation_id.is_not(None),
    )
    latest = select(OrderAction).where(
        OrderAction.store_id == store_id, OrderAction.id.in_(last.group_by(OrderAction.conversation_id))
    )
    return db.session().scalars(latest.order_by(OrderAction.id)).all()


def conversations_acted_in(store_id: int, order_id: int, *, since: datetime) -> Select[int | None]:
    """Return a query for the conversations in which our people did something to an order that its buyer feels."""
    return select(OrderAction.conversation_id).where(
        OrderAction.store_id == store_id,
        OrderAction.order_id == order_id,
        OrderAction.kind.in_(("cancel", "refund", "address")),
        OrderAction.state.in_(("doing", "done")),
        OrderAction.asked_at > since,
        OrderAction.conversation_id.is_not(None),
    )


def refunds_a_return(store_id: int, order_id: int, amount: Decimal, *, conversation_id: int) -> bool:
    """Say whether a refund of this amount belongs to a return of a conversation, done or just being done."""
    of_return = select(OrderAction.id).where(
        OrderAction.store_id == store_id,
        OrderAction.order_id == order_id,
        OrderAction.kind == "refund",
        OrderAction.return_id.is_not(None),
        OrderAction.conversation_id == conversation_id,
        OrderAction.amount == amount,
        OrderAction.state.in_(("doing", "done")),
    )
    return db.session().execute(of_return.limit(1)).first() is not None


def wish_of(row: OrderAction) -> Wish:
    """Return what was wanted."""
    return wishes.load(row.kind, crypto.unseal(row.workspace_id, "order_actions.wish", row.public_id, row.wish))
