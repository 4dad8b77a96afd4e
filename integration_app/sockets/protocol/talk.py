"""Messages, how a conversation stands, and what the sockets tell."""

from typing import Literal, NotRequired

from typing_extensions import TypedDict

from integration_app.sockets.protocol.acts import Action
from integration_app.sockets.protocol.cards import Card


class Message(TypedDict):
    """One turn, as both sides get it."""

    id: str
    seq: int
    author: Literal["shopper", "bot", "agent", "system"]
    name: str | None
    client_id: str | None
    text: str
    cards: list[Card]
    choices: list[Action]
    locale: str | None
    at: str
    masked: NotRequired[bool]


class AgentName(TypedDict):
    """Who answers, by first name."""

    name: str


class State(TypedDict):
    """How a conversation stands."""

    holder: Literal["bot", "queue", "agent", "closed"]
    agent: AgentName | None
    online: bool
    hours: str
    locale: str
    read_by_shopper: int
    read_by_agent: int
    person_available: bool
    rating: NotRequired[int | None]
    proved: list[str]


class Thread(TypedDict):
    """Everything after a seq."""

    messages: list[Message]
    last_seq: int
    state: State


class Posted(TypedDict):
    """The acknowledgement of a message."""

    id: str
    seq: int


class Done(TypedDict):
    """The acknowledgement of an act."""

    ok: bool
    seq: int | None


class Beat(TypedDict):
    """The answer to a heartbeat: any gap shows."""

    seq: int
    state: State


class Typing(TypedDict):
    """Somebody is writing."""

    who: Literal["agent", "shopper"]
    name: str | None
    conversation: NotRequired[str]


class Read(TypedDict):
    """Up to where somebody has read."""

    seq: int
    who: Literal["agent", "shopper"]
    conversation: NotRequired[str]


class InboxChanged(TypedDict):
    """A row of the inbox is to be read again."""

    conversation: str


class Looking(TypedDict):
    """An agent looks at a conversation, or looks away."""

    conversation: str
    name: str
    here: bool


class Problem(TypedDict):
    """Why something was refused."""

    code: str
    message: str


class Refused(TypedDict):
    """The answer instead of any other."""

    error: Problem
