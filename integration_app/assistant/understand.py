"""Understand a message: language, what it wants, what it names, how it sounds, whether it is finished."""

import re
from dataclasses import dataclass, field, replace

from integration_app.assistant import countries, examples, intents, language
from integration_app.assistant import entities as named
from integration_app.assistant.entities import Entities
from integration_app.assistant.facts import Awaiting
from integration_app.assistant.intents import Intent
from integration_app.assistant.language import Priors
from integration_app.assistant.mood import Mood, Temper, hear
from integration_app.assistant.text import fold, plain
from integration_app.assistant.vocabulary import Mention, Vocabulary, unclear
from integration_app.kit.languages import base

SURE = 0.5
PERHAPS = 0.3
TRACE = 0.02  # of the whole message, from which the wish of one of its clauses counts
_STRONG = 0.75
_CLAUSE = re.compile(r"[.!?;。！？；؟\n]+|,(?!\d)|，|、(?=[^\d])|،|(?<=\w) و(?=\w{2})")
_ABOUT_ORDERS = frozenset({intents.ORDER_STATUS, intents.RETURN, intents.REFUND_STATUS, intents.ORDER_CHANGE})
_SOCIAL = frozenset({intents.GREETING, intents.THANKS})


@dataclass(frozen=True)
class Understanding:
    """What a message means. `intents` are those it wants, most probable first; empty means: not understood.

    `guesses` are all probabilities of the whole message. `complete` is False where the text looks like
    the first half of something, so that waiting a moment for the rest is worth it. `foreign` is the language
    of a message in none of those `spoken_here`; `language` is then the one to answer in.
    """

    text: str
    language: str
    intents: tuple[Intent, ...] = ()
    guesses: tuple[Intent, ...] = ()
    entities: Entities = field(default_factory=Entities)
    mood: Mood = field(default_factory=Mood)
    complete: bool = True
    foreign: str | None = None
    spoken_here: tuple[str, ...] = ()

    def wants(self, *names: str) -> bool:
        """Tell whether the message wants any of these."""
        return any(intent.name in names for intent in self.intents)

    def names(self) -> tuple[str, ...]:
        """List the names of what the message wants."""
        return tuple(intent.name for intent in self.intents)


def understand(text: str, *, vocabulary: Vocabulary | None = None, priors: Priors | None = None) -> Understanding:
    """Understand a message, or several unanswered messages joined by line breaks."""
    priors = priors or Priors()
    words = vocabulary.without_names(text) if vocabulary else text
    spoken, foreign = language.detect(words, priors), language.foreign(words, priors)
    entities = named.find(text, spoken)
    mentions = _mentioned(text, spoken, vocabulary)
    entities = replace(
        entities,
        products=tuple(m.product for m in mentions),
        unclear=unclear(mentions),
        of_kind=any(m.of_kind for m in mentions),
    )
    mood = hear(text, spoken)
    guesses = _guesses(text, spoken)
    wanted = _wanted(text, spoken, guesses, mood)
    if mentions:
        bare = len(words.split()) < 2  # nothing but the name and perhaps a number
        wanted = _with_product(wanted, () if bare else guesses, mentions[0].score)
    if foreign:
        return Understanding(
            text, priors.default(), (), guesses, entities, mood, True, foreign, spoken_here=priors.bases()
        )
    return Understanding(text, spoken, wanted, guesses, entities, mood, complete(text, spoken))


def _mentioned(text: str, spoken: str, vocabulary: Vocabulary | None) -> tuple[Mention, ...]:
    """Find the products that are meant; "gift card" or "wholesale" names no category of them."""
    mentions = vocabulary.find(text) if vocabulary else ()
    about_buying = bool(mentions) and mentions[0].of_kind and examples.says(fold(text), spoken, "about.account")
    return () if about_buying else mentions


def resume(awaiting: Awaiting, locale: str) -> Understanding:
    """Make the understanding of what was asked before a proof or a code came in between."""
    wanted = tuple(Intent(name, 1.0) for name in awaiting.intents)
    return Understanding("", base(locale), wanted, wanted)


def complete(text: str, spoken: str) -> bool:
    """Tell whether a message stands on its own: not a bare greeting, and not ending in mid-sentence."""
    bare = plain(text)
    folded = fold(bare).strip(" .!,")
    if not folded or bare.endswith(("?", "？", "؟", ".", "!", "。", "！")):
        return not examples.pattern(spoken, "greeting").fullmatch(folded)
    if bare.endswith((",", "،", "，", ":", "-", "…", "...")):
        return False
    last = folded if spoken == "zh" else folded.rsplit(" ", 1)[-1]
    if spoken == "zh":
        return not (
            examples.pattern(spoken, "greeting").fullmatch(folded) or last.endswith(("和", "还有", "因为", "但是"))
        )
    return not (
        examples.pattern(spoken, "open_end").fullmatch(last) or examples.pattern(spoken, "greeting").fullmatch(folded)
    )


