"""The one door in and the one door out: every message of every channel is written here.

Hot path, so SQLAlchemy Core. A message takes the next seq of its conversation while the conversation's row is
locked; a client id that was seen before changes nothing and gives the first message back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol, cast

from sqlalchemy import Table, bindparam, case, func, select, update
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.types import Integer, LargeBinary, String

from integration_app.conversations import body as bodies
from integration_app.conversations import recent, rows
from integration_app.conversations.body import Body, Card, Choice
from integration_app.conversations.models import Conversation, Message
from integration_app.conversations.turns import Turn
from integration_app.kit import clock, crypto, db, events, text
from integration_app.kit.errors import Refusal
from integration_app.shoppers.rules import OWN

SHOPPER, BOT, AGENT, SYSTEM = "shopper", "bot", "agent", "system"

LONGEST = 8000
"""Characters of one message."""

GIST = 90


class TooLong(Refusal):
    """This message is longer than 8,000 characters. Send it in parts."""

    code, status = "message_too_long", 413


class NothingSaid(Refusal):
    """A message needs a text."""

    code, status = "message_empty", 422


class AlreadyAnswered(Refusal):
    """These messages have a reply already."""

    code, status = "already_answered", 409


class Ref(Protocol):
    """What must be known of a conversation to write into it."""

    @property
    def id(self) -> int: ...
    @property
    def public_id(self) -> str: ...
    @property
    def workspace_id(self) -> int: ...
    @property
    def store_id(self) -> int: ...


@dataclass(frozen=True)
class Key:
    """A conversation by its ids alone, as a token carries them."""

    id: int
    public_id: str
    workspace_id: int
    store_id: int
    device: str = OWN
    """Where its holder speaks from."""


@dataclass(frozen=True)
class Posted:
    """A message that stands."""

    id: int
    public_id: str
    seq: int
    new: bool
    """False: it was written before, under the same client id."""


def receive(
    conversation: Ref,
    *,
    text: str,
    client_id: str,
    act: dict[str, Any] | None = None,
    channel: str = "web",
    locale: str | None = None,
    device: str = OWN,
) -> Posted:
    """Write down what a shopper says, once per client id; card numbers are masked before anything is stored.

    :raises TooLong: above 8,000 characters. :raises NothingSaid: without text or act.
    """
    clean = _clean(text)
    if not clean and act is None:
        raise NothingSaid
    said = Body(clean, locale=locale, act=act, device=device)
    posted = _insert(conversation, said, author=SHOPPER, client_id=client_id, channel=channel)
    if posted is None:
        return _seen(conversation, client_id)
    _hear(conversation, posted.seq, clean)
    events.record(
        "message.received",
        workspace=conversation.workspace_id,
        store=conversation.store_id,
        actor=SHOPPER,
        conversation=conversation.id,
        message=posted.id,
        seq=posted.seq,
    )
    return posted


def send(
    conversation: Ref,
    *,
    author: str,
    text: str,
    cards: Sequence[Card] = (),
    choices: Sequence[Choice] = (),
    locale: str | None = None,
    about_order: str | None = None,
    agent_id: int | None = None,
    client_id: str | None = None,
    answers_seq: int | None = None,
    channel: str = "web",
) -> Posted:
    """Write down what goes to the shopper. ``answers_seq``: the last shopper message that this reply covers.

    :raises AlreadyAnswered: if another reply covers that message. :raises TooLong: above 8,000 characters.
    """
    clean = _clean(text)
    said = Body(clean, cards, choices, locale, about_order)
    posted = _insert(
        conversation,
        said,
        author=author,
        client_id=client_id,
        channel=channel,
        agent_id=agent_id,
        answers_seq=answers_seq,
    )
    if posted is None:
        if client_id is not None and (seen := _find(conversation, client_id)):
            return seen
        raise AlreadyAnswered
    changes = {} if author == SYSTEM else {"last_author": author, **_answer_changes(author, answers_seq)}
    _advance(conversation, posted.seq, "" if author == SYSTEM else clean, **changes)
    events.record(
        "message.sent",
        workspace=conversation.workspace_id,
        store=conversation.store_id,
        actor=f"agent:{agent_id}" if author == AGENT else author,
        conversation=conversation.id,
        message=posted.id,
        seq=posted.seq,
    )
    return posted


def _clean(words: str) -> str:
    clean = text.mask_cards(words).replace("\x00", "").strip()
    if len(clean) > LONGEST:
        raise TooLong
    return clean


def _insert(conversation: Ref, said: Body, **columns: Any) -> Posted | None:
    """Insert with the next seq under the conversation's row lock; None on a conflict of client id or reply."""
    public_id = db.new_public_id()
    values: dict[str, Any] = {
        "public_id": public_id,
        "body": bodies.seal(conversation.workspace_id, public_id, said),
        "created_at": clock.now(),
        "agent_id": None,
        "answers_seq": None,
        **columns,
    }
    given = {f"new_{name}": value for name, value in values.items()}
    statement = _inserting(sqlite=db.database().is_sqlite)
    row = db.connection().execute(statement, {"of": conversation.id, **given}).one_or_none()
    if row is None:
        return None
    named = (row.id, public_id, row.seq, values["author"], values["agent_id"], values["client_id"])
    recent.keep(Turn(*named, said, values["channel"], values["created_at"]), conversation.public_id)
    return Posted(row.id, public_id, row.seq, new=True)


