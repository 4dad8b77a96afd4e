"""Bring the database up to date, and put in place what every installation needs."""

import time
from pathlib import Path

from alembic import command
from alembic.config import Config as AlembicConfig
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from integration_app.config import Config
from integration_app.kit import crypto, db, schema

ROOT = Path(__file__).parents[1]


def upgrade(config: Config, *, to: str = "head") -> None:
    """Run the migrations that are missing, all or up to one, and make the system's own data key.

    The database is connected already.
    """
    config.data_dir.mkdir(parents=True, exist_ok=True)
    command.upgrade(alembic(), to)
    with db.unit():
        crypto.ensure_data_key(crypto.SYSTEM)


def wait(*, seconds: float = 120) -> None:
    """Wait until another process, the release step, has brought the database up to date.

    :raises TimeoutError: if it has not by then; whoever starts this process starts it again.
    """
    end = time.monotonic() + seconds
    while not _is_current():
        if time.monotonic() > end:
            raise TimeoutError(f"The database is not at {schema.newest()}. Run: python -m integration_app.cli migrate")
        time.sleep(0.5)


def _is_current() -> bool:
    try:
        with db.unit(read_only=True) as unit:
            found = unit.connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
            return found == schema.newest() and db.session().get(crypto.DataKey, crypto.SYSTEM) is not None
    except DBAPIError:
        return False


def alembic() -> AlembicConfig:
    """Return Alembic's settings; migrations run on the connected database."""
    found = AlembicConfig(ROOT / "alembic.ini")
    found.set_main_option("script_location", str(ROOT / "migrations"))
    return found
