"""Writes to a conversation's row, in Core, with a row that is loaded kept in step."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, and_, update
from sqlalchemy.orm.attributes import set_committed_value

from integration_app.conversations.models import Conversation
from integration_app.kit import db


def change(conversation: Any, values: Mapping[str, Any], *where: ColumnElement[bool]) -> bool:
    """Write values by name, if the row is still as ``where`` says; False if it is not."""
    here = and_(Conversation.id == conversation.id, *where)
    changed = db.connection().execute(update(Conversation).where(here).values(dict(values))).rowcount == 1
    keep_step(conversation, values if changed else None)
    return changed


def keep_step(conversation: Any, values: Mapping[str, Any] | None) -> None:
    """Give a loaded row the values just written; what is not known is read anew at its next use."""
    if not isinstance(conversation, Conversation) or conversation not in db.session():
        return
    if values is None:
        db.session().expire(conversation)
        return
    unknown = [name for name, value in values.items() if hasattr(value, "__clause_element__") or _is_sql(value)]
    for name, value in values.items():
        if name not in unknown:
            set_committed_value(conversation, name, value)
    if unknown:
        db.session().expire(conversation, unknown)


def _is_sql(value: Any) -> bool:
    return isinstance(value, ColumnElement)
