"""Decide which order a message is about, and ask for proof where none is shown."""

from integration_app.assistant import cards
from integration_app.assistant.facts import Awaiting, AwaitingKind, OrderFacts, ProofResult
from integration_app.assistant.talk import Part, Talk

SHOWN_ORDERS = 3


def numbers_named(talk: Talk) -> tuple[str, ...]:
    """List the order numbers that the message names, or that were asked about before."""
    entities = talk.heard.entities
    waiting = talk.facts.conversation.awaiting
    earlier = (waiting.number,) if waiting and waiting.number and waiting.kind is AwaitingKind.PROOF else ()
    return entities.orders or entities.candidates or earlier


def order(talk: Talk) -> OrderFacts | None:
    """Find the one proven order that is meant, or None."""
    orders = talk.facts.orders
    named = {bare(number) for number in numbers_named(talk)}
    if named:
        return next((o for o in orders if bare(o.number) in named), None)
    waiting = talk.facts.conversation.awaiting
    about = (waiting.order_id if waiting else None) or talk.facts.conversation.about_order
    meant = next((o for o in orders if o.id == about), None)
    if meant or len(orders) != 1:
        return meant
    return orders[0]


def ask(talk: Talk, intent: str, first: str = "") -> Part:
    """Ask which order it is, or for the proof of it; `first` is what can be said without."""
    named = numbers_named(talk)
    orders = talk.facts.orders
    if not named and len(orders) > 1:
        newest = sorted(orders, key=lambda o: o.placed_at, reverse=True)[:SHOWN_ORDERS]
        choices = tuple(talk.choice("order", number=o.number) for o in newest)
        waiting = Awaiting(AwaitingKind.WHICH_ORDER, (intent,))
        return Part(talk.sentences(first, talk.say("order.which")), "proof", (), choices, awaiting=waiting, asks=True)
    number = named[0] if named else None
    contact = contact_named(talk)
    waiting = Awaiting(AwaitingKind.PROOF, (intent,), number=number, contact=contact)
    if _asked_in_vain(talk, number, contact):
        vain = talk.say("proof.no_number")
        return Part(vain, "proof", (cards.proof(None),), (talk.person(),), awaiting=waiting, asks=True)
    text = talk.sentences(first, _question(talk, number, contact))
    choices = (talk.person(),) if talk.facts.conversation.proof_result is ProofResult.LOCKED else ()
    shown = () if choices else (cards.proof(number),)
    return Part(text, "proof", shown, choices, awaiting=waiting, asks=True)


def _asked_in_vain(talk: Talk, number: str | None, contact: str | None) -> bool:
    """Tell whether number and contact were asked for and neither came."""
    asked = is_asked(talk) and talk.facts.conversation.proof_result is None
    return asked and number is None and contact is None


def is_asked(talk: Talk) -> bool:
    """Tell whether the bot asked for a proof with its last message."""
    waiting = talk.facts.conversation.awaiting
    return waiting is not None and waiting.kind is AwaitingKind.PROOF


def contact_named(talk: Talk) -> str | None:
    """Give the e-mail or phone number that the message names, or that was given before."""
    waiting = talk.facts.conversation.awaiting
    earlier = waiting.contact if waiting and waiting.kind is AwaitingKind.PROOF else None
    return next(iter((*talk.heard.entities.emails, *talk.heard.entities.phones)), earlier)


def _question(talk: Talk, number: str | None, contact: str | None) -> str:
    result = talk.facts.conversation.proof_result
    if result is ProofResult.LOCKED:
        return talk.say("proof.locked")
    if result is ProofResult.NO_MATCH or (number and contact):
        return talk.say("proof.no_match")
    then = "then_" if is_asked(talk) and (number or contact) else ""
    if number:
        return talk.say(f"proof.{then}contact")
    return talk.say(f"proof.{then}number" if contact else "proof.both")


def bare(number: str) -> str:
    """Reduce an order number to what tells it from others: "#1042" is "1042"."""
    return number.strip().lstrip("#").upper()
