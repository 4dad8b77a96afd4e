"""What WordPress's personal-data tools are answered, through our plugin: a page of records, or that they are erased."""

import json
from collections.abc import Iterator
from typing import Any

from integration_app.platforms import fields
from integration_app.platforms.fields import Payload, Unreadable
from integration_app.privacy import answers

PAGE = 200
"""Records at once; WordPress keeps each page in a row of its own."""


def answer(store_id: int, asked: Payload) -> dict[str, Any]:
    """Export or erase what we keep about an address. Not inside a unit. :raises Unreadable: for other questions."""
    email = fields.email(asked, "email")
    if email is None:
        raise Unreadable("email is missing.")
    if asked.get("do") == "export":
        return _page(list(_records(answers.exported(store_id, email))), fields.whole(asked, "page") or 1)
    if asked.get("do") == "erase":
        erased = answers.erased(store_id, email)
        return {"done": erased.done, "rows": erased.rows, "held_because": erased.held_because}
    raise Unreadable("do is neither export nor erase.")


def _page(records: list[dict[str, Any]], number: int) -> dict[str, Any]:
    first = (max(number, 1) - 1) * PAGE
    return {"records": records[first : first + PAGE], "done": first + PAGE >= len(records)}


def _records(sections: dict[str, list[dict[str, Any]]]) -> Iterator[dict[str, Any]]:
    for part, listed in sections.items():
        for number, record in enumerate(listed):
            told = {name: _plain(value) for name, value in record.items() if value not in (None, "", [], {})}
            yield {"part": part, "id": str(record.get("public_id") or record.get("id") or number), "data": told}


def _plain(value: Any) -> str:
    if isinstance(value, dict | list | tuple):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)
