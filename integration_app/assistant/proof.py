"""Read a proof from what was typed: which number with which e-mail, phone or code."""

from dataclasses import dataclass

from integration_app.assistant.entities import Entities
from integration_app.assistant.facts import Awaiting, AwaitingKind


@dataclass(frozen=True)
class Pair:
    """An order number and the e-mail or phone that should belong to it, as typed."""

    number: str
    contact: str


def pair(entities: Entities, awaiting: Awaiting | None) -> Pair | None:
    """Give the pair to try, or None while a half is missing; the other half may have been typed before."""
    waiting = awaiting if awaiting and awaiting.kind is AwaitingKind.PROOF else None
    number = _first(entities.orders, entities.candidates) or (waiting.number if waiting else None)
    contact = _first(entities.emails, entities.phones) or (waiting.contact if waiting else None)
    fresh = entities.emails or entities.phones or entities.orders or (waiting and entities.candidates)
    return Pair(number, contact) if number and contact and fresh else None


def code(entities: Entities, awaiting: Awaiting | None) -> str | None:
    """Give the six digits to try, where a code is waited for."""
    if awaiting and awaiting.kind is AwaitingKind.CODE and entities.codes:
        return entities.codes[0]
    return None


def _first(*groups: tuple[str, ...]) -> str | None:
    return next((value for group in groups for value in group), None)
