"""Each event kind is recorded somewhere, listed in the table, and nothing runs in a circle."""

import re
from pathlib import Path

from integration_app import flows
from integration_app.reactions import TABLE

ROOT = Path(__file__).parents[2]
SOURCES = "\n".join(
    path.read_text("utf-8")
    for folder in ("integration_app", "webhooks")
    for path in (ROOT / folder).rglob("*.py")
    if path.name != "reactions.py" or path.parent.name != "integration_app"
)
KIND = re.compile(r'"([a-z_]+\.[a-z_]+)"')


def test_every_listed_event_is_recorded_somewhere() -> None:
    written = set(KIND.findall(SOURCES))
    assert [kind for kind in TABLE if kind not in written] == []


def test_what_reactions_record_is_listed() -> None:
    recorded = {kind for lines in TABLE.values() for line in lines for kind in line.records}
    assert recorded <= set(TABLE)


def test_nothing_runs_in_a_circle() -> None:
    assert flows.circles(TABLE) == []


def test_the_page_that_shows_the_flows_is_true() -> None:
    page = (ROOT / "docs" / "how-it-flows.md").read_text("utf-8")
    assert flows.page(TABLE) == page, "Run: make flows"
