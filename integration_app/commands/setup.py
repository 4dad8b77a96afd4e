"""Commands that set an installation up."""

import argparse
import os
import signal
import sys
import threading

from integration_app import first_start, migrate
from integration_app.commands.problem import Problem
from integration_app.config import Config
from integration_app.kit import schema


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands."""
    told = "Bring the database up to date. Safe to run again; the release step of the Procfile runs it."
    commands.add_parser("migrate", help="bring the database up to date", description=told).set_defaults(run=_migrate)
    told = "Make the demo's workspace with its store, people and articles. Needs PARLEY_DEMO=1."
    commands.add_parser("seed-demo", help="make the demo's workspace", description=told).set_defaults(run=_seed)


def _migrate(config: Config, _given: argparse.Namespace) -> None:
    migrate.upgrade(config)
    print(f"The database is up to date ({schema.newest()}).")
    link = first_start.owner_link(config)
    if link:
        print(f"Nobody can sign in yet. The first owner chooses a password here, once, within seven days:\n{link}")
    if os.environ.get("HONCHO_PROCESS_NAME"):
        _stay()


def _stay() -> None:
    """Wait to be stopped: honcho ends every process of the Procfile when one has ended, the release step too."""
    sys.stdout.flush()
    stopped = threading.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: stopped.set())
    stopped.wait()


def _seed(config: Config, _given: argparse.Namespace) -> None:
    if not config.demo:
        raise Problem(
            "The demo's workspace was not made: its login is known to everybody, so it is made only where "
            "PARLEY_DEMO=1 says that this is a demo. Set it and run the command again."
        )
    from integration_app import demo_store

    migrate.upgrade(config)
    demo_store.seed(config)
    print(f"Demo workspace ready. Sign in as {demo_store.OWNER}, password {demo_store.PASSWORD}.")
