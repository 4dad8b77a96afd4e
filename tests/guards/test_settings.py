"""Every setting that the code reads is described, and nothing is described that it does not read."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SETTING = r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|PORT"
SOURCES = [
    ROOT / "integration_app" / "config.py",
    ROOT / "gunicorn.conf.py",
    *(ROOT / "integration_app" / "commands").glob("*.py"),
]


def read() -> set[str]:
    """Name every environment variable that is read."""
    found: set[str] = set()
    for path in SOURCES:
        text = path.read_text("utf-8")
        found |= set(re.findall(rf"""(?:env|os\.environ)\.get\(\s*["']({SETTING})["']""", text))
        found |= set(re.findall(rf'_(?:flag|number)\(env, "({SETTING})"', text))
        found |= set(re.findall(rf'^\w+ = "(PARLEY_{SETTING})"', text, re.MULTILINE))
        found |= set(re.findall(r"env\.get\('(PARLEY_\w+)'", text))
    return found


def described() -> set[str]:
    """Name every setting that has a line of its own in docs/configuration.md."""
    return set(
        re.findall(rf"^\| `({SETTING})` \|", (ROOT / "docs" / "configuration.md").read_text("utf-8"), re.MULTILINE)
    )


def test_every_setting_is_described() -> None:
    assert read() - described() == set()


def test_no_setting_is_described_that_is_not_read() -> None:
    assert described() - read() == set()


def test_the_example_holds_real_settings_only() -> None:
    names = set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text("utf-8"), re.MULTILINE))
    assert names - read() == {"PARLEY_HOST", "POSTGRES_PASSWORD"}, "only compose.yaml's own names may be besides"


def test_each_process_of_the_procfile_is_ours() -> None:
    names = re.findall(r"^(\w+):", (ROOT / "Procfile").read_text("utf-8"), re.MULTILINE)
    assert names == ["release", "web", "worker", "clock"]