_TYPES: dict[str, Any] = {
    "public_id": String(),
    "body": LargeBinary(),
    "created_at": db.UtcDateTime(),
    "author": String(),
    "agent_id": db.BigId,
    "client_id": String(),
    "answers_seq": Integer(),
    "channel": String(),
}
_turns, _talks = cast(Table, Message.__table__), cast(Table, Conversation.__table__)
_COLUMNS = ["workspace_id", "store_id", "conversation_id", "seq", *_TYPES]


@cache
def _inserting(*, sqlite: bool) -> Any:
    """Return the statement that writes a message. Made once: building it took longer than running it."""
    make = insert_sqlite if sqlite else insert_postgresql
    given = [bindparam(f"new_{name}", type_=type_) for name, type_ in _TYPES.items()]
    row = select(_talks.c.workspace_id, _talks.c.store_id, _talks.c.id, _talks.c.last_seq + 1, *given)
    next_row = row.where(_talks.c.id == bindparam("of")).with_for_update()
    written = make(_turns).from_select(_COLUMNS, next_row).on_conflict_do_nothing()
    return written.returning(_turns.c.id, _turns.c.seq)


def _hear(conversation: Ref, seq: int, words: str) -> None:
    """Move the conversation on after a word from the shopper; one without words leaves the list's first words."""
    given = {"of": conversation.id, "new_seq": seq, "new_at": clock.now()}
    if words:
        given["new_gist"] = _gist(conversation, words)
    db.connection().execute(_hearing(words=bool(words)), given)
    rows.keep_step(conversation, None)


@cache
def _hearing(*, words: bool) -> Any:
    """A word from the shopper opens a closed conversation again and starts a waiting time where people hold it."""
    seq, at = bindparam("new_seq", type_=Integer()), bindparam("new_at", type_=db.UtcDateTime())
    reopened = _talks.c.holder == "closed"
    waits = _talks.c.holder.in_(("queue", "agent"))
    changes: dict[str, Any] = {
        "last_seq": seq,
        "last_message_at": at,
        "shopper_seq": seq,
        "read_by_shopper": seq,
        "last_author": SHOPPER,
        "holder": case((reopened, "bot"), else_=_talks.c.holder),
        "agent_id": case((reopened, None), else_=_talks.c.agent_id),
        "closed_at": None,
        "waiting_since": case((waits, func.coalesce(_talks.c.waiting_since, at)), else_=None),
    }
    if words:
        changes["gist"] = bindparam("new_gist", type_=LargeBinary())
    return update(_talks).where(_talks.c.id == bindparam("of")).values(changes)


def _gist(conversation: Ref, words: str) -> bytes:
    place = ("conversations.gist", conversation.public_id)
    return crypto.seal(conversation.workspace_id, *place, text.shorten(words, GIST))


def _advance(conversation: Ref, seq: int, words: str, **changes: Any) -> None:
    """Move the conversation on; what was said without words leaves the list's first words as they were."""
    values = {"last_seq": seq, "last_message_at": clock.now(), **changes}
    if words:
        values["gist"] = _gist(conversation, words)
    rows.change(conversation, values)


def _answer_changes(author: str, answers_seq: int | None) -> dict[str, Any]:
    if author == AGENT:
        return {"answered_seq": _talks.c.shopper_seq, "waiting_since": None, "due_at": None}
    return {} if answers_seq is None else {"answered_seq": answers_seq}


def _find(conversation: Ref, client_id: str) -> Posted | None:
    found = select(Message.id, Message.public_id, Message.seq).where(
        Message.conversation_id == conversation.id, Message.client_id == client_id
    )
    row = db.connection().execute(found).one_or_none()
    return Posted(row.id, row.public_id, row.seq, new=False) if row else None


def _seen(conversation: Ref, client_id: str) -> Posted:
    seen = _find(conversation, client_id)
    if seen is None:
        raise LookupError(f"Conversation {conversation.id} is gone.")
    return seen


__all__ = ["AGENT", "BOT", "SHOPPER", "SYSTEM", "Key", "Posted", "Ref", "receive", "send"]
