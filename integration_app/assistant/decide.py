"""Decide what to answer: from what was understood and what is known, to one decision."""

from collections.abc import Callable
from dataclasses import replace

from integration_app.assistant import examples, intents, people
from integration_app.assistant.answers import articles, changes, orders, products, refunds, returns, shipping
from integration_app.assistant.decisions import Ask, Decision, Nothing, OpenReturn, Reply, Spoken
from integration_app.assistant.facts import AwaitingKind, Facts, Holder, ProofResult
from integration_app.assistant.mood import Temper
from integration_app.assistant.opening import opened
from integration_app.assistant.talk import Part, Talk
from integration_app.assistant.text import fold
from integration_app.assistant.understand import Understanding

MOST_PARTS = 3
MOST_CHOICES = 3
_ANSWERS: dict[str, Callable[[Talk], Part | None]] = {
    intents.ORDER_STATUS: orders.status,
    intents.REFUND_STATUS: refunds.status,
    intents.RETURN: returns.answer,
    intents.ORDER_CHANGE: changes.answer,
    intents.DELIVERY_TIME: shipping.time,
    intents.SHIPPING_COST: shipping.cost,
    intents.PRODUCT_QUESTION: products.answer,
}
_BY_NUMBER = (intents.ORDER_STATUS, intents.REFUND_STATUS, intents.RETURN, intents.ORDER_CHANGE)
_GENERAL = frozenset({intents.DELIVERY_TIME, intents.SHIPPING_COST, intents.PRODUCT_QUESTION})


def decide(heard: Understanding, facts: Facts) -> Decision:
    """Decide what to do about a message.

    Orders that were not proven are taken out before anything else, so that no answer can hold them.
    """
    talk = Talk(heard, facts.shown())
    conversation = talk.facts.conversation
    held = conversation.holder is Holder.AGENT
    if held and conversation.agent_present and not conversation.agent_late:
        return Nothing("agent_present")
    if not heard.text.strip() and not heard.intents and conversation.proof_result is None:
        return Nothing("nothing_said")
    decision = _alone(talk) if not held and conversation.holder is not Holder.QUEUE else _beside(talk)
    return opened(talk, decision) if isinstance(decision, Spoken) else decision


def _alone(talk: Talk) -> Decision:
    """Decide while the bot has the conversation."""
    mood = talk.heard.mood
    if wants_person(talk):
        return people.bring_in(talk, people.WISH)
    if mood.temper is Temper.ANGRY or mood.threat or talk.heard.wants(intents.COMPLAINT):
        return people.bring_in(talk, people.ANGRY, _known_part(talk))
    small = _small(talk)
    if small:
        return small
    parts = answers(talk)
    if not parts:
        return _not_understood(talk)
    stuck = next((part for part in parts if part.needs_person), None)
    if stuck:
        return people.bring_in(talk, people.NEEDS_PERSON, _merged(talk, parts))
    return _spoken(talk, parts)


def _beside(talk: Talk) -> Decision:
    """Decide while a person has the conversation but is away or late: only what is surely known."""
    if wants_person(talk) and talk.facts.conversation.holder is Holder.QUEUE:
        return people.bring_in(talk, people.WISH)
    parts = [p for p in answers(talk) if p.sure and (not p.asks or p.kind == "proof")]
    return _spoken(talk, parts) if parts else Nothing("waiting_for_person")


def wants_person(talk: Talk) -> bool:
    """Tell whether the shopper asks for a person, or says yes to the offer of one."""
    waiting = talk.facts.conversation.awaiting
    folded = fold(talk.heard.text)
    if waiting and waiting.kind is AwaitingKind.PERSON and examples.says(folded, talk.heard.language, "yes"):
        return True
    top = next(iter(talk.heard.intents), None)
    return talk.heard.mood.wants_person or (top is not None and top.name == intents.HUMAN and top.probability >= 0.5)


def answers(talk: Talk) -> list[Part]:
    """Answer each thing that the message wants, at most three; also what an earlier question waits for."""
    wanted = list(wanted_names(talk))
    parts: list[Part] = []
    if {intents.DELIVERY_TIME, intents.SHIPPING_COST} <= set(wanted):
        wanted.remove(intents.DELIVERY_TIME)
        parts += filter(None, [shipping.both(talk)])
        wanted = [w for w in wanted if w != intents.SHIPPING_COST] if parts else wanted
    for name in wanted:
        rule = _ANSWERS.get(name)
        part = rule(talk) if rule else None
        if part is None or part.kind in {p.kind for p in parts}:
            continue
        parts.append(part)
    article = articles.answer(talk)
    if article and (not parts or (not any(p.kind in _BY_NUMBER for p in parts) and all(p.asks for p in parts))):
        return [article]
    if not parts and intents.PRODUCT_QUESTION in wanted:
        return [articles.suggest(talk) or products.ask_which(talk)]
    return parts[:MOST_PARTS]


