"""What to say after a shopper's act: a proof, a code, an opened return, a request that was left."""

from integration_app.assistant import cards, people
from integration_app.assistant.answers import money_back
from integration_app.assistant.decisions import Ask, Reply
from integration_app.assistant.facts import Awaiting, AwaitingKind, Facts, ReturnFacts
from integration_app.assistant.talk import Talk
from integration_app.assistant.understand import Understanding


def talk_of(facts: Facts) -> Talk:
    """Make the talk for an act, which has no words of its own."""
    return Talk(Understanding("", facts.reader.locale.split("-")[0]), facts.shown())


def proved(facts: Facts, number: str, masked_contact: str) -> Reply:
    """Say in one quiet line that an order was proven; the answer follows by `understand.resume` and `decide`."""
    talk = talk_of(facts)
    text = talk.say("proof.matched", number=number, contact=masked_contact)
    return Reply("", talk.locale, (cards.proved(text),), kinds=("proof",))


def code_sent(facts: Facts, masked_contact: str, awaiting: Awaiting | None = None) -> Ask:
    """Say that six digits were sent, and wait for them."""
    talk = talk_of(facts)
    waiting = Awaiting(AwaitingKind.CODE, awaiting.intents if awaiting else (), awaiting.number if awaiting else None)
    text = talk.say("proof.code", contact=masked_contact)
    return Ask(text, talk.locale, (cards.code(masked_contact),), awaiting=waiting, kinds=("proof",))


def return_opened(facts: Facts, it: ReturnFacts, masked_contact: str = "") -> Reply:
    """Say that a return was asked for, with its reference and what happens next."""
    talk = talk_of(facts)
    mail = talk.say("return.opened_mail", contact=masked_contact) if masked_contact else None
    follows = money_back.what_next(talk, it)
    text = talk.sentences(talk.say("return.opened", reference=it.reference), mail)
    card = cards.returned(talk, it, follows)
    return Reply(text, talk.locale, (card,), about_order=it.order_id, kinds=("return",))


def request_left(facts: Facts, reference: str, words: str, masked_email: str) -> Reply:
    """Say that a request is with the team, and when it is answered."""
    talk = talk_of(facts)
    by = talk.your_time(facts.store.answer_by) if facts.store.answer_by else None
    if by:
        text = talk.say("offline.sent_by", reference=reference, email=masked_email, moment=by)
    else:
        text = talk.say("offline.sent", reference=reference, email=masked_email)
    return Reply(text, talk.locale, (cards.request(reference, words, by, masked_email),), kinds=("offline",))


def known_for_mail(facts: Facts) -> str:
    """Say in one line what is known about a request, for the same words by mail."""
    return people.known(talk_of(facts))
