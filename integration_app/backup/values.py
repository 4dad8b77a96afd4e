"""Values as JSON lines carry them: what JSON has no word for is written with a letter before it."""

import base64
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, Boolean, Column
from sqlalchemy.types import TypeEngine


def write(column: Column[Any], value: Any) -> Any:
    """Return a column's value in the form that stands in a backup."""
    if value is None:
        return None
    if isinstance(column.type, JSON):
        return {"j": value}
    if isinstance(value, bytes):
        return {"b": base64.b64encode(value).decode()}
    if isinstance(value, datetime):
        return {"t": value.astimezone(UTC).isoformat()}
    if isinstance(value, Decimal):
        return {"d": str(value)}
    return value


def read(column_type: TypeEngine[Any], written: Any) -> Any:
    """Return the value that :func:`write` wrote, for a column of this type."""
    if isinstance(written, dict):
        return _marked(*next(iter(written.items())))
    return bool(written) if isinstance(column_type, Boolean) and written is not None else written


def _marked(mark: str, written: Any) -> Any:
    if mark == "j":
        return written
    if mark == "b":
        return base64.b64decode(written)
    if mark == "t":
        return datetime.fromisoformat(written)
    if mark == "d":
        return Decimal(written)
    raise ValueError(f"This backup has a kind of value that this version does not know: {mark}.")
