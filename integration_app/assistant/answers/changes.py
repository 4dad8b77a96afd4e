"""Cancelling, another address, an invoice: what only a person may change, said with what is known."""

from integration_app.assistant import cards
from integration_app.assistant.answers import which
from integration_app.assistant.facts import OrderState
from integration_app.assistant.talk import Part, Talk

_STILL_HERE = frozenset({OrderState.UNPAID, OrderState.PAID, OrderState.PACKED})
_OVER = frozenset({OrderState.CANCELLED, OrderState.REFUNDED})


def answer(talk: Talk) -> Part:
    """Answer a wish to change an order, and pass it on where it can still be changed."""
    it = which.order(talk)
    if it is None:
        return which.ask(talk, "order_change")
    if it.state in _OVER:
        text = talk.say("change.closed", number=it.number)
        return Part(text, "order_change", (cards.order(talk, it),), (talk.person(),), about_order=it.id)
    key = "change.open" if it.state in _STILL_HERE else "change.shipped"
    text = talk.say(key, number=it.number)
    return Part(text, "order_change", (cards.order(talk, it),), about_order=it.id, needs_person=True)
