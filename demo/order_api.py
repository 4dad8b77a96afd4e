"""What the shop's app may do to orders and returns. Each call carries a `key`; the same key happens once."""

from collections.abc import Callable
from typing import Any

from flask.typing import ResponseReturnValue

from demo import floor, payloads, visit
from demo.announce import Announcer
from demo.app_calls import body, guarded, missing, once, problem
from demo.models import Order, Return
from demo.store_api import NUMBER

blueprint = guarded("order_api")

DONE: payloads.Payload = {"done": True}


@blueprint.post(f"/orders/{NUMBER}/cancel")
def cancel(number: int) -> ResponseReturnValue:
    """Call an order off that has not left; `refund` gives the money back, `restock` puts the things on the shelf."""
    given = body("refund", "restock", "key")

    def do(order: Order, tell: Announcer) -> payloads.Payload:
        floor.money.may_cancel(order)
        reason = str(given.get("reason") or "customer")
        floor.money.cancel(order, tell, reason, refund=bool(given["refund"]), restock=bool(given["restock"]))
        return DONE

    return _on_order(number, given, do)


@blueprint.post(f"/orders/{NUMBER}/refunds")
def refund(number: int) -> ResponseReturnValue:
    """Pay back: lines, an `amount` in the order's currency, or all that is left."""
    given = body("lines", "key")

    def do(order: Order, tell: Announcer) -> payloads.Payload:
        lines = [
            floor.money.Back(int(line["id"]), int(line["quantity"]), bool(line["restock"])) for line in given["lines"]
        ]
        made = floor.money.pay_back(order, lines, given.get("amount"), tell, note=str(given.get("note") or ""))
        return payloads.refund(made)

    return _on_order(number, given, do)


@blueprint.post(f"/orders/{NUMBER}/address")
def address(number: int) -> ResponseReturnValue:
    """Send an order elsewhere, while it has not been packed."""
    given = body("address", "key")

    def do(order: Order, tell: Announcer) -> payloads.Payload:
        floor.office.move(order, given["address"], tell)
        return DONE

    return _on_order(number, given, do)


@blueprint.post(f"/orders/{NUMBER}/invoice")
def invoice(number: int) -> ResponseReturnValue:
    """Mail the invoice to the buyer again."""

    def do(order: Order, tell: Announcer) -> payloads.Payload:
        floor.office.mail_invoice(order, tell)
        return DONE

    return _on_order(number, body("key"), do)


@blueprint.post(f"/orders/{NUMBER}/notes")
def note(number: int) -> ResponseReturnValue:
    """Write a note to an order; `tell_shopper` mails it to the buyer."""
    given = body("text", "key")

    def do(order: Order, tell: Announcer) -> payloads.Payload:
        floor.office.note(order, str(given["text"]), tell, mailed=bool(given.get("tell_shopper")))
        return DONE

    return _on_order(number, given, do)


@blueprint.post("/returns")
def create_return() -> ResponseReturnValue:
    """Ask for a return. The same `key` gets the same return again."""
    given = body("order_id", "lines", "key")
    known = floor.returns.by_key(visit.rows(), str(given["key"]))
    if known is not None:
        return payloads.return_(known), 200
    found = visit.rows().get(Order, int(given["order_id"]))
    if found is None:
        return missing("order")
    wanted = {int(line["line_item_id"]): int(line["quantity"]) for line in given["lines"]}
    reason, note = str(given.get("reason") or "other"), str(given.get("note") or "")
    tell = visit.announcer()
    try:
        back = floor.returns.request(found, wanted, tell, reason=reason, note=note, key=str(given["key"]))
    except floor.Refused as refused:
        return problem(422, refused.code, str(refused))
    return payloads.return_(back), 201


@blueprint.post(f"/returns/{NUMBER}/decide")
def decide_return(number: int) -> ResponseReturnValue:
    """Approve or decline a return that was asked for, with a word to the shopper."""
    given = body("approved", "key")
    found = visit.rows().get(Return, number)
    if found is None:
        return missing("return")

    def do() -> payloads.Payload:
        floor.returns.decide(
            found, visit.announcer(), approved=bool(given["approved"]), note=str(given.get("note") or "")
        )
        return payloads.return_(found)

    return once(str(given["key"]), do)


def _on_order(
    number: int, given: dict[str, Any], do: Callable[[Order, Announcer], payloads.Payload]
) -> ResponseReturnValue:
    found = visit.rows().get(Order, number)
    if found is None:
        return missing("order")
    return once(str(given["key"]), lambda: do(found, visit.announcer()))
