"""The shop's own SQLite file."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.orm import Session

from demo.models import Base


class Database:
    """One SQLite file with readers that never wait and writers in a row."""

    def __init__(self, path: Path) -> None:
        """Open the file, and make its tables when it is new."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": 15})
        event.listen(self._engine, "connect", _prepare)
        event.listen(self._engine, "begin", _begin)
        Base.metadata.create_all(self._engine.execution_options(write=True))

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Give a session that sees one state of the shop and changes nothing."""
        with Session(self._engine) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Give a session whose changes are kept when the block ends well."""
        writing = self._engine.execution_options(write=True)
        with Session(writing, expire_on_commit=False) as session, session.begin():
            yield session

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()


def _prepare(connection: Any, _record: Any) -> None:
    # sqlite3 itself must not begin anything: _begin decides which kind of transaction it is.
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA foreign_keys=ON")


def _begin(connection: Any) -> None:
    # A writer that began as a reader could not wait for another writer: SQLite refuses the change at once.
    writes = connection.get_execution_options().get("write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
