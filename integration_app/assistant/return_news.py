"""News of a return for the chat in which it was asked for."""

from integration_app import conversations, tickets
from integration_app.assistant import acts, cards
from integration_app.assistant.answers import money_back
from integration_app.assistant.facts import Facts, ReturnFacts
from integration_app.orders.models import Order
from integration_app.stores.models import Store
from integration_app.tickets.models import Return


def tell(order: Order, _store: Store, asked: Return, told: ReturnFacts, facts: Facts) -> None:
    """Say what was decided, in the team's own words where they wrote some; each decision is told once."""
    conversation = conversations.by_id(asked.conversation_id) if asked.conversation_id else None
    if conversation is None or conversation.holder == "closed" or conversation.forgotten_at is not None:
        return
    talk = acts.talk_of(facts)
    conversations.send(
        conversation,
        author=conversations.BOT,
        text=talk.sentences(money_back.where_return_stands(talk, told), word_of(asked)),
        cards=[cards.returned(talk, told, money_back.what_next(talk, told))],
        locale=talk.locale,
        about_order=order.public_id,
        client_id=f"return:{asked.public_id}:{asked.state}",
    )


def word_of(asked: Return) -> str:
    """Return what the team wrote with its decision, while that decision is the news."""
    return tickets.answer_of(asked) if asked.state in {"open", "declined"} else ""
