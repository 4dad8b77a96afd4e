"""Commands that let the first people in."""

import argparse
import getpass
import os
import sys

from sqlalchemy import select

from integration_app import stores
from integration_app.commands.problem import Problem
from integration_app.config import Config
from integration_app.kit import db
from integration_app.stores import links
from integration_app.stores.models import Workspace

PASSWORD = "PARLEY_OWNER_PASSWORD"  # noqa: S105 - the name of a variable


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands."""
    told = "Print a link that lets the first owner choose a password. It works once, for seven days."
    link = commands.add_parser("first-owner", help="print the first owner's one-time link", description=told)
    link.add_argument("--workspace", help="name of a new workspace, where there is none yet (default: My shop)")
    link.set_defaults(run=_first_owner)
    told = (
        f"Make an owner's account. The password is asked for, or taken from {PASSWORD}; never from the command line, "
        "where others could read it."
    )
    owner = commands.add_parser("create-owner", help="make an owner's account", description=told)
    owner.add_argument("--email", required=True, help="the address to sign in with")
    owner.add_argument("--name", required=True, help="the name that shoppers see the first word of")
    owner.add_argument("--workspace", help="name of a new workspace, where there is none yet (default: My shop)")
    owner.set_defaults(run=_create_owner)


def _first_owner(config: Config, given: argparse.Namespace) -> None:
    with db.unit():
        key = links.first_owner(the_workspace(given.workspace))
    print(f"{config.public_url}/console/link/{key}")


def _create_owner(config: Config, given: argparse.Namespace) -> None:
    password = _password()
    with db.unit():
        workspace = the_workspace(given.workspace)
        agent = stores.add_agent(workspace, email=given.email, name=given.name, password=password, role="owner")
        email = agent.email
    print(f"{email} can sign in at {config.public_url}/console/.")


def the_workspace(name: str | None = None) -> Workspace:
    """Return the installation's workspace, made if there is none, inside the open unit.

    :raises Problem: if there are several and none is named.
    """
    known = list(db.session().scalars(select(Workspace).order_by(Workspace.id)))
    named = [workspace for workspace in known if name is None or workspace.name == name]
    if len(named) == 1:
        return named[0]
    if not known or (name and not named):
        return stores.create_workspace(name or "My shop")
    names = ", ".join(workspace.name for workspace in known)
    raise Problem(f"There are several workspaces ({names}). Say which one: --workspace NAME")


def _password() -> str:
    given = os.environ.get(PASSWORD)
    if given:
        return given
    if not sys.stdin.isatty():
        raise Problem(f"No password was given. Set {PASSWORD}, or run this in a terminal to be asked.")
    first = getpass.getpass("Password: ")
    if first != getpass.getpass("Once more: "):
        raise Problem("The two passwords differ, so no account was made. Run the command again.")
    return first
