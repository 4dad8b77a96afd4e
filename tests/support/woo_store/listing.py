"""Lists: filtered, sorted and paged as WordPress does."""

import json
import math
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from tests.support.woo_store.state import Row, Table, WooStore

MOST = 100


@dataclass
class Answer:
    """What goes back: a JSON text ready made, or something to be made one."""

    status: int
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    text: str | None = None

    @property
    def raw(self) -> bytes:
        """Return the body's bytes."""
        return (self.text if self.text is not None else json.dumps(self.body, ensure_ascii=False)).encode()


@dataclass
class Call:
    """One call of the API that was let in."""

    store: WooStore
    method: str
    params: Mapping[str, str]
    body: dict[str, Any]
    ids: tuple[int, ...] = ()


def problem(status: int, code: str, message: str, **more: Any) -> Answer:
    """Answer an error in WordPress's shape."""
    return Answer(status, {"code": code, "message": message, "data": {"status": status, **more}})


def listing(call: Call, table: Table, wanted: Callable[[Row], bool] = lambda row: True) -> Answer:
    """Answer one page of a table."""
    per_page = call.params.get("per_page", "10")
    if not per_page.isdigit() or not 1 <= int(per_page) <= MOST:
        told = "per_page must be between 1 (inclusive) and 100 (inclusive)"
        return problem(400, "rest_invalid_param", "Invalid parameter(s): per_page", params={"per_page": told})
    if "?" in per_page or any("[" in name for name in call.params):
        return problem(400, "rest_invalid_param", "Invalid parameter(s)")
    with call.store.lock:
        rows = [row for row in _ordered(call, table) if wanted(row)]
        return page(call, rows, int(per_page), table)


def page(call: Call, rows: list[Row], per_page: int, table: Table | None = None) -> Answer:
    """Cut one page out of rows."""
    number = int(call.params.get("page", "1"))
    cut = rows[(number - 1) * per_page : number * per_page]
    headers = {"X-WP-Total": str(len(rows)), "X-WP-TotalPages": str(math.ceil(len(rows) / per_page))}
    fields = [name for name in call.params.get("_fields", "").split(",") if name]
    if fields or table is None:
        return Answer(200, [_only(row, fields) for row in cut], headers)
    return Answer(200, headers=headers, text=f"[{','.join(table.json(row) for row in cut)}]")


def _only(row: Row, fields: list[str]) -> Row:
    return {name: row[name] for name in fields if name in row} if fields else row


def _ordered(call: Call, table: Table) -> Iterable[Row]:
    params = call.params
    by = {"modified": "date_modified_gmt", "date": "date_created_gmt", "id": "id"}[params.get("orderby", "date")]
    rows = list(table.rows.values()) if by == "id" else table.by(by)
    if by == "id":
        rows.sort(key=lambda row: row["id"])
    rows = _since(call, rows, "modified_after", "date_modified", by == "date_modified_gmt")
    rows = _since(call, rows, "after", "date_created", by == "date_created_gmt")
    if "modified_before" in params:
        key = "date_modified_gmt" if params.get("dates_are_gmt") in {"true", "1"} else "date_modified"
        before = _figures(call, params["modified_before"])
        rows = [row for row in rows if (row[key] or "") < before]
    named = {int(id) for id in params.get("include", "").split(",") if id}
    left_out = {int(id) for id in params.get("exclude", "").split(",") if id}
    rows = [row for row in rows if (not named or row["id"] in named) and row["id"] not in left_out]
    return rows if params.get("order", "desc") == "asc" else rows[::-1]


def _since(call: Call, rows: list[Row], name: str, column: str, is_sorted: bool) -> list[Row]:
    """Keep what is later, to the second and not including it; a sorted list is cut at once."""
    if name not in call.params:
        return rows
    gmt = call.params.get("dates_are_gmt") in {"true", "1"}
    at, key = _figures(call, call.params[name]), f"{column}_gmt" if gmt else column
    if is_sorted and gmt:
        return rows[bisect_right(rows, at, key=lambda row: row[key] or "") :]
    return [row for row in rows if (row[key] or "") > at]


def _figures(call: Call, text: str) -> str:
    """Return the figures that WordPress compares: a time with a zone is turned into the shop's own clock first."""
    at = datetime.fromisoformat(text)
    if at.tzinfo is not None:
        at = at.astimezone(call.store.zone)
    return at.replace(tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%S")
