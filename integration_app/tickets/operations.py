"""Take requests and returns down, and decide on returns."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from integration_app import orders, stores
from integration_app.kit import clock, crypto, db, events
from integration_app.kit.errors import Refusal
from integration_app.orders.models import Order
from integration_app.orders.returnable import amount_back
from integration_app.orders.view import OrderView
from integration_app.platforms.protocol import ReturnSnapshot
from integration_app.stores.models import Agent, Store
from integration_app.tickets import own_returns, queries, rules
from integration_app.tickets.models import Return, Ticket
from integration_app.tickets.record import record

LONGEST_NOTE = 2000


class NotReturnable(Refusal):
    """The store's return rules do not allow this."""

    code, status = "not_returnable", 409

    def __init__(self, window: rules.Window) -> None:
        super().__init__(f"These things cannot be sent back now ({window}).")
        self.window = window


class AlreadyDecided(Refusal):
    """This return was decided already."""

    code, status = "already_decided", 409


def open(
    store: Store,
    *,
    request: str,
    tier: str = "C",
    reference: str | None = None,
    conversation_id: int | None = None,
    order_id: int | None = None,
    answer_by: datetime | None = None,
) -> Ticket:
    """Take down a request in the shopper's words, with its reference (P-3001)."""
    public_id = db.new_public_id()
    ticket = Ticket(
        public_id=public_id,
        workspace_id=store.workspace_id,
        store_id=store.id,
        reference=reference or f"P-{stores.next_reference(store.workspace_id)}",
        conversation_id=conversation_id,
        order_id=order_id,
        tier=tier,
        request=crypto.seal(store.workspace_id, "tickets.request", public_id, request),
        answer_by=answer_by,
        created_at=clock.now(),
    )
    db.session().add(ticket)
    db.session().flush()
    ids = {"conversation": conversation_id} if conversation_id else {}
    events.record(
        "ticket.opened", workspace=store.workspace_id, store=store.id, actor="shopper", ticket=ticket.id, **ids
    )
    return ticket


def open_return(
    store: Store,
    order: OrderView,
    *,
    items: Mapping[str, int],
    reason: str,
    request_key: str,
    note: str = "",
    conversation_id: int | None = None,
) -> Return:
    """Ask for a return of so many pieces by line; the same request key asks once.

    The caller has made sure that the shopper proved the order. :raises NotReturnable: by the store's rules.
    """
    db.session().scalars(select(Order).where(Order.id == order.id).with_for_update()).one()
    known = queries.asked_by(store.id, request_key)
    if known is not None:
        return known
    verdict = queries.may_be_returned(store, orders.full_order(order.id))
    if not rules.fits(items, verdict):
        raise NotReturnable(verdict.window)
    public_id = db.new_public_id()
    asked = Return(
        public_id=public_id,
        workspace_id=store.workspace_id,
        store_id=store.id,
        reference=f"R-{stores.next_reference(store.workspace_id)}",
        request_key=request_key,
        order_id=order.id,
        conversation_id=conversation_id,
        state="requested",
        reason=reason if reason in rules.REASONS else "other",
        lines=_described(order, items),
        note=crypto.seal(store.workspace_id, "returns.note", public_id, note[:LONGEST_NOTE]) if note else None,
        amount=amount_back(order, items.items()),
        currency=order.currency,
        requested_at=clock.now(),
    )
    db.session().add(asked)
    db.session().flush()
    record("return.requested", asked, "shopper")
    return asked


def decide(asked: Return, *, agent: Agent, approved: bool, answer: str = "") -> None:
    """Approve or refuse a return, with a word to the shopper. :raises AlreadyDecided: if it was decided before.

    Where the store's platform keeps returns it is asked, and the return is decided once it has agreed.
    """
    if asked.state not in rules.UNDECIDED or asked.decision is not None:
        raise AlreadyDecided(f"Return {asked.reference} is {asked.decision or asked.state} already.")
    asked.decided_by, asked.store_said = agent.id, None
    asked.answer = _sealed_answer(asked, answer)
    store = stores.by_id(asked.store_id)
    if own_returns.is_kept_by_store(asked, store):
        asked.decision = "approve" if approved else "decline"
        record("return.decision_wanted", asked, f"agent:{agent.id}")
        return
    asked.state, asked.decided_at = "open" if approved else "declined", clock.now()
    record("return.decided", asked, f"agent:{agent.id}")
    if approved:
        own_returns.note_on_order(asked, store, agent=agent)


def take_back_decision(asked: Return, words: str) -> None:
    """Note that the store did not agree to our decision, in its own words; somebody decides anew."""
    if asked.decision is not None:
        asked.decision, asked.store_said, asked.answer = None, words[:500], None
        record("return.decision_refused", asked, "store")


def follow_store(asked: Return, told: ReturnSnapshot) -> None:
    """Take over what the store says about a return."""
    before, asked.state = asked.state, rules.following(asked.state, told.state.value)
    first = asked.external_id is None
    asked.external_id = told.external_id
    if before in rules.UNDECIDED and asked.state not in rules.UNDECIDED:
        actor = f"agent:{asked.decided_by}" if asked.decision else "store"
        asked.decided_at, asked.decision = clock.now(), None
        record("return.decided", asked, actor)
    elif first:
        record("return.confirmed", asked, "store")


def mark_unclear(asked: Return) -> None:
    """Note that the store's answer was lost: it may have the return or not, and a person should look."""
    if asked.state == "requested" and asked.external_id is None:
        asked.state = "unclear"


def _described(order: OrderView, items: Mapping[str, int]) -> list[dict[str, str | int]]:
    return [
        {"id": x.id, "title": x.title, "variant": x.variant or "", "quantity": items[x.id], "price": str(x.price)}
        for x in order.lines
        if x.id in items
    ]


def _sealed_answer(asked: Return, answer: str) -> bytes | None:
    if not answer:
        return None
    return crypto.seal(asked.workspace_id, "returns.answer", asked.public_id, answer[:LONGEST_NOTE])
