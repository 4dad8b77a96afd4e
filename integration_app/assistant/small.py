"""The small things: thanks, a greeting, a no, a code that failed, and which things go back."""

from integration_app.assistant import examples, intents
from integration_app.assistant.answers import returns, which
from integration_app.assistant.decisions import Ask, Choice, Decision, OpenReturn, Reply
from integration_app.assistant.facts import AwaitingKind, ProofResult
from integration_app.assistant.talk import Talk
from integration_app.assistant.text import fold

_SOCIAL = frozenset({intents.GREETING, intents.THANKS})


def answer(talk: Talk, *, wants_more: bool) -> Decision | None:
    """Decide a small thing, or None; `wants_more` means that the message wants a real answer."""
    conversation = talk.facts.conversation
    if conversation.proof_result is ProofResult.CODE_WRONG:
        return Ask(talk.say("proof.code_wrong"), talk.locale, awaiting=conversation.awaiting)
    if fold(talk.heard.text) == fold(talk.say("card.tell_me")) and (it := which.order(talk)):
        return Reply(talk.say("order.tell_me", number=it.number), talk.locale, about_order=it.id)
    chosen = _return_items(talk)
    if chosen or wants_more or set(talk.heard.names()) - _SOCIAL:
        return chosen
    return _social(talk)


def topics(talk: Talk) -> tuple[Choice, ...]:
    """Offer what most shoppers come for."""
    return tuple(talk.choice(name) for name in ("my_order", "start_return", "product"))


def _social(talk: Talk) -> Decision | None:
    heard, waiting = talk.heard, talk.facts.conversation.awaiting
    if waiting and waiting.kind is AwaitingKind.PERSON and examples.says(fold(heard.text), heard.language, "no"):
        return Reply(talk.say("person.declined"), talk.locale, kinds=("declined",))
    if heard.wants(intents.THANKS):
        return Reply(talk.sentences(talk.say("open.thanks"), talk.say("open.thanks_more")), talk.locale)
    if heard.wants(intents.GREETING):
        return Ask(talk.say("open.help"), talk.locale, (), topics(talk), kinds=("greeting",))
    return None


def _return_items(talk: Talk) -> OpenReturn | None:
    waiting = talk.facts.conversation.awaiting
    it = which.order(talk)
    if not waiting or waiting.kind is not AwaitingKind.RETURN_ITEMS or not it or it.id != waiting.order_id:
        return None
    items = returns.items_named(talk, it)
    if not items:
        return None
    reason = "damaged" if talk.heard.mood.damaged else "changed_mind"
    return OpenReturn(
        "", talk.locale, about_order=it.id, order_id=it.id, items=items, reason=reason, note=talk.heard.text
    )