def wanted_names(talk: Talk) -> tuple[str, ...]:
    """List what is wanted: what the message says, else what an earlier question was for."""
    named = tuple(n for n in talk.heard.names() if n in _ANSWERS)
    waiting = talk.facts.conversation.awaiting
    entities = talk.heard.entities
    if waiting and waiting.intents and _answers_question(talk):
        return tuple(dict.fromkeys((*waiting.intents, *(n for n in named if n in _BY_NUMBER))))
    if not named and (entities.orders or (entities.candidates and len(talk.heard.text) < 24)):
        return (intents.ORDER_STATUS,)
    if not named and talk.facts.products and not talk.facts.articles:
        return (intents.PRODUCT_QUESTION,)
    return named


def _answers_question(talk: Talk) -> bool:
    """Tell whether the message is the answer to what the bot asked for."""
    conversation, entities = talk.facts.conversation, talk.heard.entities
    waiting = conversation.awaiting
    if waiting is None or not talk.heard.text:
        return False
    if waiting.kind in (AwaitingKind.PROOF, AwaitingKind.WHICH_ORDER, AwaitingKind.CODE):
        given = entities.emails or entities.phones or entities.orders or entities.candidates or entities.codes
        return bool(given) or conversation.proof_result is not None
    if waiting.kind is AwaitingKind.WHICH_COUNTRY:
        return bool(entities.countries)
    return waiting.kind is AwaitingKind.WHICH_PRODUCT and bool(talk.facts.products)


def _small(talk: Talk) -> Decision | None:
    """Decide the small things: a code that failed, things for a return, thanks, a greeting, a no."""
    conversation, heard = talk.facts.conversation, talk.heard
    if conversation.proof_result is ProofResult.CODE_WRONG:
        return Ask(talk.say("proof.code_wrong"), talk.locale, awaiting=conversation.awaiting)
    if fold(heard.text) == fold(talk.say("card.tell_me")) and (it := orders.which.order(talk)):
        return Reply(talk.say("order.tell_me", number=it.number), talk.locale, about_order=it.id)
    chosen = _return_items(talk)
    if chosen:
        return chosen
    if any(name not in (intents.GREETING, intents.THANKS) for name in heard.names()):
        return None
    waiting = conversation.awaiting
    if waiting and waiting.kind is AwaitingKind.PERSON and examples.says(fold(heard.text), heard.language, "no"):
        return Reply(talk.say("person.declined"), talk.locale, kinds=("declined",))
    if heard.wants(intents.THANKS) and not wanted_names(talk):
        return Reply(talk.sentences(talk.say("open.thanks"), talk.say("open.thanks_more")), talk.locale)
    if heard.wants(intents.GREETING) and not wanted_names(talk):
        return Ask(talk.say("open.help"), talk.locale, (), _topics(talk), kinds=("greeting",))
    return None


def _return_items(talk: Talk) -> OpenReturn | None:
    waiting = talk.facts.conversation.awaiting
    it = orders.which.order(talk)
    if not waiting or waiting.kind is not AwaitingKind.RETURN_ITEMS or not it or it.id != waiting.order_id:
        return None
    items = returns.items_named(talk, it)
    if not items:
        return None
    reason = "damaged" if talk.heard.mood.damaged else "changed_mind"
    return OpenReturn(
        "", talk.locale, about_order=it.id, order_id=it.id, items=items, reason=reason, note=talk.heard.text
    )


def _known_part(talk: Talk) -> Part | None:
    """Give the surely known part of an answer, to say it even while handing over."""
    parts = [p for p in answers(talk) if p.sure and not p.asks]
    return _merged(talk, parts) if parts else None


def _not_understood(talk: Talk) -> Decision:
    heard, conversation = talk.heard, talk.facts.conversation
    if conversation.not_understood >= 1:
        return people.bring_in(talk, people.NOT_UNDERSTOOD)
    hint = articles.suggest(talk)
    if hint:
        return Ask(hint.text, talk.locale, (), hint.choices, kinds=("article",), not_understood=True)
    if heard.wants(*_GENERAL) or len(heard.text.split()) > 3 or heard.text.rstrip().endswith(("?", "？", "؟")):
        return people.offer(talk)
    text = talk.say("person.rephrase")
    return Ask(text, talk.locale, (), _topics(talk), kinds=("other",), not_understood=True)


def _topics(talk: Talk) -> tuple[dict[str, object], ...]:
    return tuple(talk.choice(name) for name in ("my_order", "start_return", "product"))


def _merged(talk: Talk, parts: list[Part]) -> Part:
    """Make one part of several: their texts one after another, each card once."""
    last = next((p for p in parts if p.awaiting), parts[-1])
    return replace(
        last,
        text="\n\n".join(dict.fromkeys(p.text for p in parts if p.text)),
        cards=tuple({_card_key(card): card for p in parts for card in p.cards}.values()),
        choices=tuple({str(c["label"]): c for p in parts for c in p.choices}.values())[:MOST_CHOICES],
        about_order=next((p.about_order for p in parts if p.about_order), None),
        asks=any(p.asks for p in parts),
    )


def _card_key(card: dict[str, object]) -> str:
    return f"{card['type']} {card.get('number') or card.get('order') or card.get('title') or ''}"


def _spoken(talk: Talk, parts: list[Part]) -> Decision:
    one = _merged(talk, parts)
    kinds = tuple(p.kind for p in parts)
    shape: type[Reply] | type[Ask] = Ask if one.asks else Reply
    return shape(one.text, talk.locale, one.cards, one.choices, one.about_order, one.awaiting, kinds)
