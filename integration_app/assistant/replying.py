"""One round of answering: read what is unanswered, decide, write if nothing moved meanwhile."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from integration_app import conversations, stores
from integration_app.assistant import answering, applying, gather, memory, proving, queries
from integration_app.assistant.decisions import Decision
from integration_app.assistant.doing import Task
from integration_app.assistant.facts import Facts
from integration_app.assistant.hearing import Ear
from integration_app.assistant.language import Priors
from integration_app.assistant.memory import Memory
from integration_app.assistant.understand import Understanding
from integration_app.conversations import Turn
from integration_app.conversations.models import Conversation
from integration_app.kit import clock, db, events
from integration_app.shoppers.rules import OWN

LEASE = 15
"""Seconds for which one assistant has a conversation; a killed one's lease ends by itself."""

PATIENCE = timedelta(seconds=1)
"""How long after a fragment ("hi", "my order,") the rest of it is waited for."""


@dataclass(frozen=True)
class Batch:
    """The messages that wait for an answer, with what the conversation looked like when they were read."""

    conversation: int
    seen: tuple[int, int, str, int | None]
    turns: tuple[Turn, ...]
    memory: Memory
    ear: Ear

    @property
    def seq(self) -> int:
        """Return the last message that an answer covers."""
        return self.turns[-1].seq

    @property
    def device(self) -> str:
        """Return where the last message was said: the answer shows what was proved there."""
        return self.turns[-1].body.device or OWN

    @property
    def acts(self) -> list[Mapping[str, Any]]:
        """Return what the shopper did beside writing."""
        return [turn.body.act for turn in self.turns if turn.body.act]

    @property
    def firings(self) -> tuple[str, ...]:
        """Return the offers of a coupon that the shopper took."""
        return tuple(str(act.get("firing")) for act in self.acts if act.get("type") == "coupon")


def one_round(conversation: int) -> bool:
    """Read, decide, write; False if the conversation moved meanwhile."""
    batch = _read(conversation)
    return batch is None or _write(batch, *_think(batch))


def take(conversation: int) -> bool:
    """Lease the conversation. Who has it will see this message too: he looks again before he writes."""
    with db.unit():
        return conversations.lease(conversations.by_id(conversation), seconds=LEASE)


def let_go(conversation: int) -> None:
    """Let the next assistant at the conversation."""
    with db.unit():
        conversations.release_lease(conversations.by_id(conversation))


def _read(conversation: int) -> Batch | None:
    """Read what is unanswered; nothing left ends the job."""
    with db.unit():
        row = conversations.by_id(conversation)
        turns = conversations.unanswered(row)
        if not turns:
            conversations.release_lease(row)
            events.settle()
            return None
        return _batch(row, tuple(turns))


def _batch(row: Conversation, turns: tuple[Turn, ...]) -> Batch:
    store = stores.by_id(row.store_id)
    remembered = memory.load(conversations.memory(row))
    return Batch(
        conversation=row.id,
        seen=_look(row),
        turns=turns,
        memory=remembered,
        ear=Ear(
            queries.vocabulary(row.store_id),
            Priors(stores.chosen(store).languages, row.locale, row.locale),
            chosen=row.locale if row.locale_chosen else None,
            awaiting=remembered.awaiting,
        ),
    )


def _look(row: Conversation) -> tuple[int, int, str, int | None]:
    return (row.shopper_seq, row.answered_seq, row.holder, row.agent_id)


def _think(batch: Batch) -> tuple[Decision, Facts]:
    """Understand, wait out a fragment, try proofs, gather, decide."""
    heard = batch.ear(batch.turns)
    _wait_for_the_rest(batch, heard)
    if proving.is_wanted(batch.turns, batch.ear, batch.memory):
        batch = replace(batch, memory=_prove(batch))
    with db.unit(read_only=True):
        row = conversations.by_id(batch.conversation)
        facts = gather.facts(row, heard, batch.memory, device=batch.device)
    return answering.respond(batch.acts, heard, batch.memory.proving, facts), facts


def _wait_for_the_rest(batch: Batch, heard: Understanding) -> None:
    """Sleep until the last fragment is a second old; if more comes, the write finds it and starts again."""
    age = clock.now() - batch.turns[-1].at
    if heard.text and not heard.complete and age < PATIENCE:
        time.sleep((PATIENCE - age).total_seconds())


def _prove(batch: Batch) -> Memory:
    with db.unit():
        row = conversations.by_id(batch.conversation)
        tried = proving.run(row, batch.turns, batch.ear, batch.memory)
        conversations.remember(row, memory.dump(tried))
        return tried


def _write(batch: Batch, decision: Decision, facts: Facts) -> bool:
    """Write the answer if everything is still as it was read; False to start again."""
    with db.unit():
        row = _locked(batch.conversation)
        if _look(row) != batch.seen:
            return False
        store, key = stores.by_id(row.store_id), batch.turns[-1].public_id
        task = Task(row, store, facts, batch.seq, key, batch.device, batch.firings)
        said = applying.carry_out(task, decision)
        remembered = memory.after(memory.load(conversations.memory(row)), said)
        conversations.remember(row, memory.dump(remembered))
        conversations.release_lease(row)
        events.settle()
        return True


def _locked(conversation: int) -> Conversation:
    return db.session().scalars(select(Conversation).where(Conversation.id == conversation).with_for_update()).one()
