"""Everything of an installation in one encrypted file: rows, stored files and keys.

A backup of either database goes back into either, which is the way from SQLite to PostgreSQL.
"""

from integration_app.backup.read import NewerBackup, NotEmpty, restore
from integration_app.backup.sealed import WrongPassphrase
from integration_app.backup.write import Counted, backup

__all__ = ["Counted", "NewerBackup", "NotEmpty", "WrongPassphrase", "backup", "restore"]