def split(text: str, spoken: str) -> list[str]:
    """Cut a message into clauses, at marks and at words like "and"."""
    marked = examples.pattern(spoken, "join").sub("\n", fold(text))
    clauses = [c.strip() for c in _CLAUSE.split(marked)]
    return [c for c in clauses if len(c) > (1 if spoken == "zh" else 5)]


def _wanted(text: str, spoken: str, guesses: tuple[Intent, ...], mood: Mood) -> tuple[Intent, ...]:
    if not any(sign.isalnum() for sign in text):
        return ()
    best = _read(text, spoken, guesses)
    if intents.SHIPPING_COST in best and not _about_shipping(text, spoken):
        best.setdefault(intents.PRODUCT_QUESTION, best.pop(intents.SHIPPING_COST))
    if mood.wants_person:
        best[intents.HUMAN] = max(best.get(intents.HUMAN, 0.0), 0.9)
    if mood.temper is Temper.ANGRY or mood.threat:
        best[intents.COMPLAINT] = max(best.get(intents.COMPLAINT, 0.0), 0.8)
    folded = fold(text)
    for meaning in _SOCIAL:
        if examples.says(folded, spoken, meaning) and len(folded) < 40:
            best.setdefault(meaning, 0.5)
    return tuple(sorted((Intent(n, p) for n, p in best.items()), key=lambda i: (i.name in _SOCIAL, -i.probability)))


def _read(text: str, spoken: str, guesses: tuple[Intent, ...]) -> dict[str, float]:
    """Take the likeliest wish of the whole, and those of its clauses that the whole does not speak against.

    A clause alone misleads ("my son was playing with the phone"), so the whole message leads.
    """
    whole = {guess.name: guess.probability for guess in guesses}
    best = {guesses[0].name: guesses[0].probability} if guesses[0].probability >= PERHAPS else {}
    clauses = split(text, spoken)
    for clause in clauses[:6] if len(clauses) > 1 else ():
        top = intents.model().predict(clause, spoken)[0]
        if top.probability >= SURE and (whole[top.name] >= TRACE or not best):
            led = min(top.probability, 0.99 * guesses[0].probability) if best else top.probability
            best[top.name] = max(best.get(top.name, 0.0), led)
    best.pop(intents.OTHER, None)
    return best


def _guesses(text: str, spoken: str) -> tuple[Intent, ...]:
    """Weigh the whole message; where a greeting drowns the wish that follows it, the wish alone."""
    whole = intents.model().predict(text, spoken)
    folded = fold(text)
    greeting = examples.pattern(spoken, "greeting").match(folded)
    if whole[0].name != intents.GREETING or not greeting:
        return whole
    rest = intents.model().predict(folded[greeting.end() :].strip(" ,.!，。！،"), spoken)
    told = rest[0].probability >= SURE and rest[0].name not in (intents.OTHER, intents.HUMAN)
    return rest if told else whole


def _about_shipping(text: str, spoken: str) -> bool:
    """Say whether a question about a price is one about shipping: "what does it cost?" alone is about a thing."""
    folded = fold(text)
    about = ("ship", "duty", "gratis", "parcel", "address", "sent", "swap", "back")
    return (
        not examples.says(folded, spoken, "about.cost")
        or any(examples.says(folded, spoken, f"about.{name}") for name in about)
        or bool(countries.named(text, spoken))
    )


def _with_product(wanted: tuple[Intent, ...], guesses: tuple[Intent, ...], score: float) -> tuple[Intent, ...]:
    strong = any(g.name in _ABOUT_ORDERS and g.probability >= PERHAPS for g in guesses)
    shipping = any(i.name in (intents.DELIVERY_TIME, intents.SHIPPING_COST) and i.probability >= SURE for i in wanted)
    told = any(i.name in (intents.HUMAN, intents.COMPLAINT) for i in wanted)
    if strong or shipping or told or any(i.name == intents.PRODUCT_QUESTION for i in wanted):
        return wanted
    kept = tuple(i for i in wanted if i.name in _SOCIAL or i.probability >= _STRONG)
    return (Intent(intents.PRODUCT_QUESTION, max(0.6, min(0.95, score))), *kept)
