"""Read a proof from what was typed: which number with which e-mail, phone or code."""

from dataclasses import dataclass

from integration_app.assistant.entities import Entities
from integration_app.assistant.facts import Awaiting, AwaitingKind


@dataclass(frozen=True)
class Pair:
    """An order number and the e-mail or phone that should belong to it, as typed.

    `complete` is False where the contact is the one that opened another order before.
    """

    number: str
    contact: str
    complete: bool = True


def pair(entities: Entities, awaiting: Awaiting | None, known: str | None = None) -> Pair | None:
    """Give the pair to try, or None while a half is missing; the other half may have been typed before.

    `known` is the contact that opened an order in this chat: it is tried for the next order too.
    """
    waiting = awaiting if awaiting and awaiting.kind is AwaitingKind.PROOF else None
    number = _first(entities.orders, entities.candidates) or (waiting.number if waiting else None)
    contact = _first(entities.emails, entities.phones) or (waiting.contact if waiting else None)
    fresh = entities.emails or entities.phones or entities.orders or (waiting and entities.candidates)
    if number and contact and fresh:
        return Pair(number, contact)
    named = entities.orders or (entities.candidates if len(entities.candidates) == 1 else ())
    return Pair(named[0], known, complete=False) if named and known and not contact else None


def code(entities: Entities, awaiting: Awaiting | None) -> str | None:
    """Give the six digits to try, where a code is waited for."""
    if awaiting and awaiting.kind is AwaitingKind.CODE and entities.codes:
        return entities.codes[0]
    return None


def _first(*groups: tuple[str, ...]) -> str | None:
    return next((value for group in groups for value in group), None)
