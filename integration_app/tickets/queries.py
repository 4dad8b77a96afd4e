"""What was asked for: requests and returns, and what may still be asked."""

from collections.abc import Sequence

from sqlalchemy import select

from integration_app import orders, stores
from integration_app.catalogue.models import Product
from integration_app.kit import clock, crypto, db
from integration_app.kit.errors import NotFound
from integration_app.orders import returnable
from integration_app.orders.returnable import ReturnTerms
from integration_app.orders.view import OrderView, ReturnView
from integration_app.platforms.protocol import ReturnState
from integration_app.stores import opening_times
from integration_app.stores.models import Store
from integration_app.tickets import rules
from integration_app.tickets.models import Return, Ticket

_AS_THE_STORE = {"unclear": ReturnState.REQUESTED, "received": ReturnState.OPEN}


def returns_of(store_id: int, order_id: int) -> Sequence[Return]:
    """List the returns that shoppers asked for in an order, oldest first."""
    asked = select(Return).where(Return.store_id == store_id, Return.order_id == order_id).order_by(Return.id)
    return db.session().scalars(asked).all()


def return_by_id(return_id: int) -> Return:
    """Return one by its row id, as events carry it."""
    return db.session().get_one(Return, return_id)


def a_return(stores_seen: Sequence[int], public_id: str) -> Return:
    """Return one of one of these stores. :raises NotFound: if it is not theirs."""
    found = select(Return).where(Return.public_id == public_id, Return.store_id.in_(stores_seen))
    row = db.session().scalars(found).one_or_none()
    if row is None:
        raise NotFound("There is no such return in your stores.")
    return row


def asked_by(store_id: int, request_key: str) -> Return | None:
    """Return what a request led to already."""
    return db.session().scalar(select(Return).where(Return.store_id == store_id, Return.request_key == request_key))


def of_conversation(store_id: int, conversation_id: int) -> Sequence[Return]:
    """List the returns that were asked for in a conversation."""
    asked = select(Return).where(Return.store_id == store_id, Return.conversation_id == conversation_id)
    return db.session().scalars(asked.order_by(Return.id)).all()


def may_be_returned(store: Store, order: OrderView) -> rules.Verdict:
    """Apply the store's return rules to an order now."""
    promised = stores.chosen(store).assistant.return_rules
    terms = ReturnTerms(promised.window_days, _excluded(store.id, order, promised.exclusions))
    whole = rules.with_asked(order, [_view(asked) for asked in returns_of(store.id, order.id)])
    return rules.judge(
        returnable.may_be_returned(whole, terms, clock.now(), zone=opening_times.zone_of(store.timezone))
    )


def _view(asked: Return) -> ReturnView:
    state = _AS_THE_STORE.get(asked.state) or ReturnState(asked.state)
    lines = tuple((str(line["id"]), int(line["quantity"])) for line in asked.lines)
    return ReturnView(asked.external_id or f"ours:{asked.id}", state, asked.reference, lines, asked.requested_at)


def note_of(row: Return) -> str:
    """Return what the shopper wrote beside his return."""
    return crypto.unseal(row.workspace_id, "returns.note", row.public_id, row.note) if row.note else ""


def answer_of(row: Return) -> str:
    """Return what the team wrote to the shopper with its decision."""
    return crypto.unseal(row.workspace_id, "returns.answer", row.public_id, row.answer) if row.answer else ""


def request_of(ticket: Ticket) -> str:
    """Return the shopper's words of a request."""
    return crypto.unseal(ticket.workspace_id, "tickets.request", ticket.public_id, ticket.request)


def ticket_of(store_id: int, conversation_id: int) -> Ticket | None:
    """Return the latest open request of a conversation."""
    mine = select(Ticket).where(Ticket.store_id == store_id, Ticket.conversation_id == conversation_id)
    return db.session().scalars(mine.where(Ticket.closed_at.is_(None)).order_by(Ticket.id.desc()).limit(1)).first()


def order_of(row: Return) -> OrderView:
    """Return the order that a return is from."""
    return orders.full_order(row.order_id)


def _excluded(store_id: int, order: OrderView, exclusions: Sequence[str]) -> frozenset[str]:
    ids = [line.product_id for line in order.lines if line.product_id]
    if not exclusions or not ids:
        return frozenset()
    named = select(Product).where(Product.store_id == store_id, Product.external_id.in_(ids))
    return frozenset(
        product.external_id
        for product in db.session().scalars(named)
        if rules.excluded([*product.tags, product.kind or ""], exclusions)
    )
