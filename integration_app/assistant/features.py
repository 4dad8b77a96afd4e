"""Cut a message into the pieces that the intent model counts; the same for training and for answering."""

import re

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
    return [f"w:{t}" for t in tokens] + [f"w:{a} {b}" for a, b in zip(tokens, tokens[1:], strict=False)]
