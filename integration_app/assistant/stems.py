"""Cut text into the tokens that articles are searched by: light stems, stop words out."""

import re
from functools import cache

from integration_app.assistant import examples
from integration_app.assistant.text import fold

_WORD = re.compile(r"[^\W_]+")
_HAN = re.compile("[\u3400-\u9fff]+")
_ENDINGS = {
    "en": ("ings", "ing", "ies", "ed", "es", "s", "e"),
    "es": ("aciones", "acion", "iones", "ando", "iendo", "ados", "adas", "ado", "ada", "arme", "arlo", "ar", "er", "ir",
           "os", "as", "es", "o", "a", "e", "s"),
    "de": ("ungen", "ung", "en", "er", "em", "es", "et", "st", "e", "t", "s", "n"),
}  # fmt: skip
_ARABIC_BEFORE = re.compile(r"^(?:وال|فال|بال|كال|لل|ال|[ولبف](?=\w{4}))")
_ARABIC_AFTER = re.compile(r"(?:ات|ون|ين|ها|هم|كم|نا|ه|ي|ك)$")
_SHORTEST = 3


def tokens(text: str, language: str) -> list[str]:
    """Cut a text into tokens."""
    found: list[str] = []
    stop = _stop(language)
    for word in _WORD.findall(fold(text)):
        if _HAN.fullmatch(word):
            found += [c for c in word if c not in stop] + [word[i : i + 2] for i in range(len(word) - 1)]
        elif word not in stop:
            found.append(stem(word, language))
    return found


def stem(word: str, language: str) -> str:
    """Cut a folded word's ending, and in Arabic its beginning, where enough is left."""
    if language == "ar":
        cut = _ARABIC_BEFORE.sub("", word)
        word = cut if len(cut) >= _SHORTEST else word
        cut = _ARABIC_AFTER.sub("", word)
        return cut if len(cut) >= _SHORTEST else word
    for ending in _ENDINGS.get(language, ()):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word


@cache
def _stop(language: str) -> frozenset[str]:
    if language not in examples.languages():
        return frozenset()
    return frozenset(fold(word) for line in examples.of(language).words.get("stop", ()) for word in line.split())
