"""Tell which language a message is in: by script, then by known words, then by letter statistics."""

import math
import re
from dataclasses import dataclass
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from integration_app.assistant import examples
from integration_app.assistant.text import fold, plain
from integration_app.kit.languages import SPOKEN, base

LANGUAGES = SPOKEN
CLOSE = 0.2  # lead of a language over the expected one that counts as no lead
CLEAR = 18.0  # lead in log-probability; the surest mistake among 2,000 examples leads by 12.6, short French by 20.9
LONG, LONG_WORDS, LONG_SIGNS = 12, 3, 3  # letters, words, signs of a script; below, nothing is surely foreign
FOREIGN = frozenset(
    "en es de fr pt it nl pl sv da no nb fi tr vi id ms cs sk sl hr hu ro el bg uk".split()  # noqa: SIM905 - a list of codes
)
SHORT = 12  # characters; below, statistics are right only four times in five (measured)

_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u3400-\u9fff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
)
_NOT_WORDS = re.compile(r"\S+@\S+|https?://\S+|[#A-Za-z0-9_-]*\d[A-Za-z0-9_-]*")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_KNOWN = ("greeting", "thanks", "tell")


@dataclass(frozen=True)
class Priors:
    """What speaks for a language before anything was read."""

    store: tuple[str, ...] = LANGUAGES
    conversation: str | None = None
    widget: str | None = None

    def default(self) -> str:
        """Name the language to use where the text does not tell."""
        for tag in (self.conversation, self.widget, *self.store):
            if tag and base(tag) in self.bases():
                return base(tag)
        return "en"

    def bases(self) -> tuple[str, ...]:
        """List the store's languages without their regions."""
        return tuple(dict.fromkeys(base(tag) for tag in self.store))


def detect(text: str, priors: Priors) -> str:
    """Name the message's language among those of the store."""
    words = _NOT_WORDS.sub(" ", plain(text)).strip()
    candidates = priors.bases()
    if not words or len(candidates) == 1:
        return priors.default()
    by_script = _by_script(words, candidates)
    if by_script:
        return by_script
    short = len(words) < SHORT
    if short and priors.conversation:
        return priors.default()
    known, hits = _by_words(fold(words), candidates)
    likely = known.pop() if len(known) == 1 else None
    if likely and (short or hits > 1):
        return likely
    if short or not _LATIN.search(words):
        return priors.default()
    return _by_letters(words, candidates, likely or priors.default())


def foreign(text: str, priors: Priors) -> str | None:
    """Name the message's language if it is surely none of the store's; None where there is doubt."""
    words = _NOT_WORDS.sub(" ", plain(text)).strip()
    candidates = priors.bases()
    letters = len(_LATIN.findall(words))
    for language, script in _SCRIPTS:
        found = len(script.findall(words))
        if found >= LONG_SIGNS and found > letters:
            return None if language in candidates else language
    if letters < LONG or len(words.split()) < LONG_WORDS:
        return None
    ranked = _identifier().rank(words.lower())
    best, score = str(ranked[0][0]), float(ranked[0][1])
    ours = max(float(points) for name, points in ranked if name in candidates)
    return best if best in FOREIGN and best not in candidates and score - ours >= CLEAR else None


def _by_script(words: str, candidates: tuple[str, ...]) -> str | None:
    latin = len(_LATIN.findall(words))
    for language, letters in _SCRIPTS:
        found = len(letters.findall(words))
        if found and language in candidates and found * 3 >= latin:
            return language
    return None


def _by_words(folded: str, candidates: tuple[str, ...]) -> tuple[set[str], int]:
    """Give the languages of which most words are known, and how many those are."""
    best: dict[str, int] = {}
    for language in candidates:
        hits = sum(len(examples.pattern(language, meaning).findall(folded)) for meaning in _KNOWN)
        if hits:
            best[language] = hits
    top = max(best.values(), default=0)
    return {language for language, hits in best.items() if hits == top}, top


def _by_letters(words: str, candidates: tuple[str, ...], default: str) -> str:
    latin = tuple(c for c in candidates if c not in dict(_SCRIPTS)) or candidates
    if len(latin) == 1:
        return latin[0]
    scores = dict(_identifier().rank(words.lower()))
    top = max(float(scores[c]) for c in latin)
    weights = {c: math.exp(float(scores[c]) - top) for c in latin}
    best = max(weights, key=lambda language: weights[language])
    lead = (1.0 - weights.get(default, 0.0)) / sum(weights.values())
    return default if default in weights and lead < CLOSE else best


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE)
