"""Tell what a shopper wants, with a probability: a small linear model, trained by `train.py`, run by NumPy."""

import math
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from integration_app.assistant import features

MODEL = Path(__file__).parent / "intents.npz"

ORDER_STATUS = "order_status"
DELIVERY_TIME = "delivery_time"
SHIPPING_COST = "shipping_cost"
RETURN = "return"
REFUND_STATUS = "refund_status"
ORDER_CHANGE = "order_change"
PRODUCT_QUESTION = "product_question"
HUMAN = "human"
COMPLAINT = "complaint"
GREETING = "greeting"
THANKS = "thanks"
OTHER = "other"


@dataclass(frozen=True)
class Intent:
    """Something that a message may want, and how probable that is (0 to 1)."""

    name: str
    probability: float


@dataclass(frozen=True)
class Model:
    """The trained weights: for each piece its row, for each row its weight in every intent."""

    names: tuple[str, ...]
    rows: dict[str, int]
    idf: NDArray[np.float32]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    fingerprint: str

    def predict(self, text: str, language: str) -> tuple[Intent, ...]:
        """List all intents with their probabilities, most probable first."""
        prepared = features.prepare(text)
        scores = self.bias.copy()
        for pieces in (features.characters(prepared), features.words(prepared), features.meanings(text, language)):
            scores += self._block(pieces)
        powers = np.exp(scores - scores.max())
        shares = powers / powers.sum()
        ranked = np.argsort(-shares, kind="stable")
        return tuple(Intent(self.names[i], float(shares[i])) for i in ranked)

    def _block(self, pieces: list[str]) -> Any:
        counts = Counter(piece for piece in pieces if piece in self.rows)
        if not counts:
            return 0.0
        at = [self.rows[piece] for piece in counts]
        values = np.array([1.0 + math.log(n) for n in counts.values()], dtype=np.float32) * self.idf[at]
        return (values / np.linalg.norm(values)) @ self.weights[at]


@cache
def model() -> Model:
    """Load the stored model once."""
    with np.load(MODEL, allow_pickle=False) as stored:
        pieces = str(bytes(stored["pieces"]).decode()).split("\n")
        return Model(
            names=tuple(str(n) for n in stored["names"]),
            rows={piece: i for i, piece in enumerate(pieces)},
            idf=stored["idf"].astype(np.float32),
            weights=stored["weights"].astype(np.float32) * stored["scale"].astype(np.float32),
            bias=stored["bias"].astype(np.float32),
            fingerprint=str(stored["fingerprint"]),
        )
