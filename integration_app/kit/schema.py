"""Which shape the code expects of the tables: the newest migration."""

from functools import cache
from pathlib import Path

from alembic.script import ScriptDirectory

FOLDER = Path(__file__).parents[2] / "migrations"


@cache
def revisions() -> tuple[str, ...]:
    """List the migrations, newest first."""
    return tuple(script.revision for script in ScriptDirectory(str(FOLDER)).walk_revisions())


def newest() -> str:
    """Name the newest migration."""
    return revisions()[0]
