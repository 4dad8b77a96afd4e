"""Refuses a read of a store's rows that does not say whose they are.

A store-owned row may be found by its store, its workspace, its own key or its parent's key: those come from a row
that was fetched with the right to it. A public id, a number or an address alone comes from outside and is not enough.
"""

import sys
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Select, event
from sqlalchemy.sql import visitors
from sqlalchemy.sql.schema import Column, Table

from integration_app import tables

ROOT = Path(__file__).parents[2]
PROGRAM = (str(ROOT / "integration_app"), str(ROOT / "webhooks"))
TESTS = str(ROOT / "tests")

OWNED = {table.name for table in tables.metadata.sorted_tables if "store_id" in table.columns}


class ForeignRows(AssertionError):
    """A store-owned table was read without its store."""


def watch(engine: Engine) -> None:
    """Check every SELECT on this engine."""

    @event.listens_for(engine, "before_execute")
    def look(_connection: Connection, statement: Any, *_rest: Any) -> None:
        if isinstance(statement, Select) and not _of_operator(statement) and _asked_by_the_program():
            check(statement)


def _of_operator(statement: Select[Any]) -> bool:
    """Say whether a read says of itself that it counts for the operator, over all stores."""
    return bool(statement.get_execution_options().get("every_store"))


def _asked_by_the_program() -> bool:
    """Say whether our code asks, and not a test that looks behind the scenes."""
    frame = sys._getframe(2)
    while frame is not None:
        path = frame.f_code.co_filename
        if path.startswith(PROGRAM):
            return "/kit/" not in path
        if path.startswith(TESTS):
            return False
        frame = frame.f_back  # type: ignore[assignment]
    return False


def check(statement: Select[Any]) -> None:
    """Look at one read. :raises ForeignRows: if it does not say whose rows it wants."""
    owned = {table.name for source in statement.get_final_froms() for table in _tables(source)} & OWNED
    if not owned:
        return
    named = _columns(statement.whereclause) | _joined(statement)
    if not any(name == "id" or (name.endswith("_id") and name != "public_id") for name in named):
        raise ForeignRows(f"{sorted(owned)} read by {sorted(named) or 'nothing'}: {statement}")


def _tables(source: Any) -> list[Table]:
    return [found for found in visitors.iterate(source) if isinstance(found, Table)]


def _columns(clause: Any) -> set[str]:
    if clause is None:
        return set()
    return {found.name for found in visitors.iterate(clause) if isinstance(found, Column)}


def _joined(statement: Select[Any]) -> set[str]:
    return {
        name
        for source in statement.get_final_froms()
        for part in visitors.iterate(source)
        if hasattr(part, "onclause")
        for name in _columns(part.onclause)
    }
