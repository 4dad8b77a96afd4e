"""The messages just written, kept for the push that follows, so that it need not read and decrypt them again."""

from collections import OrderedDict
from dataclasses import dataclass

from integration_app.conversations.turns import Turn
from integration_app.kit import db

_KEPT = 512


@dataclass(frozen=True)
class Fresh:
    """A message just written."""

    turn: Turn
    conversation: str
    """Public id."""


_fresh: OrderedDict[int, Fresh] = OrderedDict()


def keep(turn: Turn, conversation: str) -> None:
    """Keep a message once its unit is committed."""
    db.after_commit(lambda: _put(turn, conversation))


def get(message_id: int) -> Fresh | None:
    """Return a message just written by this process, if it is still here."""
    return _fresh.get(message_id)


def _put(turn: Turn, conversation: str) -> None:
    _fresh[turn.id] = Fresh(turn, conversation)
    while len(_fresh) > _KEPT:
        _fresh.popitem(last=False)
