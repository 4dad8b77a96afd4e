"""Reading other people's JSON: each value comes out exact, clean and within the mirror's columns, or not at all.

A payload is only as trustworthy as the store's plugins. What is missing or odd in a field that we can do
without becomes None; what we cannot do without raises :class:`Unreadable`.
"""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from html.parser import HTMLParser
from typing import Any

Payload = Mapping[str, Any]

_LARGEST = Decimal(10) ** 13
_GID = re.compile(r"gid://shopify/\w+/(\d{1,20})$")
_EARLIEST, _LATEST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)


class Unreadable(ValueError):
    """A payload is no JSON or has not the shape that its topic promises."""


def parse(body: str) -> Payload:
    """Read a JSON object with exact numbers. :raises Unreadable: if it is none."""
    try:
        found = json.loads(body, parse_float=Decimal, parse_constant=_refuse)
    except (ValueError, RecursionError, InvalidOperation) as error:
        raise Unreadable("The body is no JSON.") from error
    if not isinstance(found, dict):
        raise Unreadable("The body is no JSON object.")
    return found


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is no JSON.")


def text(payload: Payload, *keys: str, limit: int = 255) -> str | None:
    """Return the first non-empty text under these keys, without control characters and cut to length."""
    for key in keys:
        found = clean(payload.get(key), limit)
        if found:
            return found
    return None


def clean(value: Any, limit: int = 255) -> str | None:
    """Return a value as storable text: no NUL, no lone surrogate, no edges of space."""
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        return None
    whole = str(value).replace("\0", "").encode("utf-8", "ignore").decode().strip()
    return whole[:limit] or None


def needed(payload: Payload, *keys: str, limit: int = 255) -> str:
    """Return a text that must be there. :raises Unreadable: if it is not."""
    found = text(payload, *keys, limit=limit)
    if found is None:
        raise Unreadable(f"{keys[0]} is missing.")
    return found


def exact_id(payload: Payload, key: str = "id", gid: str = "admin_graphql_api_id") -> str | None:
    """Return an id as text, digit by digit; the global id goes first, since it never lost digits to a float."""
    exact = payload.get(gid)
    if isinstance(exact, str) and (found := _GID.match(exact)):
        return found.group(1)
    plain = payload.get(key)
    if isinstance(plain, bool):
        return None
    if isinstance(plain, int):
        return str(plain) if 0 < plain < 10**20 else None
    return clean(plain, 64) if isinstance(plain, str) else None


def needed_id(payload: Payload, key: str = "id", gid: str = "admin_graphql_api_id") -> str:
    """Return an id that must be there. :raises Unreadable: if it is not."""
    found = exact_id(payload, key, gid)
    if found is None:
        raise Unreadable(f"{key} is missing.")
    return found


def amount(payload: Payload, *keys: str) -> Decimal | None:
    """Return the first readable amount under these keys, with at most four places."""
    for key in keys:
        found = to_amount(payload.get(key))
        if found is not None:
            return found
    return None


def to_amount(value: Any) -> Decimal | None:
    """Return an amount that the mirror can hold; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(number) >= _LARGEST:
        return None
    return tidy(number)


def tidy(number: Decimal) -> Decimal:
    """Round to the mirror's four places and drop what is not needed beyond two."""
    rounded = number.quantize(Decimal("0.0001"))
    short = rounded.quantize(Decimal("0.01"))
    return short if short == rounded else rounded


def needed_amount(payload: Payload, *keys: str) -> Decimal:
    """Return an amount that must be there. :raises Unreadable: if it is not."""
    found = amount(payload, *keys)
    if found is None:
        raise Unreadable(f"{keys[0]} is no amount.")
    return found


def whole(payload: Payload, key: str) -> int | None:
    """Return a whole number within the mirror's columns."""
    value = payload.get(key)
    number = to_amount(value)
    if number is None or number != int(number) or abs(number) > 2**31 - 1:
        return None
    return int(number)


def moment(payload: Payload, *keys: str) -> datetime | None:
    """Return the first readable time under these keys, in UTC; one without a zone counts as UTC."""
    for key in keys:
        found = to_moment(payload.get(key))
        if found is not None:
            return found
    return None


def to_moment(value: Any) -> datetime | None:
    """Read an ISO time, or seconds since 1970 as some plugins write them."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    try:
        plain = str(value).strip()
        if plain.isascii() and plain.isdigit():
            found = datetime.fromtimestamp(int(plain), UTC)
        else:
            found = datetime.fromisoformat(plain)
        found = (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return found if _EARLIEST < found < _LATEST else None


def currency(payload: Payload, *keys: str) -> str | None:
    """Return an ISO 4217 code."""
    found = text(payload, *keys)
    return found if found and re.fullmatch(r"[A-Z]{3}", found) else None


def needed_currency(payload: Payload, *keys: str) -> str:
    """Return a currency that must be there. :raises Unreadable: if it is not."""
    found = currency(payload, *keys)
    if found is None:
        raise Unreadable(f"{keys[0]} is no currency.")
    return found


def country(payload: Payload, *keys: str) -> str | None:
    """Return an ISO 3166 alpha-2 code."""
    found = text(payload, *keys)
    return found.upper() if found and re.fullmatch(r"[A-Za-z]{2}", found) else None


def email(payload: Payload, *keys: str) -> str | None:
    """Return an e-mail address as it was written."""
    found = text(payload, *keys)
    return found if found and re.fullmatch(r"[^@\s]+@[^@\s]+", found) else None


def phone(payload: Payload, *keys: str) -> str | None:
    """Return a phone number as it was written; None without any digit."""
    found = text(payload, *keys, limit=32)
    return found if found and any(sign.isdigit() for sign in found) else None


def part(payload: Payload, key: str) -> Payload:
    """Return the object under a key, or an empty one (PHP writes empty objects as lists)."""
    found = payload.get(key)
    return found if isinstance(found, dict) else {}


def parts(payload: Payload, key: str) -> list[Payload]:
    """Return the objects in the list under a key."""
    found = payload.get(key)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def told(payload: Payload, key: str) -> bool:
    """Say whether the payload has a list under this key, even an empty one."""
    return isinstance(payload.get(key), list)


def named(pairs: list[Payload], name: str = "name", value: str = "value") -> dict[str, str]:
    """Turn [{name, value}] into a dict of texts."""
    found: dict[str, str] = {}
    for pair in pairs:
        label, content = clean(pair.get(name), 120), clean(pair.get(value), 500)
        if label and content is not None:
            found[label] = content
    return found


def strings(value: Any, limit: int = 255) -> tuple[str, ...]:
    """Return the non-empty texts of a list."""
    cleaned = (clean(one, limit) for one in value) if isinstance(value, list) else ()
    return tuple(one for one in cleaned if one)


_INLINE = frozenset({"a", "abbr", "b", "em", "i", "mark", "small", "span", "strong", "sub", "sup", "u"})


class _PlainText(HTMLParser):
    """Collects what a reader would see."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in {"script", "style"}
        self._space(tag)

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in {"script", "style"} and self._hidden > 0
        self._space(tag)

    def _space(self, tag: str) -> None:
        if tag not in _INLINE:
            self.found.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.found.append(data)


def plain(html: Any, limit: int = 20_000) -> str:
    """Return the words of an HTML text."""
    reader = _PlainText()
    reader.feed(clean(html, limit) or "")
    reader.close()
    return " ".join("".join(reader.found).split())
