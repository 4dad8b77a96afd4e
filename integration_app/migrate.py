"""Bring the database up to date, and put in place what every installation needs."""

from pathlib import Path

from alembic import command
from alembic.config import Config as AlembicConfig

from integration_app.config import Config
from integration_app.kit import crypto, db

ROOT = Path(__file__).parents[1]


def upgrade(config: Config, *, to: str = "head") -> None:
    """Run the migrations that are missing, all or up to one, and make the system's own data key.

    The database is connected already.
    """
    config.data_dir.mkdir(parents=True, exist_ok=True)
    command.upgrade(alembic(), to)
    with db.unit():
        crypto.ensure_data_key(crypto.SYSTEM)


def alembic() -> AlembicConfig:
    """Return Alembic's settings; migrations run on the connected database."""
    found = AlembicConfig(ROOT / "alembic.ini")
    found.set_main_option("script_location", str(ROOT / "migrations"))
    return found
