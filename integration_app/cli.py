"""The operator's commands: ``python -m integration_app.cli --help``."""

import argparse
import sys
from collections.abc import Sequence

from integration_app import config as settings
from integration_app import root
from integration_app.commands import ask, backups, deliveries, orders, people, privacy, setup, shopify_app, stores
from integration_app.commands.problem import Problem
from integration_app.config import BadSetting
from integration_app.kit.errors import ProviderError, Refusal

PARTS = (setup, people, stores, shopify_app, deliveries, orders, privacy, ask, backups)


def parser() -> argparse.ArgumentParser:
    """Return the reader of command lines."""
    found = argparse.ArgumentParser(
        prog="python -m integration_app.cli",
        description="Parley's commands for whoever runs it. Settings come from the environment, as for the server.",
    )
    commands = found.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for part in PARTS:
        part.add(commands)
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 if it did what it says, 1 with a sentence on stderr if not, 2 for a wrong command line."""
    given = parser().parse_args(arguments)
    try:
        config = settings.from_environment()
        root.connect(config)
        return int(given.run(config, given) or 0)
    except (Problem, BadSetting, Refusal, ProviderError) as problem:
        print(problem, file=sys.stderr)
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
