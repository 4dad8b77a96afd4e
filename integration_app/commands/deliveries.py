"""Commands about webhook deliveries: what came, what became of it, and once more."""

import argparse

from sqlalchemy import ColumnElement, and_, select

from integration_app.commands.problem import Problem
from integration_app.config import Config
from integration_app.kit import db, inbox
from integration_app.kit.inbox import Delivery

_WAITING = and_(Delivery.handled_at.is_(None), Delivery.failed_at.is_(None))
STATES: dict[str, ColumnElement[bool]] = {
    "waiting": _WAITING,
    "failed": Delivery.failed_at.is_not(None),
    "done": Delivery.outcome == "done",
    "odd": and_(Delivery.outcome.is_not(None), Delivery.outcome != "done"),
    "all": Delivery.id > 0,
}


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands."""
    told = (
        "List deliveries by state, newest first, or have them worked on again. States: waiting; failed (given up after "
        "ten tries); done; odd (kept and not used: unknown topic or store, no JSON)."
    )
    found = commands.add_parser("deliveries", help="list or replay webhook deliveries", description=told)
    found.add_argument("--state", choices=STATES, default="failed", help="which ones to list (default: failed)")
    found.add_argument("--limit", type=int, default=50, help="how many at most (default: 50)")
    again = found.add_mutually_exclusive_group()
    again.add_argument("--replay", type=int, metavar="ID", help="have this one worked on again")
    again.add_argument("--replay-failed", action="store_true", help="have all failed ones worked on again")
    found.set_defaults(run=_deliveries)


def _deliveries(_config: Config, given: argparse.Namespace) -> None:
    if given.replay is not None:
        _replay(given.replay)
    elif given.replay_failed:
        print(f"{_replay_failed()} deliveries wait to be worked on again.")
    else:
        _list(given.state, given.limit)


def _list(state: str, limit: int) -> None:
    columns = ("id", "received", "source", "topic", "sender", "tries", "state", "error")
    with db.unit(read_only=True):
        listed = select(Delivery).where(STATES[state]).order_by(Delivery.id.desc()).limit(limit)
        rows = [_row(row) for row in db.session().scalars(listed)]
    _print_table(columns, rows)


def _row(row: Delivery) -> tuple[str, ...]:
    state = row.outcome or ("failed" if row.failed_at else "waiting")
    received = row.received_at.strftime("%Y-%m-%d %H:%M:%S")
    error = " ".join((row.error or "").split())[:80]
    return (str(row.id), received, row.source, row.topic, row.sender, str(row.attempts), state, error)


def _replay(id: int) -> None:
    with db.unit():
        row = db.session().get(Delivery, id)
        if row is None or row.body is None:
            raise Problem(
                f"There is no delivery {id}. Handled ones are deleted after thirty days; list the others first."
            )
        inbox.replay(id)
    print(f"Delivery {id} waits to be worked on again.")


def _replay_failed() -> int:
    done = 0
    while ids := _some_failed():
        with db.unit():
            for id in ids:
                inbox.replay(id)
        done += len(ids)
    return done


def _some_failed() -> list[int]:
    with db.unit(read_only=True):
        return list(db.session().scalars(select(Delivery.id).where(STATES["failed"]).limit(100)))


def _print_table(columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    widths = [max(len(line[index]) for line in [columns, *rows]) for index in range(len(columns))]
    for line in [columns, *rows]:
        print("  ".join(f"{cell:<{width}}" for cell, width in zip(line, widths, strict=True)).rstrip())
