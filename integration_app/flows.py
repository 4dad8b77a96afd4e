"""The reactions table as a page for people, and the proof that it has no circle. ``make flows`` writes it."""

from collections.abc import Mapping
from pathlib import Path

from integration_app.kit.events import Line
from integration_app.reactions import TABLE

PAGE = Path(__file__).parents[1] / "docs" / "how-it-flows.md"

_INTRO = """# How it flows

What happens is written down as an event. This table says what follows from each. *Now* runs right after the
commit in the same process and may be lost: a page that missed a push sees the gap by itself. *Later* runs in a worker,
at least once. Written by `make flows` from `integration_app/reactions.py`.

| when this happened | now | later | which may lead to |
|---|---|---|---|
"""


def page(table: Mapping[str, tuple[Line, ...]]) -> str:
    """Return the table as Markdown."""
    rows = [_row(kind, lines) for kind, lines in table.items()]
    return _INTRO + "\n".join(rows) + "\n"


def circles(table: Mapping[str, tuple[Line, ...]]) -> list[list[str]]:
    """Return every path of events that leads back to its start."""
    follows = {kind: {record for line in lines for record in line.records} for kind, lines in table.items()}
    return [path for kind in follows for path in _back_to(kind, follows, [kind])]


def _back_to(start: str, follows: Mapping[str, set[str]], path: list[str]) -> list[list[str]]:
    found: list[list[str]] = []
    for kind in sorted(follows.get(path[-1], ())):
        if kind == start:
            found.append([*path, kind])
        elif kind not in path:
            found += _back_to(start, follows, [*path, kind])
    return found


def _row(kind: str, lines: tuple[Line, ...]) -> str:
    now = ", ".join(f"`{line.name}`" for line in lines if line.when == "now")
    later = ", ".join(f"`{line.name}` ({line.queue})" for line in lines if line.when == "later")
    leads = ", ".join(sorted({record for line in lines for record in line.records}))
    return f"| {kind} | {now} | {later} | {leads} |"


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(TABLE), "utf-8")
