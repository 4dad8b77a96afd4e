"""What the assistant may decide to do. Plain values; the reaction carries them out."""

from dataclasses import dataclass
from typing import Any

from integration_app.assistant.facts import Awaiting

Card = dict[str, Any]
Choice = dict[str, Any]


@dataclass(frozen=True)
class Spoken:
    """What every decision that speaks has in common: the parts of one message.

    `about_order` is the public id of the order whose data is in text or cards; `awaiting` replaces
    what the conversation waits for (None clears it). `kinds` name the answers given, for the
    summary of a later hand-over. `said_bot` and `greeted` are to be remembered.
    """

    text: str
    locale: str
    cards: tuple[Card, ...] = ()
    choices: tuple[Choice, ...] = ()
    about_order: str | None = None
    awaiting: Awaiting | None = None
    kinds: tuple[str, ...] = ()
    said_bot: bool = False
    greeted: bool = False


@dataclass(frozen=True)
class Reply(Spoken):
    """An answer."""


@dataclass(frozen=True)
class Ask(Spoken):
    """A question back. `not_understood` counts towards a hand-over."""

    not_understood: bool = False


@dataclass(frozen=True)
class Offer(Spoken):
    """An offer of a person, since the bot does not know; the shopper decides."""

    not_understood: bool = True


@dataclass(frozen=True)
class Item:
    """So many pieces of one order line."""

    id: str
    quantity: int


@dataclass(frozen=True)
class OpenReturn(Spoken):
    """A return asked for in words, complete: open it, then say `acts.return_opened`."""

    order_id: str = ""
    items: tuple[Item, ...] = ()
    reason: str = "other"
    note: str = ""


@dataclass(frozen=True)
class Summary:
    """What the next person needs to know, so that the shopper need not say it again.

    `wants` are intents, `tried` kinds of answer; `words` are the shopper's own.
    """

    who: str = ""
    proven: bool = False
    wants: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    order: str | None = None
    order_state: str | None = None
    tried: tuple[str, ...] = ()
    mood: str = "calm"


@dataclass(frozen=True)
class HandOver(Spoken):
    """Give it to a person. `reason`: wish, angry, not_understood or needs_person."""

    reason: str = "wish"
    summary: Summary = Summary()


@dataclass(frozen=True)
class OfflineForm(Spoken):
    """No person is there: take an address and say what is known and when somebody answers."""

    reason: str = "wish"
    summary: Summary = Summary()


@dataclass(frozen=True)
class LeaveRequest(Spoken):
    """A request left for the team while nobody is there, in the shopper's words."""

    email: str = ""
    words: str = ""


@dataclass(frozen=True)
class Nothing:
    """Stay silent: a person has it, or nothing was said."""

    why: str = "agent_present"


Saying = Reply | Ask | Offer | OpenReturn | HandOver | OfflineForm | LeaveRequest
Decision = Saying | Nothing
