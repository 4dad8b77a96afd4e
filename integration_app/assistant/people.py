"""Bring a person in: hand over, offer to, or take a message while nobody is there."""

from integration_app.assistant import cards
from integration_app.assistant.answers import products, which
from integration_app.assistant.decisions import Decision, HandOver, Offer, OfflineForm, Reply, Summary
from integration_app.assistant.facts import Awaiting, AwaitingKind, Holder, OrderFacts
from integration_app.assistant.talk import Part, Talk

WISH, ANGRY, NOT_UNDERSTOOD, NEEDS_PERSON = "wish", "angry", "not_understood", "needs_person"


def bring_in(talk: Talk, reason: str, told: Part | None = None) -> Decision:
    """Hand over, or offer the form out of hours; `told` is what could be answered already."""
    said = told.text if told else talk.say("person.sorry") if reason == ANGRY else None
    shown = told.cards if told else ()
    about = told.about_order if told else None
    kinds = ((told.kind,) if told else ()) + ("human",)
    if talk.facts.conversation.holder is Holder.QUEUE:
        text = talk.sentences(said, talk.say("person.already"))
        return Reply(text, talk.locale, shown, about_order=about, kinds=kinds)
    if talk.facts.store.open_now:
        return HandOver(
            talk.sentences(said, _handed(talk)),
            talk.locale,
            shown,
            about_order=about,
            kinds=kinds,
            reason=reason,
            summary=summary(talk, told),
        )
    return _form(talk, reason, said, told, kinds)


def offer(talk: Talk) -> Offer:
    """Say plainly that the answer is not known, and offer a person."""
    store = talk.facts.store
    if store.open_now and store.closes_at:
        text = talk.say("person.offer_until", moment=talk.until(store.closes_at))
    elif not store.open_now and store.opens_at:
        text = talk.say("person.offer_closed", moment=talk.your_time(store.opens_at))
    else:
        text = talk.say("person.offer")
    yes = {"label": talk.say("choice.yes_person"), "act": {"type": "person"}}
    choices = (yes, talk.choice("no_thanks"))
    return Offer(text, talk.locale, (), choices, awaiting=Awaiting(AwaitingKind.PERSON), kinds=("other",))


def summary(talk: Talk, told: Part | None = None) -> Summary:
    """Sum up who it is, what they want, which order it is about and what was tried, with what is `told` now."""
    conversation = talk.facts.conversation
    it = which.order(talk)
    wanted = talk.heard.names() or (conversation.awaiting.intents if conversation.awaiting else ())
    words = (*conversation.words, talk.heard.text) if talk.heard.text else conversation.words
    named = which.numbers_named(talk)
    return Summary(
        who=conversation.shopper_name or conversation.email or (it.masked_contact if it else ""),
        proven=it is not None,
        wants=tuple(w for w in wanted if w not in ("greeting", "thanks")),
        words=tuple(dict.fromkeys(words))[-6:],
        order=it.number if it else named[0] if named else None,
        order_state=it.state.value if it else None,
        tried=tuple(dict.fromkeys((*conversation.tried, *((told.kind,) if told else ())))),
        mood=talk.heard.mood.temper.value,
    )


def known(talk: Talk) -> str:
    """Say in one line what the team will see with a request: the order, an article, or stock."""
    it = which.order(talk)
    if it:
        return known_order(talk, it)
    product = next(iter(talk.facts.products), None)
    if product and product.stock is not None:
        other = next((p for p in product.alternatives if p.stock), None)
        seen = other if product.stock == 0 and other else product
        return talk.say("offline.known_product", title=seen.title, stock=products.stock_line(talk, seen))
    hit = next(iter(talk.facts.articles), None)
    return talk.say("offline.known_article", title=hit.title) if hit else talk.say("offline.known_nothing")


def known_order(talk: Talk, it: OrderFacts) -> str:
    """Say in one line where an order stands."""
    parcel, state = cards.leading_parcel(it), talk.say(f"state.{it.state.value}")
    card = cards.order(talk, it)
    if parcel and card["arrives"]:
        return talk.say("offline.known_order_days", number=it.number, state=state, days=card["arrives"])
    return talk.say("offline.known_order", number=it.number, state=state)


def _handed(talk: Talk) -> str:
    closes = talk.facts.store.closes_at
    return talk.say("person.handed_until", moment=talk.until(closes)) if closes else talk.say("person.handed")


def _form(talk: Talk, reason: str, said: str | None, told: Part | None, kinds: tuple[str, ...]) -> Decision:
    store = talk.facts.store
    shown, about = (told.cards, told.about_order) if told else ((), None)
    if talk.facts.conversation.offline_sent:
        text = talk.sentences(said, talk.say("offline.already"))
        return Reply(text, talk.locale, shown, about_order=about, kinds=kinds)
    opens = store.opens_at
    back = talk.say("offline.back", moment=talk.your_time(opens)) if opens else talk.say("offline.bare")
    by = talk.your_time(store.answer_by) if store.answer_by else None
    return OfflineForm(
        talk.sentences(said, back),
        talk.locale,
        (*shown, cards.offline(known(talk), by)),
        about_order=about,
        awaiting=Awaiting(AwaitingKind.OFFLINE, talk.heard.names()),
        kinds=kinds,
        reason=reason,
        summary=summary(talk, told),
    )
