"""Read the examples: one file per language, holding messages by intent and words by meaning.

A section starts with its name in brackets. `[order_status]` holds messages that teach the intent;
`[words.anger]` holds words and phrases that rules look for. A line that starts with "# " is a remark.
"""

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from integration_app.assistant.text import fold

FOLDER = Path(__file__).parent / "examples"
_UNSPACED = frozenset({"zh", "ja", "th"})
_START = r"(?<!\w)"
_BEFORE = {"ar": r"(?<!\w)(?:[وفبلك]|ال|وال|بال|لل)?"}


@dataclass(frozen=True)
class Examples:
    """One language: messages by intent and words by meaning, as they stand in the file."""

    language: str
    messages: dict[str, tuple[str, ...]]
    words: dict[str, tuple[str, ...]]


@cache
def languages() -> tuple[str, ...]:
    """List the languages that have an examples file, in alphabetical order."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.txt")))


@cache
def of(language: str) -> Examples:
    """Read one language's file."""
    sections: dict[str, list[str]] = {}
    name = ""
    for line in map(str.strip, (FOLDER / f"{language}.txt").read_text("utf-8").splitlines()):
        if not line or line.startswith("# "):
            continue
        if line.startswith("[") and line.endswith("]"):
            name = line[1:-1]
            sections.setdefault(name, [])
        else:
            sections[name].append(line)
    return Examples(
        language,
        {k: tuple(v) for k, v in sections.items() if not k.startswith("words.")},
        {k.removeprefix("words."): tuple(v) for k, v in sections.items() if k.startswith("words.")},
    )


@cache
def pattern(language: str, meaning: str) -> re.Pattern[str]:
    """Compile a language's words for one meaning into a pattern over folded text."""
    words = of(language).words.get(meaning, ()) if language in languages() else ()
    if not words:
        return re.compile(r"(?!)")
    folded = sorted({fold(word) for word in words}, key=len, reverse=True)
    choices = "|".join(re.escape(word).replace(r"\*", r"\w*") for word in folded)
    if language in _UNSPACED:
        choices = "|".join(rf"(?<![a-z]){re.escape(w)}(?![a-z])" if w.isascii() else re.escape(w) for w in folded)
        return re.compile(f"(?:{choices})")
    return re.compile(_BEFORE.get(language, _START) + f"(?:{choices})(?!\\w)")


def says(folded: str, language: str, meaning: str) -> bool:
    """Tell whether a folded text holds one of the language's words for this meaning."""
    return pattern(language, meaning).search(folded) is not None


def fingerprint() -> str:
    """Hash all messages and words, so that a stored model can be matched to them."""
    digest = hashlib.sha256()
    for language in languages():
        for name, lines in sorted((of(language).messages | of(language).words).items()):
            digest.update("\n".join((language, name, *lines, "")).encode())
    return digest.hexdigest()
