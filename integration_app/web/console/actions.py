"""What people do to an order in its store: asked here, carried out by a worker; and what waits for a manager."""

from dataclasses import replace
from decimal import Decimal

from integration_app import conversations, orders, stores
from integration_app.kit.errors import NotFound
from integration_app.orders import action_queries, actions, wishes
from integration_app.orders.action_models import OrderAction
from integration_app.orders.actions import Asker
from integration_app.orders.models import Order
from integration_app.platforms.protocol import AddressSnapshot, RefundLine
from integration_app.stores import Store, settings
from integration_app.web.access import get, may, post, put
from integration_app.web.caller import Caller
from integration_app.web.console import doable, permissions
from integration_app.web.console.amounts import own_amount
from integration_app.web.console.shapes.actions import (
    ActionFacts,
    ActionSettings,
    ActionSettingsDraft,
    ActionSwitch,
    CancelOrder,
    ChangeAddress,
    OrderNote,
    RefundOrder,
    SendInvoice,
)
from integration_app.web.console.shapes.parts import Money, Nothing
from integration_app.web.errors import Invalid


@post("/conversations/<conversation>/orders/<order>/cancel")
@may("agent")
def cancel_order(caller: Caller, conversation: str, order: str, body: CancelOrder) -> ActionFacts:
    """Call an order off in the store."""
    wish = wishes.Cancel(refund=body.refund, restock=body.restock, reason=body.reason)
    return _ask(caller, conversation, order, wish, body.client_id)


@post("/conversations/<conversation>/orders/<order>/refund")
@may("agent")
def refund_order(caller: Caller, conversation: str, order: str, body: RefundOrder) -> ActionFacts:
    """Give money back in the store."""
    lines = tuple(RefundLine(one.id, one.quantity, restock=body.restock) for one in body.lines)
    wish = wishes.Refund(body.amount.amount, lines, body.note)
    return _ask(caller, conversation, order, wish, body.client_id, currency=body.amount.currency)


@post("/conversations/<conversation>/orders/<order>/address")
@may("agent")
def change_address(caller: Caller, conversation: str, order: str, body: ChangeAddress) -> ActionFacts:
    """Send an order elsewhere."""
    wish = wishes.Address(AddressSnapshot(**body.address.model_dump()))
    return _ask(caller, conversation, order, wish, body.client_id)


@post("/conversations/<conversation>/orders/<order>/invoice")
@may("agent")
def send_invoice(caller: Caller, conversation: str, order: str, body: SendInvoice) -> ActionFacts:
    """Have the store mail the invoice again."""
    return _ask(caller, conversation, order, wishes.Invoice(), body.client_id)


@post("/conversations/<conversation>/orders/<order>/note")
@may("agent")
def note_order(caller: Caller, conversation: str, order: str, body: OrderNote) -> ActionFacts:
    """Write a note to an order in the store."""
    return _ask(caller, conversation, order, wishes.Note(body.text, body.tell_shopper), body.client_id)


@get("/approvals")
@may("manager")
def list_approvals(caller: Caller) -> list[ActionFacts]:
    """List what waits for a manager, oldest first."""
    return [_facts(caller, row) for row in action_queries.waiting_approval(list(caller.stores))]


@post("/actions/<action>/approve")
@may("manager")
def approve_action(caller: Caller, action: str, body: Nothing) -> ActionFacts:
    """Agree to what an agent wants."""
    row = action_queries.action(list(caller.stores), action)
    actions.approve(row, agent=caller.agent)
    return _facts(caller, row)


@post("/actions/<action>/decline")
@may("manager")
def decline_action(caller: Caller, action: str, body: Nothing) -> ActionFacts:
    """Say no to what an agent wants."""
    row = action_queries.action(list(caller.stores), action)
    actions.decline(row, agent=caller.agent)
    return _facts(caller, row)


@post("/actions/<action>/check")
@may("agent")
def check_action(caller: Caller, action: str, body: Nothing) -> ActionFacts:
    """Look in the store whether it was done."""
    row = action_queries.action(list(caller.stores), action)
    actions.want_look(row, agent=caller.agent)
    return _facts(caller, row)


@post("/actions/<action>/retry")
@may("agent")
def retry_action(caller: Caller, action: str, body: Nothing) -> ActionFacts:
    """Ask the store again; what it has done already it does not do twice."""
    row = action_queries.action(list(caller.stores), action)
    rights = doable.rights(caller, caller.stores[row.store_id])
    actions.try_again(row, by=Asker(caller.actor, rights.limit))
    return _facts(caller, row)


@get("/stores/<store>/actions")
@may("manager")
def read_actions(caller: Caller, store: str) -> ActionSettings:
    """Tell what people may do to orders."""
    return _settings(caller.store(store))


@put("/stores/<store>/actions")
@may("manager")
def change_actions(caller: Caller, store: str, body: ActionSettingsDraft) -> ActionSettings:
    """Say what people may do to orders, and how much agents may give back alone."""
    found = caller.store(store)
    limit = own_amount(found, body.agents_refund_up_to)
    allowed = tuple(kind for kind in doable.KINDS if kind in body.allowed)
    chosen = replace(stores.chosen(found), actions=settings.Actions(allowed, limit or Decimal(0)))
    stores.change_settings(found, chosen, actor=caller.actor)
    return _settings(found)


def _ask(
    caller: Caller, conversation: str, order: str, wish: wishes.Wish, client_id: str, *, currency: str | None = None
) -> ActionFacts:
    row = conversations.conversation(list(caller.stores), conversation)
    store = caller.stores[row.store_id]
    found = _order(store, order)
    if currency is not None and currency != found.currency:
        raise Invalid(f"Money goes back in the order's own currency, {found.currency}.")
    rights = doable.rights(caller, store)
    asked = actions.ask(
        store,
        found,
        wish,
        by=Asker(caller.actor, rights.limit),
        key=f"{row.public_id}:{client_id}",
        conversation_id=row.id,
    )
    return doable.facts(asked, found.number, rights)


def _order(store: Store, public_id: str) -> Order:
    found = orders.by_public_id(store.id, public_id)
    if found is None:
        raise NotFound("There is no such order in this store.")
    return found


def _facts(caller: Caller, row: OrderAction) -> ActionFacts:
    return doable.facts(row, orders.by_id(row.order_id).number, doable.rights(caller, caller.stores[row.store_id]))


def _settings(store: Store) -> ActionSettings:
    chosen, can = stores.chosen(store).actions, permissions.possible(store)
    switches = [ActionSwitch(kind=kind, on=kind in chosen.allowed, possible=kind in can) for kind in doable.KINDS]
    return ActionSettings(
        switches=switches,
        agents_refund_up_to=Money(amount=chosen.agents_refund_up_to, currency=store.currency),
        ask_store=permissions.ask_store(store, can),
    )
