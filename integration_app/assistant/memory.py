"""What the assistant remembers of a conversation between two messages; sealed with the conversation."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import TypeAdapter

from integration_app.assistant.decisions import Ask, Decision, HandOver, Nothing, Offer, OfflineForm, Reply, Spoken
from integration_app.assistant.facts import Awaiting, ProofResult

TRIED_AT_MOST = 12


@dataclass(frozen=True)
class Proving:
    """What became of the proofs that came with the shopper's messages up to `seq`.

    Kept until they are answered, so that a restarted answer tries nothing twice. `number` and `contact` are as
    typed (the contact masked, `typed` as it was), `order` the public id of the order that it opened.
    """

    seq: int
    result: ProofResult | None = None
    number: str | None = None
    contact: str | None = None
    order: str | None = None
    code_sent_to: str | None = None
    typed: str | None = None


@dataclass(frozen=True)
class Memory:
    """The assistant's state in one conversation. `contact` is the e-mail or phone that opened an order."""

    awaiting: Awaiting | None = None
    said_bot: bool = False
    greeted: bool = False
    not_understood: int = 0
    about_order: str | None = None
    tried: tuple[str, ...] = ()
    offline_sent: bool = False
    person_declined: bool = False
    proving: Proving | None = None
    contact: str | None = None


_adapter: TypeAdapter[Memory] = TypeAdapter(Memory)


def load(stored: Mapping[str, Any]) -> Memory:
    """Read what :func:`dump` wrote; an empty mapping is a fresh memory."""
    return _adapter.validate_python(dict(stored))


def dump(memory: Memory) -> dict[str, Any]:
    """Return it as JSON values."""
    dumped: dict[str, Any] = _adapter.dump_python(memory, mode="json")
    return dumped


def after(memory: Memory, decision: Decision) -> Memory:
    """Return what to remember once a decision was carried out."""
    memory = replace(memory, contact=_contact(memory))
    if isinstance(decision, Nothing):
        return replace(memory, proving=None)
    lost = isinstance(decision, Ask | Offer) and decision.not_understood
    return replace(
        memory,
        awaiting=decision.awaiting,
        said_bot=memory.said_bot or decision.said_bot,
        greeted=memory.greeted or decision.greeted,
        not_understood=memory.not_understood + 1 if lost else 0,
        about_order=decision.about_order or memory.about_order,
        tried=_tried(memory, decision),
        offline_sent=memory.offline_sent or (isinstance(decision, Reply) and "offline" in decision.kinds),
        person_declined="declined" in decision.kinds or memory.person_declined,
        proving=None,
    )


def given_back(memory: Memory) -> Memory:
    """Return what to remember once a person gave the conversation back: nothing is waited for any more."""
    return replace(memory, awaiting=None, not_understood=0, offline_sent=False, proving=None)


def _contact(memory: Memory) -> str | None:
    proving = memory.proving
    matched = proving is not None and proving.result is ProofResult.MATCHED
    return (proving.typed if proving and matched else None) or memory.contact


def _tried(memory: Memory, decision: Spoken) -> tuple[str, ...]:
    if isinstance(decision, HandOver | OfflineForm):
        return memory.tried
    return tuple(dict.fromkeys((*memory.tried, *decision.kinds)))[-TRIED_AT_MOST:]
