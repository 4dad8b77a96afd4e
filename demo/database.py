"""The shop's own SQLite file."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, inspect, text
from sqlalchemy.orm import Session

from demo.models import Base

# Beyond 2**53, where a JavaScript number or a float no longer holds every integer: whoever reads
# an id as anything but an integer or a string meets the wrong order at once.
FIRST_IDS = {
    "order": 5_820_982_911_946_154_000,
    "order_line": 1_466_157_049_847_150_000,
    "customer": 7_064_055_069_303_700_000,
    "product": 7_880_321_196_742_929_000,
    "variant": 6_426_670_414_727_139_000,
    "fulfilment": 4_255_858_001_546_120_000,
    "tracking_event": 3_944_906_711_540_210_000,
    "refund": 8_900_881_860_478_923_000,
    "return": 1_231_345_645_678_900_000,
    "return_line": 2_231_345_645_678_900_000,
    "refund_line": 4_878_176_722_762_985_000,
}


class Database:
    """One SQLite file with readers that never wait and writers in a row."""

    def __init__(self, path: Path) -> None:
        """Open the file, and make its tables when it is new."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": 15})
        event.listen(self._engine, "connect", _prepare)
        event.listen(self._engine, "begin", _begin)
        Base.metadata.create_all(self._engine)
        _add_new_columns(self._engine)
        self._start_counting()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Give a session that sees one state of the shop and changes nothing."""
        with Session(self._engine) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Give a session whose changes are kept when the block ends well."""
        with self.open(write=True) as session, session.begin():
            yield session

    def _start_counting(self) -> None:
        with self.write() as session:
            if session.scalar(text("SELECT count(*) FROM sqlite_sequence")) == 0:
                rows = [{"name": name, "seq": first} for name, first in FIRST_IDS.items()]
                session.execute(text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :seq)"), rows)

    def open(self, *, write: bool) -> Session:
        """Give a session that the caller commits and closes."""
        return Session(self._engine.execution_options(write=write), expire_on_commit=False)

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()


def _add_new_columns(engine: Engine) -> None:
    """Give a file of an older shop the columns that came since; all of them may be empty."""
    with engine.begin() as connection:
        for table in Base.metadata.tables.values():
            known = {column["name"] for column in inspect(connection).get_columns(table.name)}
            for column in table.columns:
                if column.name not in known:
                    kind = column.type.compile(engine.dialect)
                    connection.execute(text(f'ALTER TABLE "{table.name}" ADD COLUMN {column.name} {kind}'))


def _prepare(connection: Any, _record: Any) -> None:
    # sqlite3 itself must not begin anything: _begin decides which kind of transaction it is.
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("PRAGMA foreign_keys=ON")


def _begin(connection: Any) -> None:
    # A writer that began as a reader could not wait for another writer: SQLite refuses the change at once.
    writes = connection.get_execution_options().get("write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
