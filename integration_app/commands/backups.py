"""Commands that keep an installation safe: backup, restore, a new master key."""

import argparse
import base64
import getpass
import os
import secrets
import sys
from pathlib import Path

from integration_app import backup
from integration_app.commands.problem import Problem
from integration_app.config import Config
from integration_app.kit import crypto, db

PASSPHRASE = "PARLEY_BACKUP_PASSPHRASE"  # noqa: S105 - the name of a variable
SHORTEST = 12


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands."""
    asked = f"The passphrase is asked for, or taken from {PASSPHRASE}."
    told = f"Write database, stored files and keys into one encrypted file, while everything runs. {asked}"
    made = commands.add_parser("backup", help="write one encrypted file with everything", description=told)
    made.add_argument("file", type=Path, metavar="FILE")
    made.set_defaults(run=_backup)
    told = (
        "Read a backup into an empty database, SQLite or PostgreSQL, whichever it came from. Set DATABASE_URL to the "
        f"new one first. {asked}"
    )
    read = commands.add_parser("restore", help="read a backup into an empty database", description=told)
    read.add_argument("file", type=Path, metavar="FILE")
    read.set_defaults(run=_restore)
    told = (
        "Give the installation a new master key: every workspace's data key is wrapped anew, what they seal stays as "
        "it is. Then restart every process. With the key in a file, run it once more with --forget-old after that. "
        "With PARLEY_MASTER_KEY, put the new key before the old one, restart, run this, then take the old one out."
    )
    turned = commands.add_parser("rotate-key", help="change the master key", description=told)
    turned.add_argument("--forget-old", action="store_true", help="end the old key, after the restart")
    turned.set_defaults(run=_rotate)


def _backup(config: Config, given: argparse.Namespace) -> None:
    _check_folder(given.file)
    counted = backup.backup(config, given.file, _passphrase(twice=True))
    print(f"{given.file}: {counted.rows} rows, {counted.files} files and the keys. Keep the passphrase elsewhere.")


def _restore(config: Config, given: argparse.Namespace) -> None:
    if not given.file.is_file():
        raise Problem(f"There is no file {given.file}.")
    try:
        counted = backup.restore(config, given.file, _passphrase(twice=False))
    except backup.WrongPassphrase as error:
        raise Problem(
            "The file does not open, so nothing was restored: the passphrase is another one, or the file was cut short "
            "or changed. Compare its size with the original's and try again."
        ) from error
    except backup.NotEmpty as error:
        raise Problem(
            "This database holds a workspace already, so nothing was restored. Point DATABASE_URL and "
            "PARLEY_DATA_DIR at an empty place and try again."
        ) from error
    except backup.NewerBackup as error:
        raise Problem(str(error)) from error
    print(f"Restored {counted.rows} rows and {counted.files} files. Start Parley with these same settings.")


def _rotate(config: Config, given: argparse.Namespace) -> None:
    path = config.data_dir / "master.key"
    if given.forget_old:
        _forget_old(config, path)
    elif os.environ.get("PARLEY_MASTER_KEY"):
        if len(config.master_keys) < 2:
            raise Problem(
                "The key was not changed: there is no new one. Set PARLEY_MASTER_KEY to the new key, a space, and the "
                "old key (a new one: openssl rand -base64 32), restart everything, and run this again."
            )
        count = _rewrap(config.master_keys)
        print(f"{count} data keys are wrapped by the first key now. Take the old one out and restart.")
    else:
        keys = (secrets.token_bytes(32), *config.master_keys)
        _write(path, keys)
        print(
            f"{_rewrap(keys)} data keys are wrapped by a new key now. Restart everything, then: rotate-key --forget-old"
        )


def _forget_old(config: Config, path: Path) -> None:
    if os.environ.get("PARLEY_MASTER_KEY"):
        raise Problem("The keys stand in PARLEY_MASTER_KEY. Take the old one out there and restart.")
    if len(config.master_keys) < 2:
        raise Problem("There is one key only, so there is none to end.")
    _rewrap(config.master_keys)
    _write(path, config.master_keys[:1])
    print("The old key is gone. Make a new backup: an older one still opens, with its own keys inside.")


def _rewrap(keys: tuple[bytes, ...]) -> int:
    crypto.use_master_keys(*keys)
    with db.unit():
        return crypto.rewrap_data_keys(keys[0])


def _write(path: Path, keys: tuple[bytes, ...]) -> None:
    """Replace the key file whole, so that no moment has half a key."""
    new = path.with_suffix(".new")
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write("".join(f"{base64.b64encode(key).decode()}\n" for key in keys))
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)


def _check_folder(file: Path) -> None:
    if not file.absolute().parent.is_dir():
        raise Problem(f"There is no folder {file.absolute().parent}. Make it first.")


def _passphrase(*, twice: bool) -> str:
    given = os.environ.get(PASSPHRASE)
    if not given and not sys.stdin.isatty():
        raise Problem(f"No passphrase was given. Set {PASSPHRASE}, or run this in a terminal to be asked.")
    phrase = given or getpass.getpass("Passphrase: ")
    if twice and len(phrase) < SHORTEST:
        raise Problem(
            f"The passphrase is shorter than {SHORTEST} letters. Who finds the file could guess it; take more."
        )
    if twice and not given and phrase != getpass.getpass("Once more: "):
        raise Problem("The two passphrases differ, so no backup was written. Run the command again.")
    return phrase
