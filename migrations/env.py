"""Runs migrations on the process's database, or on the one the environment names."""

from typing import Literal

import sqlalchemy as sa
from alembic import context
from alembic.autogenerate.api import AutogenContext

from integration_app import config as settings
from integration_app import tables
from integration_app.kit import db


def _render(kind: str, item: object, context: AutogenContext) -> str | Literal[False]:
    """Write our own column types by the name under which migrations import them."""
    names = {db.UtcDateTime: "db.UtcDateTime()", sa.JSON: "db.Json", sa.BigInteger: "db.BigId"}
    if kind != "type" or type(item) not in names:
        return False
    context.imports.add("from integration_app.kit import db")
    return names[type(item)]


def run() -> None:
    try:
        database = db.database()
    except db.NoUnit:
        database = db.Database(settings.from_environment().database_url)
    with database.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=tables.metadata,
            render_as_batch=database.is_sqlite,
            compare_type=True,
            transaction_per_migration=True,
            render_item=_render,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run()
