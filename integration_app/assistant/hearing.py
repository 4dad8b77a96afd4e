"""Understand a batch of messages as one, in the language that they are in or that was chosen."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from integration_app.assistant.facts import Awaiting, AwaitingKind
from integration_app.assistant.language import Priors
from integration_app.assistant.understand import Understanding, understand
from integration_app.assistant.vocabulary import Vocabulary
from integration_app.conversations import Turn
from integration_app.kit.languages import base

_ASKS_FOR_NAMES = frozenset(
    {
        AwaitingKind.PROOF,
        AwaitingKind.CODE,
        AwaitingKind.WHICH_ORDER,
        AwaitingKind.WHICH_PRODUCT,
        AwaitingKind.RETURN_ITEMS,
    }
)
_NAME_WORDS = 4


@dataclass(frozen=True)
class Ear:
    """What helps to understand somebody: the store's words, likely languages, what he was asked for."""

    vocabulary: Vocabulary
    priors: Priors
    chosen: str | None = None
    """The language that the shopper chose by hand; it outweighs what he writes in."""
    awaiting: Awaiting | None = None

    def __call__(self, turns: Sequence[Turn]) -> Understanding:
        """Understand what these turns say together; acts say nothing."""
        text = "\n".join(turn.body.text for turn in turns if not turn.body.act)
        if not text.strip():
            return Understanding("", base(self.chosen or self.priors.default()))
        heard = understand(text, vocabulary=self.vocabulary, priors=self.priors)
        kept = self.chosen or (self.priors.default() if self._is_a_name(text) else None)
        return replace(heard, language=base(kept)) if kept else heard

    def _is_a_name(self, text: str) -> bool:
        """Say whether a text in Latin letters names a thing, an address or a number that was asked for.

        Such a name ("Halo table lamp") tells nothing about the shopper's language.
        """
        asked = self.awaiting is not None and self.awaiting.kind in _ASKS_FOR_NAMES
        return asked and text.isascii() and len(text.split()) <= _NAME_WORDS
