"""Open a conversation: say once that it is a bot, and greet by the reader's time of day."""

from dataclasses import replace

from integration_app.assistant import dates
from integration_app.assistant.decisions import Decision, OpenReturn, Spoken
from integration_app.assistant.facts import Holder
from integration_app.assistant.talk import Talk


def opened(talk: Talk, decision: Spoken) -> Decision:
    """Put the notice and the greeting before a first answer; leave later answers as they are."""
    conversation = talk.facts.conversation
    if isinstance(decision, OpenReturn):
        return decision
    beside_person = conversation.holder is Holder.AGENT
    notice = None if conversation.said_bot else talk.say("open.bot")
    words = None if conversation.greeted or beside_person else greeting(talk)
    text = talk.sentences(words, decision.text)
    text = f"{notice}\n\n{text}" if notice else text
    made = replace(decision, text=text, said_bot=True, greeted=conversation.greeted or bool(words))
    assert isinstance(made, Spoken)
    return made  # type: ignore[return-value]


def greeting(talk: Talk) -> str | None:
    """Choose the greeting: by the time of day if the shopper greeted, else what the language wants first."""
    if talk.heard.wants("greeting"):
        return talk.say(f"open.{dates.part_of_day(talk.facts.now, talk.facts.reader.zone)}")
    return talk.say("open.first") or None
