"""Returns: approve or refuse; and where the store's platform keeps none, take them through to the money."""

from integration_app import stores, tickets
from integration_app.orders.actions import Asker
from integration_app.tickets import Return
from integration_app.web.access import may, post
from integration_app.web.caller import Caller
from integration_app.web.console import doable, panel
from integration_app.web.console.shapes.inbox import RefundReturn, RefuseReturn, ReturnFacts
from integration_app.web.console.shapes.parts import Nothing


@post("/returns/<asked>/approve")
@may("agent")
def approve_return(caller: Caller, asked: str, body: Nothing) -> ReturnFacts:
    """Approve a return."""
    found = _mine(caller, asked)
    tickets.decide(found, agent=caller.agent, approved=True)
    return _facts(caller, found)


@post("/returns/<asked>/refuse")
@may("agent")
def refuse_return(caller: Caller, asked: str, body: RefuseReturn) -> ReturnFacts:
    """Refuse a return, with a reason for the shopper."""
    found = _mine(caller, asked)
    tickets.decide(found, agent=caller.agent, approved=False, answer=body.reason)
    return _facts(caller, found)


@post("/returns/<asked>/receive")
@may("agent")
def receive_return(caller: Caller, asked: str, body: Nothing) -> ReturnFacts:
    """Say that the things are back."""
    found = _mine(caller, asked)
    tickets.receive(found, agent=caller.agent)
    return _facts(caller, found)


@post("/returns/<asked>/refund")
@may("agent")
def refund_return(caller: Caller, asked: str, body: RefundReturn) -> ReturnFacts:
    """Pay back what arrived; above the caller's limit a manager decides."""
    found = _mine(caller, asked)
    rights = doable.rights(caller, caller.stores[found.store_id])
    tickets.refund(found, by=Asker(caller.actor, rights.limit), restock=body.restock, key=body.client_id)
    return _facts(caller, found)


@post("/returns/<asked>/close")
@may("agent")
def close_return(caller: Caller, asked: str, body: Nothing) -> ReturnFacts:
    """Say that the money went back by another way."""
    found = _mine(caller, asked)
    tickets.close(found, actor=caller.actor)
    return _facts(caller, found)


def _mine(caller: Caller, public_id: str) -> Return:
    return tickets.a_return(list(caller.stores), public_id)


def _facts(caller: Caller, asked: Return) -> ReturnFacts:
    store = stores.by_id(asked.store_id)
    return panel.a_return(asked, store, doable.rights(caller, store))
