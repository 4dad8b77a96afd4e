"""Writing a backup, while everything runs."""

import base64
import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, select

from integration_app import tables
from integration_app.backup import values
from integration_app.backup.sealed import Sealer
from integration_app.config import Config
from integration_app.kit import clock, crypto, db, schema, storage

FORMAT = 1
_PIECE = 512 * 1024


@dataclass(frozen=True)
class Counted:
    """How much a backup holds."""

    rows: int
    files: int


def backup(config: Config, target: Path, passphrase: str) -> Counted:
    """Write everything into one file, whole or not at all, and note that the master key is safe.

    All rows are read from one moment; files are read after them, so that none is missing that a row names.
    """
    unfinished = target.with_name(target.name + ".part")
    rows = files = 0
    with unfinished.open("wb") as file, Sealer(file, passphrase) as sealed, gzip.open(sealed, "wb", 6) as packed:
        for line in _lines(config):
            packed.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
            rows += "row" in line
            files += "file" in line
    unfinished.chmod(0o600)
    unfinished.replace(target)
    with db.unit():
        crypto.note_backup()
    return Counted(rows, files)


def _lines(config: Config) -> Iterator[dict[str, Any]]:
    keys = [base64.b64encode(key).decode() for key in config.master_keys]
    yield {"parley": FORMAT, "schema": schema.newest(), "at": clock.now().isoformat(), "keys": keys}
    with db.database().snapshot() as connection:
        for table in tables.metadata.sorted_tables:
            yield {"table": table.name, "columns": [column.name for column in table.columns]}
            yield from _rows(connection, table)
    yield from _files(storage.folder())
    yield {"end": True}


def _rows(connection: Connection, table: Table) -> Iterator[dict[str, Any]]:
    columns = list(table.columns)
    ordered = select(table).order_by(*table.primary_key.columns)
    for row in connection.execution_options(yield_per=500).execute(ordered):
        yield {"row": [values.write(column, value) for column, value in zip(columns, row, strict=True)]}


def _files(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield each stored file, sealed as it lies there."""
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.suffix == ".part":
            continue
        yield {"file": path.name}
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                yield {"piece": base64.b64encode(piece).decode()}
