"""Commands about one person's data: hand it out, or erase it."""

import argparse
from pathlib import Path

from integration_app import privacy, stores
from integration_app.commands.problem import Problem
from integration_app.config import Config
from integration_app.kit import db, storage
from integration_app.privacy import Subject, queries, reactions


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands."""
    told = "Write everything that a store keeps about one person into a zip: data.json, and the files of messages."
    export = commands.add_parser("export-person", help="write everything about a person into a zip", description=told)
    _name_person(export)
    export.add_argument("file", type=Path, metavar="FILE", help="the zip to write")
    export.set_defaults(run=_export)
    told = (
        "Erase one person from a store: chats, files and mails go, orders keep their sums and dates. An open request "
        "about money holds it back (see Settings › Privacy). It cannot be undone."
    )
    erase = commands.add_parser("erase-person", help="erase a person", description=told)
    _name_person(erase)
    erase.add_argument("--yes", action="store_true", help="do it; without, only count what would go")
    erase.set_defaults(run=_erase)


def _name_person(command: argparse.ArgumentParser) -> None:
    command.add_argument("--store", required=True, metavar="ID", help="the store's id, as add-store printed it")
    command.add_argument("--email", required=True, help="the person's e-mail address")
    command.add_argument("--customer", metavar="ID", help="the person's customer id in the store, where there is one")


def _export(_config: Config, given: argparse.Namespace) -> None:
    if not given.file.absolute().parent.is_dir():
        raise Problem(f"There is no folder {given.file.absolute().parent}. Make it first.")
    id = _ask(given, privacy.EXPORT)
    with db.unit(read_only=True), given.file.open("wb") as target:
        request = queries.by_id(id)
        for piece in storage.read(request.workspace_id, request.public_id):
            target.write(piece)
        counts = request.counts
    with db.unit():
        privacy.note_handed_over(queries.by_id(id))
    given.file.chmod(0o600)
    print(f"{given.file}: {_counted(counts)}.")


def _erase(_config: Config, given: argparse.Namespace) -> None:
    if not given.yes:
        with db.unit(read_only=True):
            found = privacy.find(stores.by_public_id(given.store), _subject(given))
        print(f"{len(found.orders)} orders and {len(found.conversations)} chats are about {given.email}. Add --yes.")
        return
    id = _ask(given, privacy.ERASE)
    with db.unit(read_only=True):
        request = queries.by_id(id)
    if request.state == "held":
        raise Problem(f"Nothing was erased: it is held back until {request.held_until:%Y-%m-%d}, an open dispute.")
    print(f"{_counted(request.counts)} erased. State: {request.state}.")


def _ask(given: argparse.Namespace, kind: str) -> int:
    with db.unit():
        id = privacy.ask(stores.by_public_id(given.store), kind, _subject(given), source="operator").id
    reactions.run(id)
    return id


def _subject(given: argparse.Namespace) -> Subject:
    return Subject(email=given.email, customer_id=given.customer)


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.items() if count) or "nothing"
