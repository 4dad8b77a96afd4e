"""Cut a message into the pieces that the intent model counts; the same for training and for answering."""

import re
from functools import cache
from itertools import pairwise

from integration_app.assistant import examples
from integration_app.assistant.text import fold

_EMAIL = re.compile(r"\S+@\S+")
_URL = re.compile(r"https?://\S+")
_NUMBER = re.compile(r"\d+")
_REPEATED = re.compile(r"(.)\1{2,}")
_TOKEN = re.compile(r"[^\W_]+|[?!]")
_HAN = re.compile("([\u3400-\u9fff])")


def prepare(text: str) -> str:
    """Fold a message and put one sign in place of each address, link and number."""
    folded = _EMAIL.sub(" @ ", _URL.sub(" / ", fold(text)))
    return _REPEATED.sub(r"\1\1", _NUMBER.sub("0", folded))


def characters(prepared: str) -> list[str]:
    """Cut each token into runs of one to four characters, with its edges marked."""
    pieces = []
    for token in _TOKEN.findall(prepared):
        marked = f" {token} "
        size = len(marked)
        for n in (1, 2, 3, 4):
            pieces += [marked[i : i + n] for i in range(size - n + 1)]
    return pieces


def words(prepared: str) -> list[str]:
    """List words and neighbouring pairs of words; Chinese characters count as words."""
    tokens = _TOKEN.findall(_HAN.sub(r" \1 ", prepared))
    return [f"w:{t}" for t in tokens] + [f"w:{a} {b}" for a, b in pairwise(tokens)]


def meanings(text: str, language: str) -> list[str]:
    """List the meanings that the language's word lists find in a message, and their pairs.

    They are the same in every language, so what one language's examples teach serves the others.
    """
    folded = fold(text)
    found = [name for name in _telling(language) if examples.says(folded, language, name)]
    pairs = [f"m:{a} {b}" for i, a in enumerate(found) for b in found[i + 1 :]]
    return [f"m:{name}" for name in found] + pairs


@cache
def _telling(language: str) -> tuple[str, ...]:
    if language not in examples.languages():
        return ()
    return tuple(sorted(name for name in examples.of(language).words if name not in _SILENT))


_SILENT = frozenset({"stop", "tell", "open_end", "join", "yes", "no", "all"})
