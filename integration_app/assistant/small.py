"""The small things: thanks, a greeting, a no, a code that failed, and which things go back."""

from integration_app.assistant import dates, examples, intents
from integration_app.assistant.answers import returns, which
from integration_app.assistant.decisions import Ask, Choice, Decision, OpenReturn, Reply
from integration_app.assistant.facts import AwaitingKind, OrderFacts, ProofResult
from integration_app.assistant.talk import Part, Talk
from integration_app.assistant.text import fold

_SOCIAL = frozenset({intents.GREETING, intents.THANKS})
_SHORT = 24


def answer(talk: Talk, *, wants_more: bool) -> Decision | None:
    """Decide a small thing, or None; `wants_more` means that the message wants a real answer."""
    conversation = talk.facts.conversation
    if conversation.proof_result is ProofResult.CODE_WRONG:
        return Ask(talk.say("proof.code_wrong"), talk.locale, awaiting=conversation.awaiting)
    if fold(talk.heard.text) == fold(talk.say("card.tell_me")) and (it := which.order(talk)):
        return Reply(talk.say("order.tell_me", number=it.number), talk.locale, about_order=it.id)
    chosen = _return_items(talk)
    if chosen:
        return chosen
    short = _yes_or_no(talk)
    if short or wants_more or set(talk.heard.names()) - _SOCIAL:
        return short
    return _social(talk)


def foreign(talk: Talk, proof: Part | None) -> Ask:
    """Say honestly that a language is not spoken here; `proof` asks for what the order needs all the same."""
    names = dates.babel_locale(talk.locale).languages
    spoken = [str(names.get(code, code)) for code in talk.heard.spoken_here]
    text = talk.say(
        "open.foreign", language=names.get(talk.heard.foreign, talk.heard.foreign), languages=talk.joined(spoken)
    )
    if proof:
        text = talk.sentences(text, proof.text)
        return Ask(text, talk.locale, proof.cards, (talk.person(),), awaiting=proof.awaiting, kinds=("proof",))
    choices = (*topics(talk)[:2], talk.person())
    return Ask(text, talk.locale, (), choices, kinds=("foreign",), not_understood=True)


def topics(talk: Talk) -> tuple[Choice, ...]:
    """Offer what most shoppers come for."""
    return tuple(talk.choice(name) for name in ("my_order", "start_return", "product"))


def _yes_or_no(talk: Talk) -> Decision | None:
    """Take a no to the offer of a person, or a yes or no to nothing that was asked."""
    waiting, folded = talk.facts.conversation.awaiting, fold(talk.heard.text)
    says_no = examples.says(folded, talk.heard.language, "no")
    if waiting and waiting.kind is AwaitingKind.PERSON:
        declined = says_no and len(folded) < _SHORT
        return Reply(talk.say("person.declined"), talk.locale, kinds=("declined",)) if declined else None
    bare = folded.strip(" .!?,。！？،؟")
    if any(examples.pattern(talk.heard.language, meaning).fullmatch(bare) for meaning in ("yes", "no")):
        return Reply(talk.say("person.declined"), talk.locale, awaiting=waiting)
    return None


def _social(talk: Talk) -> Decision | None:
    heard = talk.heard
    if heard.wants(intents.THANKS):
        return Reply(talk.sentences(talk.say("open.thanks"), talk.say("open.thanks_more")), talk.locale)
    if heard.wants(intents.GREETING):
        return Ask(talk.say("open.help"), talk.locale, (), topics(talk), kinds=("greeting",))
    return None


def _kept_back(talk: Talk, it: OrderFacts) -> Ask | None:
    """Say that a thing that was named cannot go back. What else may go is in the form; a yes must not open it."""
    named = returns.kept_named(talk, it)
    if not named:
        return None
    text = returns.why_kept(talk, it, named) or talk.say("return.not_returnable")
    return Ask(text, talk.locale, (), (talk.person(),), it.id, kinds=("return",))


def _return_items(talk: Talk) -> OpenReturn | Ask | None:
    waiting = talk.facts.conversation.awaiting
    it = which.order(talk)
    if not waiting or waiting.kind is not AwaitingKind.RETURN_ITEMS or not it or it.id != waiting.order_id:
        return None
    items = returns.items_named(talk, it)
    if not items:
        return _kept_back(talk, it)
    reason = "damaged" if talk.heard.mood.damaged else "changed_mind"
    return OpenReturn(
        "", talk.locale, about_order=it.id, order_id=it.id, items=items, reason=reason, note=talk.heard.text
    )
