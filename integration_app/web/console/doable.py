"""What can be done to an order, and what stands open, as the console shows it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import cast, get_args

from integration_app import conversations, stores

from integration_app.orders import OrderView, action_queries, action_rules
from integration_app.orders.action_models import OrderAction
from integration_app.orders.action_rules import Limit, Why
from integration_app.orders.actions import ActionRefused
from integration_app.orders.returnable import amount_back
from integration_app.orders.wishes import Kind, Note, Refund
from integration_app.stores import Store
from integration_app.web import texts
from integration_app.web.caller import Caller
from integration_app.web.console import actors
from integration_app.web.console.shapes.actions import (
    ActionFacts,
    AddressFacts,
    Choice,
    LineLeft,
    OrderCan,
    State,
    Step,
)
from integration_app.web.console.shapes.parts import Money

KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True)
class Rights:
    """What somebody may have done to orders of a store, and up to how much he decides alone."""

    may: frozenset[str]
    limit: Limit | None
    manages: bool


def rights(caller: Caller, store: Store) -> Rights:
    """Return what the caller may do in a store of his."""
    role = next((role for one, role in stores.stores_of(caller.agent) if one.id == store.id), "agent")
    manages = stores.reaches(role, "manager")
    limit = None if manages else Limit(stores.chosen(store).actions.agents_refund_up_to, store.currency)
    return Rights(action_queries.may_do(store), limit, manages)


def can(store: Store, view: OrderView, may: Rights) -> OrderCan:
    """Return what can be done to an order now."""
    on_the_way = action_queries.on_the_way(store.id, view.id)
    busy = action_queries.moves_money(store.id, view.id)
    left = action_rules.left(view, on_the_way=on_the_way)
    choices = [
        Choice(kind=kind, why=_words(_why(view, kind, busy=busy, on_the_way=on_the_way)))
        for kind in KINDS
        if kind in may.may
    ]
    return OrderCan(
        choices=choices,
        left=Money(amount=left, currency=view.currency),
        lines=_lines(view),
        shipping=AddressFacts(**asdict(view.shipping)),
        email=view.email,
        limit=Money(amount=may.limit.amount, currency=may.limit.currency) if may.limit else None,
    )


def _why(view: OrderView, kind: Kind, *, busy: bool, on_the_way: Decimal) -> Why | None:
    if view.deleted_at:
        return Why.GONE
    match kind:
        case "cancel":
            return action_rules.cannot_cancel(view) or (Why.BUSY if busy else None)
        case "refund":
            return action_rules.cannot_refund(view, on_the_way=on_the_way) or (Why.BUSY if busy else None)
        case "address":
            return action_rules.cannot_change_address(view)
        case "invoice":
            return None if view.email else Why.NO_EMAIL
        case "note":
            return None


def _words(why: Why | None) -> str | None:
    return texts.refusal(ActionRefused(why)) if why else None


def _lines(view: OrderView) -> list[LineLeft]:
    left = action_rules.pieces_left(view)
    return [
        LineLeft(
            id=line.id,
            title=line.title,
            variant=line.variant or None,
            left=left[line.id],
            price=Money(amount=amount_back(view, [(line.id, 1)]), currency=view.currency),
        )
        for line in view.lines
    ]


def open_ones(store: Store, view: OrderView, may: Rights) -> list[ActionFacts]:
    """Return what is under way for an order, and what the store refused last."""
    rows = action_queries.actions_of(store.id, view.id)
    shown = [row for row in rows if row.state in action_rules.UNDER_WAY or _fresh_refusal(row, rows)]
    return [facts(row, view.number, may) for row in shown]


def _fresh_refusal(row: OrderAction, rows: Sequence[OrderAction]) -> bool:
    later = any(other.kind == row.kind and other.id > row.id for other in rows)
    return row.state == "refused" and not later


def facts(row: OrderAction, number: str, may: Rights) -> ActionFacts:
    """Return one action."""
    wish = action_queries.wish_of(row)
    note = wish.note if isinstance(wish, Refund) else wish.text if isinstance(wish, Note) else None
    return ActionFacts(
        id=row.public_id,
        kind=cast(Kind, row.kind),
        state=cast(State, row.state),
        amount=Money(amount=row.amount, currency=row.currency) if row.amount else None,
        note=note or None,
        by=actors.named(row.asked_by),
        at=row.asked_at,
        order_number=number,
        conversation=conversations.by_id(row.conversation_id).public_id if row.conversation_id else None,
        store_said=row.store_said,
        looked_at=row.looked_at,
        steps=_steps(row, may),
    )


def _steps(row: OrderAction, may: Rights) -> list[Step]:
    if row.state == "waiting_approval":
        return ["approve", "decline"] if may.manages else []
    if row.state == "unclear":
        return ["check", "retry"]
    return ["retry"] if row.state == "refused" else []
