"""The migrations make exactly the tables that the models describe, on both databases."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text

from integration_app import migrate, tables
from integration_app.kit import db
from tests.support import servers


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[db.Database]:
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'empty.sqlite3'}"
    else:
        name = f"parley_migrations_{os.getpid()}"
        admin = create_engine(servers.postgresql_url(), isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
            connection.execute(text(f"CREATE DATABASE {name}"))
        url = admin.url.set(database=name).render_as_string(hide_password=False)
    database = db.Database(url, durable=False)
    db.use(database)
    yield database
    database.engine.dispose()


def test_upgrading_gives_the_tables_of_the_models(empty: db.Database) -> None:
    command.upgrade(migrate.alembic(), "head")
    with empty.engine.connect() as connection:
        options = {"compare_type": True, "target_metadata": tables.metadata}
        differences = compare_metadata(MigrationContext.configure(connection, opts=options), tables.metadata)
    assert differences == []


def test_downgrading_leaves_nothing(empty: db.Database) -> None:
    command.upgrade(migrate.alembic(), "head")
    command.downgrade(migrate.alembic(), "base")
    with empty.engine.connect() as connection:
        left = set(empty.engine.dialect.get_table_names(connection))
    assert left <= {"alembic_version"}
