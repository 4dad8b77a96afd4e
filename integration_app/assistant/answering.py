"""From a batch of unanswered messages to one decision: words, proofs and acts together. Pure."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from integration_app.assistant import acts, intents, understand
from integration_app.assistant.decide import decide
from integration_app.assistant.decisions import Ask, Decision, Item, LeaveRequest, Nothing, OpenReturn, Reply
from integration_app.assistant.facts import Awaiting, AwaitingKind, Facts, ProofResult
from integration_app.assistant.intents import Intent
from integration_app.assistant.memory import Proving
from integration_app.assistant.mood import hear
from integration_app.assistant.understand import Understanding

Act = Mapping[str, Any]

_ABOUT_ORDERS = (intents.ORDER_STATUS, intents.REFUND_STATUS, intents.RETURN, intents.ORDER_CHANGE)
_BESIDE_ORDERS = (intents.DELIVERY_TIME, intents.SHIPPING_COST)
_EARLIER = 3
"""How many of the shopper's last messages may still be about the same thing."""
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]{2,}")


def respond(shopper_acts: Sequence[Act], heard: Understanding, proving: Proving | None, facts: Facts) -> Decision:
    """Decide what to answer to everything that was not answered yet."""
    heard = _with_earlier_damage(heard, facts)
    decisions: list[Decision] = []
    for act in shopper_acts:
        rule = _RULES.get(str(act.get("type")))
        decisions += [rule(act, facts)] if rule else []
    if any(act.get("type") == "person" for act in shopper_acts):
        heard = replace(heard, intents=(Intent(intents.HUMAN, 1.0), *heard.intents))
    if proving and proving.code_sent_to is not None:
        decisions.append(_code_sent(facts, proving))
    elif proving and proving.result is not None:
        decisions += _after_proof(heard, proving, proving.result, facts)
    elif heard.text.strip() or heard.intents:
        decisions.append(decide(heard, facts))
    return merged(decisions)


def merged(decisions: Sequence[Decision]) -> Decision:
    """Make one message of several decisions: texts and cards one after another, the gravest says what happens."""
    spoken = [one for one in decisions if not isinstance(one, Nothing)]
    if not spoken:
        return decisions[0] if decisions else Nothing("nothing_said")
    main = next((one for one in reversed(spoken) if not isinstance(one, Reply)), spoken[-1])
    return replace(
        main,
        text="\n\n".join(dict.fromkeys(part.text for part in spoken if part.text)),
        cards=tuple(card for part in spoken for card in part.cards),
        choices=spoken[-1].choices,
        about_order=next((part.about_order for part in spoken if part.about_order), None),
        kinds=tuple(dict.fromkeys(kind for part in spoken for kind in part.kinds)),
        said_bot=any(part.said_bot for part in spoken),
        greeted=any(part.greeted for part in spoken),
    )


def _with_earlier_damage(heard: Understanding, facts: Facts) -> Understanding:
    """Keep in mind that something came broken, while what was asked for about it still comes in."""
    if facts.conversation.awaiting is None or not facts.conversation.words:
        return heard
    earlier = hear(" ".join(facts.conversation.words[-_EARLIER:]), heard.language)
    return replace(heard, mood=replace(heard.mood, damaged=heard.mood.damaged or earlier.damaged))


def _after_proof(heard: Understanding, proving: Proving, result: ProofResult, facts: Facts) -> list[Decision]:
    """Go on with what was asked before the proof came in between, now with its result."""
    if result is ProofResult.CODE_NEEDED:
        return [_code_offered(facts, proving)]
    waiting = facts.conversation.awaiting
    wanted = _wanted(heard, waiting)
    if result is not ProofResult.CODE_WRONG:
        waiting = Awaiting(AwaitingKind.PROOF, wanted, number=proving.number, contact=proving.typed)
    conversation = replace(
        facts.conversation,
        awaiting=waiting,
        proof_result=result,
        about_order=proving.order or facts.conversation.about_order,
    )
    resumed = understand.resume(Awaiting(AwaitingKind.PROOF, wanted), facts.reader.locale)
    goes_on = replace(resumed, mood=heard.mood, text=heard.text, entities=heard.entities)
    answer = decide(goes_on, replace(facts, conversation=conversation))
    if result is not ProofResult.MATCHED:
        return [answer]
    return [acts.proved(facts, proving.number or "", proving.contact or ""), answer]


def _wanted(heard: Understanding, waiting: Awaiting | None) -> tuple[str, ...]:
    """List what to go on with: what the message with the proof wants, else what was asked before it."""
    asked = tuple(name for name in heard.names() if name in _ABOUT_ORDERS)
    beside = tuple(i.name for i in heard.intents if i.name in _BESIDE_ORDERS and i.probability >= understand.SURE)
    return (*(asked or (waiting.intents if waiting else ()) or (intents.ORDER_STATUS,)), *beside)


def _code_offered(facts: Facts, proving: Proving) -> Decision:
    talk = acts.talk_of(facts)
    send = {"label": talk.say("choice.send_code"), "act": {"type": "send_code", "order": proving.number}}
    waiting = facts.conversation.awaiting
    waiting = Awaiting(AwaitingKind.PROOF, waiting.intents if waiting else (), number=proving.number)
    return Ask(
        talk.say("proof.locked_code"), talk.locale, (), (send, talk.person()), awaiting=waiting, kinds=("proof",)
    )


def _code_sent(facts: Facts, proving: Proving) -> Decision:
    """Say that digits were sent; without a proof before, not even that there is such an order."""
    said = acts.code_sent(facts, proving.code_sent_to or "", facts.conversation.awaiting)
    cards = tuple({**card, "order": proving.number} for card in said.cards)
    if proving.code_sent_to:
        return replace(said, cards=cards)
    return replace(said, cards=cards, text=acts.talk_of(facts).say("proof.code_unseen"))


def _return(act: Act, facts: Facts) -> Decision:
    locale = acts.talk_of(facts).locale
    items = tuple(
        Item(str(item.get("id")), int(item.get("quantity") or 0))
        for item in act.get("items") or ()
        if int(item.get("quantity") or 0) > 0
    )
    order_id = str(act.get("order_id", ""))
    reason, note = str(act.get("reason", "other"))[:32], str(act.get("note") or "")
    return OpenReturn("", locale, about_order=order_id, order_id=order_id, items=items, reason=reason, note=note)


def _offline(act: Act, facts: Facts) -> Decision:
    talk = acts.talk_of(facts)
    email = str(act.get("email", "")).strip()[:255]
    if not _ADDRESS.fullmatch(email):
        waiting = facts.conversation.awaiting
        return Ask(talk.say("offline.bad_email"), talk.locale, awaiting=waiting, kinds=("offline",))
    return LeaveRequest("", talk.locale, email=email, words=str(act.get("text") or "").strip(), kinds=("offline",))


_RULES: Mapping[str, Callable[[Act, Facts], Decision]] = {"return": _return, "offline": _offline}
