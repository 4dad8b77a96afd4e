"""What a shopper downloads stays small."""

import json
from pathlib import Path

import pytest

MANIFEST = Path(__file__).parents[2] / "storefront_widget" / "dist" / "manifest.json"
LIMITS = {"loader": 4_000, "chat": 45_000}
"""Bytes after gzip; the chat's with every language and everything it ever loads."""


@pytest.mark.parametrize("part", LIMITS)
def test_bytes(part: str) -> None:
    """Loader and chat keep their promise."""
    sizes = json.loads(MANIFEST.read_text("utf-8"))["sizes"]
    assert 0 < sizes[part]["gzip"] <= LIMITS[part]
