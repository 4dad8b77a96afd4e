"""Bring the database up to date, and put in place what every installation needs."""

from pathlib import Path

from alembic import command
from alembic.config import Config as AlembicConfig
from sqlalchemy import select

from integration_app.config import Config
from integration_app.kit import crypto, db

ROOT = Path(__file__).parents[1]


def upgrade(config: Config) -> None:
    """Run all migrations that are missing, and make the system's own data key. The database is connected already."""
    config.data_dir.mkdir(parents=True, exist_ok=True)
    command.upgrade(alembic(), "head")
    with db.unit():
        known = db.session().scalar(select(crypto.DataKey).where(crypto.DataKey.workspace_id == crypto.SYSTEM))
        if known is None:
            crypto.create_data_key(crypto.SYSTEM)


def alembic() -> AlembicConfig:
    """Return Alembic's settings; migrations run on the connected database."""
    found = AlembicConfig(ROOT / "alembic.ini")
    found.set_main_option("script_location", str(ROOT / "migrations"))
    return found
