"""Shopify's search syntax, as far as our queries use it: ``field:value``, ``field:>='value'``, all of them true."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

_TERM = re.compile(r"(\w+):(>=|<=|>|<)?('[^']*'|\"[^\"]*\"|\S+)")
_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    ">=": lambda left, right: left >= right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    "<": lambda left, right: left < right,
    "": lambda left, right: str(left).casefold() == str(right).casefold(),
}


def moment(text: Any) -> datetime:
    """Read a time with its zone."""
    found = datetime.fromisoformat(str(text))
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)


def test(query: str | None) -> Callable[[Mapping[str, Any]], bool]:
    """Return what a payload must fulfil. :raises ValueError: for what is no term."""
    terms = _TERM.findall(query or "")
    if query and not terms:
        raise ValueError(f"{query} is no search.")

    def fits(payload: Mapping[str, Any]) -> bool:
        return all(_fits(payload, *term) for term in terms)

    return fits


def _fits(payload: Mapping[str, Any], name: str, sign: str, value: str) -> bool:
    wanted = value.strip("'\"")
    if name == "id":
        return str(payload["id"]) == wanted
    told = payload.get(name)
    if told is None:
        return False
    if name.endswith("_at"):
        return _COMPARE[sign](moment(told), moment(wanted))
    return _COMPARE[sign](told, wanted)
