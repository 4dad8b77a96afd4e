"""Runs migrations on the process's database, or on the one the environment names."""

from alembic import context

from integration_app import config as settings
from integration_app import tables
from integration_app.kit import db


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
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run()
