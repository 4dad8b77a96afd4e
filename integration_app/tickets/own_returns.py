"""Returns where the store's platform has none: our own row goes through the same states as Shopify's.

Requested → approved (noted on the order) → arrived → refunded and restocked → closed; or declined with a word. The
shopper hears of each step.
"""

from decimal import Decimal

from integration_app import orders, stores
from integration_app.kit import clock
from integration_app.kit.errors import Refusal
from integration_app.orders import action_queries, action_rules, actions
from integration_app.orders.action_models import OrderAction
from integration_app.orders.actions import ActionRefused, Asker
from integration_app.orders.wishes import Note, Refund
from integration_app.platforms.protocol import Ability, RefundLine
from integration_app.stores import texts
from integration_app.stores.models import Agent, Store
from integration_app.tickets.models import Return
from integration_app.tickets.record import record


class NotYet(Refusal):
    """This return is not at that step. Load the page again."""

    code, status = "not_yet", 409


def is_kept_by_store(asked: Return, store: Store) -> bool:
    """Say whether the store's platform keeps this return and decides what becomes of it."""
    return asked.external_id is not None and Ability.RETURN in action_queries.abilities(store)


def note_on_order(asked: Return, store: Store, *, agent: Agent) -> None:
    """Have an approved return written to its order, where the store takes notes."""
    if Ability.NOTE not in action_queries.abilities(store):
        return
    items = ", ".join(f"{line['quantity']} × {line['title']}" for line in asked.lines)
    note = Note(texts.say("return_note", store.locale, reference=asked.reference, items=items))
    try:
        _ask(asked, store, note, by=Asker(f"agent:{agent.id}"), key="approved", own=True)
    except ActionRefused:  # the order is gone from the store: there is nothing to write to
        return


def receive(asked: Return, *, agent: Agent) -> None:
    """Note that the things are back. :raises NotYet: unless the return is approved."""
    if asked.state != "open":
        raise NotYet
    asked.state, asked.received_at = "received", clock.now()
    record("return.received", asked, f"agent:{agent.id}")


def refund(asked: Return, *, by: Asker, restock: bool, key: str) -> OrderAction:
    """Have the store pay back what arrived, and put it on the shelf again; above the asker's limit a manager decides.

    :raises NotYet: unless the things are back. :raises ActionOff: :raises ActionRefused:
    """
    if asked.state != "received":
        raise NotYet
    store = stores.by_id(asked.store_id)
    view = orders.full_order(asked.order_id)
    unseen = action_queries.on_the_way(store.id, view.id)
    amount = min(Decimal(asked.amount), action_rules.left(view, on_the_way=unseen))
    lines = tuple(RefundLine(str(line["id"]), int(line["quantity"]), restock=restock) for line in asked.lines)
    note = texts.say("return_refund", store.locale, reference=asked.reference)
    return _ask(asked, store, Refund(amount, lines, note), by=by, key=key)


def close(asked: Return, *, actor: str) -> None:
    """Note that the money is back with the shopper: this return is over. :raises NotYet: unless the things are back."""
    if asked.state != "received":
        raise NotYet
    asked.state, asked.refunded_at = "closed", clock.now()
    record("return.refunded", asked, actor)


def _ask(asked: Return, store: Store, wish: Note | Refund, *, by: Asker, key: str, own: bool = False) -> OrderAction:
    return actions.ask(
        store,
        orders.by_id(asked.order_id),
        wish,
        by=by,
        key=f"return:{asked.public_id}:{key}",
        conversation_id=asked.conversation_id,
        return_id=asked.id,
        own=own,
    )
