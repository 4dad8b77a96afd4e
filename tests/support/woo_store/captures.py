"""What a real store answered, as recorded."""

import copy
import json
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[2] / "payloads" / "woocommerce_rest"


@cache
def _recorded(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text("utf-8"))


def capture(name: str) -> dict[str, Any]:
    """Return a recorded call whole: request, status, headers, body."""
    found: dict[str, Any] = copy.deepcopy(_recorded(name))
    return found


def body(name: str) -> Any:
    """Return a recorded body, to be changed at will."""
    return copy.deepcopy(_recorded(name)["body"])


def names() -> list[str]:
    """List the records."""
    return sorted(path.stem for path in FOLDER.glob("*.json"))
