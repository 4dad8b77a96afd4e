"""Decide what to answer: from what was understood and what is known, to one decision."""

from collections.abc import Callable
from dataclasses import replace

from integration_app.assistant import examples, intents, people, small
from integration_app.assistant.answers import articles, changes, orders, products, refunds, returns, shipping, which
from integration_app.assistant.decisions import Ask, Decision, Nothing, Spoken
from integration_app.assistant.facts import AwaitingKind, Facts, Holder, OrderState
from integration_app.assistant.mood import Temper
from integration_app.assistant.opening import opened
from integration_app.assistant.parts import merged, spoken
from integration_app.assistant.talk import Part, Talk
from integration_app.assistant.text import fold
from integration_app.assistant.understand import Understanding

MOST_PARTS = 3
_BARELY = 24
"""Characters beside an e-mail or phone number that hold no wish of their own: "and 1027?", "sorry, it is"."""

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
_SHIPPING = frozenset({intents.DELIVERY_TIME, intents.SHIPPING_COST})
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
    little = small.answer(talk, wants_more=bool(wanted_names(talk)))
    if little:
        return little
    if talk.heard.foreign:
        return small.foreign(talk, proof=which.ask(talk, intents.ORDER_STATUS) if _names_an_order(talk) else None)
    return _answered(talk, answers(talk))


def _answered(talk: Talk, parts: list[Part]) -> Decision:
    """Say what could be answered; bring a person in where it takes one, or where nothing was understood."""
    if not parts:
        return _not_understood(talk)
    stuck = next((part for part in parts if part.needs_person), None)
    if stuck:
        return people.bring_in(talk, people.NEEDS_PERSON, merged(parts))
    return spoken(talk, parts)


def _beside(talk: Talk) -> Decision:
    """Decide while a person has the conversation but is away or late: only what is surely known."""
    if wants_person(talk) and talk.facts.conversation.holder is Holder.QUEUE:
        return people.bring_in(talk, people.WISH)
    parts = [p for p in answers(talk) if p.sure and not p.needs_person and (not p.asks or p.kind == "proof")]
    return spoken(talk, parts) if parts else Nothing("waiting_for_person")


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
    wanted = _without_repeats(talk, wanted_names(talk))
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
    weak = [part for part in parts if part.asks or not part.sure]
    if article and weak == parts and intents.ORDER_STATUS not in wanted:
        return _with_article(talk, article, wanted, parts)
    if not parts and intents.PRODUCT_QUESTION in wanted:
        return [articles.suggest(talk) or products.ask_which(talk)]
    return parts[:MOST_PARTS]


def _without_repeats(talk: Talk, wanted: tuple[str, ...]) -> list[str]:
    """Leave out where an order is, where the answer to a further wish about it says that too."""
    others = [name for name in wanted if name in _BY_NUMBER and name != intents.ORDER_STATUS]
    it = which.order(talk)
    if wanted and wanted[0] in _SHIPPING and talk.heard.entities.countries and it is None and not _names_an_order(talk):
        return [name for name in wanted if name != intents.ORDER_STATUS]
    arrived = it is None or it.state is OrderState.DELIVERED
    told = arrived or intents.REFUND_STATUS in others or intents.ORDER_CHANGE in others
    return [name for name in wanted if not (others and told and name == intents.ORDER_STATUS)]


def _with_article(talk: Talk, article: Part, wanted: list[str], asks: list[Part]) -> list[Part]:
    """Answer from an article; where an order is meant, ask for it in the same breath, so that the way goes on.

    A wish to send something back is told by the store's rules, with the article beside.
    """
    if intents.RETURN in wanted and asks and returns.rules(talk):
        return [replace(asks[0], cards=(*article.cards, *asks[0].cards)), *asks[1:]]
    return [article, *asks] if any(name in _BY_NUMBER for name in wanted) else [article]


def wanted_names(talk: Talk) -> tuple[str, ...]:
    """List what is wanted: what the message says, else what an earlier question was for."""
    named = tuple(dict.fromkeys(_in_context(talk, n) for n in talk.heard.names() if n in _ANSWERS))
    waiting = talk.facts.conversation.awaiting
    entities = talk.heard.entities
    if waiting and waiting.intents and _answers_question(talk):
        return tuple(dict.fromkeys((*waiting.intents, *(n for n in named if n in _BY_NUMBER))))
    if not any(name in _BY_NUMBER for name in named) and _names_only_an_order(talk):
        return (intents.ORDER_STATUS,)
    if not named and entities.orders:
        return (intents.ORDER_STATUS,)
    if not named and talk.facts.products and not talk.facts.articles:
        return (intents.PRODUCT_QUESTION,)
    return named


def _in_context(talk: Talk, name: str) -> str:
    """Take "and what does that cost?" after shipping as a question about shipping, and "when does it come?" beside
    an order that was just told of as one about that order.
    """
    waiting = talk.facts.conversation.awaiting
    if name == intents.PRODUCT_QUESTION and waiting and waiting.kind is AwaitingKind.WHICH_COUNTRY:
        costs = examples.says(fold(talk.heard.text), talk.heard.language, "about.cost")
        return intents.SHIPPING_COST if costs and not talk.heard.entities.products else name
    return _of_the_order(talk) if name == intents.DELIVERY_TIME else name


def _of_the_order(talk: Talk) -> str:
    it = which.order(talk)
    folded, language = fold(talk.heard.text), talk.heard.language
    general = talk.heard.entities.countries or any(
        examples.says(folded, language, meaning) for meaning in ("about.ship", "about.buy", "about.cost")
    )
    if it is None or general or not examples.says(folded, language, "about.when"):
        return intents.DELIVERY_TIME
    over = it.state in (OrderState.CANCELLED, OrderState.REFUNDED) or bool(it.refunds)
    return intents.REFUND_STATUS if over else intents.ORDER_STATUS


def _names_only_an_order(talk: Talk) -> bool:
    """Tell whether a message is little more than an order's number or the contact it is under."""
    entities = talk.heard.entities
    rest = len(talk.heard.text) - sum(map(len, (*entities.emails, *entities.phones)))
    return _names_an_order(talk) and not entities.products and rest < _BARELY


def _names_an_order(talk: Talk) -> bool:
    entities = talk.heard.entities
    return bool(entities.orders or entities.candidates or entities.emails or entities.phones)


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
        return bool(entities.countries) and not set(talk.heard.names()) & set(_BY_NUMBER)
    return waiting.kind is AwaitingKind.WHICH_PRODUCT and bool(talk.facts.products)


def _known_part(talk: Talk) -> Part | None:
    """Give the surely known part of an answer, to say it even while handing over."""
    parts = [p for p in answers(talk) if p.sure and not p.asks]
    return merged(parts) if parts else None


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
    return Ask(text, talk.locale, (), small.topics(talk), kinds=("other",), not_understood=True)
