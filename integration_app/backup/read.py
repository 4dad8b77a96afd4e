"""Reading a backup into an empty installation, whichever database it runs on."""

import base64
import gzip
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, Table, column, delete, func, insert, select, table, text
from sqlalchemy.types import NullType

from integration_app import migrate, tables
from integration_app.backup import values
from integration_app.backup.sealed import Opener, WrongPassphrase
from integration_app.backup.write import FORMAT, Counted
from integration_app.config import Config
from integration_app.kit import crypto, db, schema, storage
from integration_app.stores.models import Workspace

_AT_ONCE = 200


class NotEmpty(Exception):
    """There is a workspace here already; a backup goes into an empty database."""


class NewerBackup(Exception):
    """A newer version of Parley wrote this backup."""


def restore(config: Config, source: Path, passphrase: str) -> Counted:
    """Read a backup into this installation, which must be empty; the data keys are wrapped by our own master key.

    One unit over everything: afterwards all of it is there, or nothing.
    :raises NotEmpty: :raises NewerBackup: :raises WrongPassphrase:
    """
    with source.open("rb") as file:
        lines = _lines(Opener(file, passphrase))
        head = next(lines, {})
        if head.get("parley") != FORMAT:
            raise NewerBackup("This backup was written by a newer version. Install that version, then restore.")
        _prepare(config, str(head["schema"]))
        keys = [base64.b64decode(key) for key in head["keys"]]
        counted = _take(lines, config, keys)
    migrate.upgrade(config)
    return counted


def _prepare(config: Config, shape: str) -> None:
    """Bring the empty database to the shape that it had when the backup was written."""
    if shape not in schema.revisions():
        raise NewerBackup("A newer version of Parley wrote this backup. Install that version, then restore.")
    migrate.upgrade(config, to=shape)
    with db.unit(read_only=True):
        if db.session().scalar(select(func.count()).select_from(Workspace)):
            raise NotEmpty


def _take(lines: Iterator[dict[str, Any]], config: Config, keys: list[bytes]) -> Counted:
    with db.unit() as unit:
        for known in reversed(tables.metadata.sorted_tables):
            unit.connection.execute(delete(known))
        taken = _Taking(unit.connection)
        for line in lines:
            taken.line(line)
        if not taken.ended:
            raise WrongPassphrase
        _fit_sequences(unit.connection)
        crypto.use_master_keys(config.master_keys[0], *keys, *config.master_keys[1:])
        crypto.rewrap_data_keys(config.master_keys[0])
    crypto.use_master_keys(*config.master_keys)
    return Counted(taken.rows, taken.files)


class _Taking:
    """Takes a backup line by line."""

    def __init__(self, connection: Connection) -> None:
        self.rows = self.files = 0
        self.ended = False
        self._connection = connection
        self._columns: list[Column[Any]] = []
        self._table: Any = None
        self._waiting: list[dict[str, Any]] = []
        self._file: io.BufferedWriter | None = None

    def line(self, line: dict[str, Any]) -> None:
        if "row" in line:
            self._row(line["row"])
        elif "piece" in line and self._file:
            self._file.write(base64.b64decode(line["piece"]))
        elif "table" in line:
            self._begin_table(line["table"], line["columns"])
        else:
            self._flush()
            self._close_file()
            if "file" in line:
                self._begin_file(line["file"])
            self.ended = "end" in line

    def _begin_table(self, name: str, names: list[str]) -> None:
        self._flush()
        known = tables.metadata.tables.get(name)
        self._columns = [_column(known, each) for each in names]
        self._table = table(name, *self._columns)

    def _row(self, row: list[Any]) -> None:
        pairs = zip(self._columns, row, strict=True)
        self._waiting.append({column.name: values.read(column.type, value) for column, value in pairs})
        self.rows += 1
        if len(self._waiting) == _AT_ONCE:
            self._flush()

    def _flush(self) -> None:
        if self._waiting:
            self._connection.execute(insert(self._table), self._waiting)
        self._waiting = []

    def _begin_file(self, name: str) -> None:
        path = storage.place(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("wb")
        self.files += 1

    def _close_file(self) -> None:
        if self._file:
            self._file.close()
        self._file = None


def _column(known: Table | None, name: str) -> Any:
    """Return a column with today's type, or without one where today's tables do not know it any more."""
    today = known.columns.get(name) if known is not None else None
    return column(name, today.type if today is not None else NullType())


def _fit_sequences(connection: Connection) -> None:
    """Have PostgreSQL count on from the highest id of each table; SQLite does so by itself."""
    if connection.dialect.name != "postgresql":
        return
    for known in tables.metadata.sorted_tables:
        named = text("SELECT pg_get_serial_sequence(:table, 'id')").bindparams(table=f'"{known.name}"')
        sequence = connection.execute(named).scalar() if "id" in known.columns else None
        if sequence:
            highest = connection.execute(select(func.max(known.columns["id"]))).scalar()
            connection.execute(select(func.setval(sequence, highest or 1, highest is not None)))


def _lines(opener: Opener) -> Iterator[dict[str, Any]]:
    try:
        with gzip.open(io.BufferedReader(opener), "rb") as packed:
            for line in packed:
                yield json.loads(line)
    except (gzip.BadGzipFile, EOFError, ValueError) as error:
        raise WrongPassphrase from error
