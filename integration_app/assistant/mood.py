"""Hear how somebody says it: anger, threats, urgency and the wish for a person. Rules, no statistics."""

import re
from dataclasses import dataclass
from enum import StrEnum

from integration_app.assistant import examples
from integration_app.assistant.text import fold, plain


class Temper(StrEnum):
    """How the shopper feels, as far as words tell."""

    CALM = "calm"
    UNHAPPY = "unhappy"
    ANGRY = "angry"


@dataclass(frozen=True)
class Mood:
    """How a message sounds. `again`: says that it was asked before. `threat`: lawyer, chargeback, bad review."""

    temper: Temper = Temper.CALM
    urgent: bool = False
    again: bool = False
    threat: bool = False
    wants_person: bool = False
    damaged: bool = False


_SHOUTED = re.compile(r"[!！]{2,}|[?？!！؟]{3,}")
_LETTERS = re.compile(r"[A-Za-zÄÖÜÁÉÍÓÚÑäöüáéíóúñ]")


def hear(text: str, language: str) -> Mood:
    """Hear the mood of a message in a language."""
    folded = fold(text)

    def has(meaning: str) -> bool:
        return examples.says(folded, language, meaning)

    threat, again = has("threat"), has("again")
    points = 2 * has("anger") + 2 * threat + again + has("unhappy") + loud(text)
    temper = Temper.ANGRY if points >= 2 else Temper.UNHAPPY if points else Temper.CALM
    return Mood(
        temper=temper,
        urgent=has("urgent"),
        again=again,
        threat=threat,
        wants_person=has("person"),
        damaged=has("damaged"),
    )


def loud(text: str) -> int:
    """Count one where somebody shouts: capitals throughout or repeated marks together with them."""
    text = plain(text)
    letters = _LETTERS.findall(text)
    capitals = len(letters) >= 12 and sum(c.isupper() for c in letters) > 0.8 * len(letters)
    return int(capitals) + int(bool(_SHOUTED.search(text)) and capitals)
