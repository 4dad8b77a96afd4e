"""The summary that a person gets with a conversation, in his own language. Pure."""

from dataclasses import replace
from typing import Any

from integration_app.assistant import acts, people
from integration_app.assistant.answers import which
from integration_app.assistant.decisions import Summary
from integration_app.assistant.facts import Facts, Reader
from integration_app.assistant.phrases import catalogue, say
from integration_app.kit.text import shorten

LONGEST = 280


def summary_for(summary: Summary, reason: str, facts: Facts, reader: Reader) -> dict[str, Any]:
    """Say who it is, what he wants in his own words, what is known and what was tried."""
    theirs = replace(facts, reader=reader)
    talk = acts.talk_of(theirs)
    order = which.order(talk)
    known = people.known_order(talk, order) if order else people.known(talk)
    if summary.order and not order:
        known = say(reader.locale, "summary.claimed", number=summary.order)
    wants = _names(summary.wants, reader.locale)
    words = shorten(" / ".join(summary.words), LONGEST)
    return {
        "who": summary.who or say(reader.locale, "summary.nobody"),
        "proven": summary.proven,
        "wants": ": ".join(part for part in (wants, words) if part),
        "known": "" if known == talk.say("offline.known_nothing") else known,
        "tried": _names(summary.tried, reader.locale) or say(reader.locale, "summary.nothing_tried"),
        "order": summary.order,
        "reason": reason,
        "reason_text": say(reader.locale, f"summary.reason.{reason}"),
        "mood": summary.mood,
    }


def _names(kinds: tuple[str, ...], locale: str) -> str:
    named = catalogue("en")
    return ", ".join(say(locale, f"summary.intent.{kind}") for kind in kinds if f"summary.intent.{kind}" in named)
