"""Returns: approve or refuse."""

from integration_app import stores, tickets
from integration_app.web.access import may, post
from integration_app.web.caller import Caller
from integration_app.web.console import panel
from integration_app.web.console.shapes.parts import Nothing
from integration_app.web.console.shapes.inbox import RefuseReturn, ReturnFacts


@post("/returns/<asked>/approve")
@may("agent")
def approve_return(caller: Caller, asked: str, body: Nothing) -> ReturnFacts:
    """Approve a return."""
    found = tickets.a_return(list(caller.stores), asked)
    tickets.decide(found, agent=caller.agent, approved=True)
    return panel.a_return(found, stores.by_id(found.store_id))


@post("/returns/<asked>/refuse")
@may("agent")
def refuse_return(caller: Caller, asked: str, body: RefuseReturn) -> ReturnFacts:
    """Refuse a return, with a reason for the shopper."""
    found = tickets.a_return(list(caller.stores), asked)
    tickets.decide(found, agent=caller.agent, approved=False, answer=body.reason)
    return panel.a_return(found, stores.by_id(found.store_id))
