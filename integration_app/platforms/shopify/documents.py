"""What we ask of Shopify's Admin: each operation in a file of its own, with the parts that it is made of."""

import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "graphql"
_SPREAD = re.compile(r"\.\.\.([A-Z]\w+)")


@cache
def document(name: str) -> str:
    """Return an operation with every part that it needs, as it is sent. :raises FileNotFoundError: for no operation."""
    texts = [(FOLDER / f"{name}.graphql").read_text("utf-8")]
    known: set[str] = set()
    for text in texts:
        for part in sorted(set(_SPREAD.findall(text)) - known):
            known.add(part)
            texts.append((FOLDER / "parts" / f"{part}.graphql").read_text("utf-8"))
    return "\n".join(texts)


@cache
def may_repeat(name: str) -> bool:
    """Say whether an operation may be sent again on a doubt: it only reads, or Shopify knows its key."""
    text = document(name)
    return re.search(r"^mutation\b", text, flags=re.MULTILINE) is None or "@idempotent" in text
