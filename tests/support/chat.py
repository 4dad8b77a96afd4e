"""A shopper at the chat, for tests: writes, acts, and reads what comes back."""

import copy
import itertools
from collections.abc import Callable
from typing import Any

from integration_app import conversations, stores
from integration_app.conversations import Turn, acts, view
from integration_app.conversations.posting import Key
from integration_app.kit import db
from integration_app.shoppers.rules import OWN
from integration_app.stores.models import Store
from tests.support import protocol

_ids = itertools.count()


class Chat:
    """One conversation, with the worker at hand."""

    def __init__(
        self,
        store: Store,
        run_jobs: Callable[[], int],
        *,
        locale: str = "en",
        zone: str = "Europe/Paris",
        address: str = "198.51.100.7",
        channel: str = "web",
    ) -> None:
        self._run_jobs = run_jobs
        self.device = OWN
        with db.unit():
            opened = conversations.open(
                stores.by_id(store.id), locale=locale, zone=zone, address=address, channel=channel
            )
            self.id = opened.conversation.id

    @classmethod
    def opened_as(cls, conversation_id: int, run_jobs: Callable[[], int]) -> "Chat":
        """Return the chat of a conversation that began otherwise."""
        chat = cls.__new__(cls)
        chat.id, chat.device, chat._run_jobs = conversation_id, OWN, run_jobs
        return chat

    def on(self, device: str) -> "Chat":
        """Return the same conversation as another kind of device has it open."""
        other = copy.copy(self)
        other.device = device
        return other

    def key(self) -> Key:
        """Return what a token of this device says, inside the open unit."""
        row = conversations.by_id(self.id)
        return Key(row.id, row.public_id, row.workspace_id, row.store_id, self.device)

    def shown(self) -> list[dict[str, Any]]:
        """Return the messages as this device gets them."""
        with db.unit(read_only=True):
            thread = view.shopper_thread(conversations.by_id(self.id), after=0, device=self.device)
        return list(thread["messages"])

    def post(self, text: str) -> None:
        """Write without waiting for an answer."""
        with db.unit():
            conversations.receive(self.key(), text=text, client_id=f"t{next(_ids)}", device=self.device)

    def say(self, text: str) -> Turn:
        """Write, and return the last thing that came back."""
        self.post(text)
        return self.answered()

    def act(self, kind: str, **values: Any) -> Turn:
        """Do something by a card, and return the last thing that came back."""
        with db.unit():
            acts.perform(self.key(), {"type": kind, **values}, client_id=f"t{next(_ids)}")
        return self.answered()

    def answered(self) -> Turn:
        """Let the workers work; return the last turn. What the shopper's browser gets is as it was promised."""
        self._run_jobs()
        with db.unit(read_only=True):
            protocol.check_thread(view.shopper_thread(conversations.by_id(self.id), after=0, device=self.device))
        return self.thread()[-1]

    def thread(self) -> list[Turn]:
        """Return everything said."""
        with db.unit(read_only=True):
            return conversations.thread(conversations.by_id(self.id))

    def bot(self) -> list[Turn]:
        """Return what the bot said."""
        return [turn for turn in self.thread() if turn.author == conversations.BOT]

    def row(self) -> Any:
        """Return the conversation's row, to read only."""
        with db.unit(read_only=True):
            return conversations.by_id(self.id)

    def summary(self) -> dict[str, Any]:
        """Return the bot's summary."""
        with db.unit(read_only=True):
            return conversations.summary(conversations.by_id(self.id))


def cards(turn: Turn) -> list[str]:
    """Name the cards of a turn."""
    return [str(card["type"]) for card in turn.body.cards]
