"""The layering rule, checked by import-linter, and the few names that may appear in few places."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = [path for folder in ("integration_app", "webhooks") for path in (ROOT / folder).rglob("*.py")]

ONLY_IN = {
    r"\.commit\(": {"integration_app/kit/db.py"},
    r"^\s*(import|from) requests": {"integration_app/kit/http.py"},
    r"^\s*(import|from) rq\b": {"integration_app/kit/queue.py", "integration_app/worker.py"},
    r"datetime\.(now|utcnow)\(": {"integration_app/kit/clock.py"},
}


def test_imports_go_downward_only() -> None:
    linter = [str(Path(sys.executable).parent / "lint-imports"), "--no-logo"]
    result = subprocess.run(linter, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(("pattern", "places"), ONLY_IN.items())
def test_a_name_appears_only_where_it_belongs(pattern: str, places: set[str]) -> None:
    found = {
        str(path.relative_to(ROOT))
        for path in SOURCES
        if re.search(pattern, path.read_text("utf-8"), flags=re.MULTILINE)
    }
    assert found <= places
