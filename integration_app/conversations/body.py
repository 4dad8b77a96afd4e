"""What a message says, as it is sealed: text, cards, choices, and what was done with it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from integration_app.kit import crypto

PLACE = "messages.body"

Card = Mapping[str, Any]
Choice = Mapping[str, Any]


@dataclass(frozen=True)
class Body:
    """The content of one turn."""

    text: str
    cards: Sequence[Card] = ()
    choices: Sequence[Choice] = ()
    locale: str | None = None
    about_order: str | None = None
    """Public id of the order whose details stand here: shown only to who has proved it."""
    device: str | None = None
    """Where the shopper said it; see shoppers.rules."""
    act: Mapping[str, Any] | None = None
    """What the shopper did, where it was more than writing; never sent to a client."""

    def dump(self) -> str:
        """Return it as JSON, without what is empty."""
        filled = {
            "text": self.text,
            "cards": list(self.cards),
            "choices": list(self.choices),
            "locale": self.locale,
            "about_order": self.about_order,
            "act": self.act,
            "device": self.device,
        }
        return json.dumps({key: value for key, value in filled.items() if value}, ensure_ascii=False)


def load(text: str) -> Body:
    """Read what :meth:`Body.dump` wrote."""
    raw = json.loads(text)
    return Body(
        text=raw.get("text", ""),
        cards=raw.get("cards", ()),
        choices=raw.get("choices", ()),
        locale=raw.get("locale"),
        about_order=raw.get("about_order"),
        act=raw.get("act"),
        device=raw.get("device"),
    )


def seal(workspace_id: int, public_id: str, body: Body) -> bytes:
    """Encrypt a body for its message row."""
    return crypto.seal(workspace_id, PLACE, public_id, body.dump())


def unseal(workspace_id: int, public_id: str, sealed: bytes) -> Body:
    """Decrypt the body of a message row."""
    return load(crypto.unseal(workspace_id, PLACE, public_id, sealed))
