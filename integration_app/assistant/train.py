"""Train the intent model from the examples: `python -m integration_app.assistant.train`.

Needs scikit-learn (a development dependency). The same examples give the same file.
"""

import sys
from typing import Any

import numpy as np

from integration_app.assistant import examples, features, intents

MIN_DOCUMENTS = 2
OTHER_SHARE = 1.0  # weight of all "other" lines together, in multiples of an average intent
STRENGTH = 20.0


def main() -> None:
    """Train and store the model."""
    texts, wanted, spoken = messages()
    pieces, idf, weights, bias, names = fit(texts, wanted, spoken)
    scale = np.abs(weights).max(axis=0) / 127.0
    np.savez_compressed(
        intents.MODEL,
        pieces=np.frombuffer("\n".join(pieces).encode(), dtype=np.uint8),
        names=np.array(names),
        idf=idf.astype(np.float16),
        weights=np.round(weights / scale).astype(np.int8),
        scale=scale.astype(np.float32),
        bias=bias.astype(np.float32),
        fingerprint=np.array(examples.fingerprint()),
    )
    sys.stdout.write(f"{len(texts)} messages, {len(pieces)} pieces, {intents.MODEL.stat().st_size // 1024} kB\n")


def messages() -> tuple[list[str], list[str], list[str]]:
    """List all example messages, the intent of each and its language."""
    texts: list[str] = []
    wanted: list[str] = []
    spoken: list[str] = []
    for language in examples.languages():
        for intent, lines in sorted(examples.of(language).messages.items()):
            texts += lines
            wanted += [intent] * len(lines)
            spoken += [language] * len(lines)
    return texts, wanted, spoken


def fit(texts: list[str], wanted: list[str], spoken: list[str]) -> tuple[list[str], Any, Any, Any, list[str]]:
    """Fit the model; give its pieces, their idf, the weights (piece by intent), the bias and the intents' names."""
    from scipy.sparse import hstack  # type: ignore[import-untyped]
    from sklearn.linear_model import LogisticRegression

    prepared = [features.prepare(text) for text in texts]
    meanings = [features.meanings(text, language) for text, language in zip(texts, spoken, strict=True)]
    cut = [features.characters(p) for p in prepared], [features.words(p) for p in prepared], meanings
    blocks = [_vectors(pieces) for pieces in cut]
    matrix = hstack([block[0] for block in blocks]).tocsr()
    model = LogisticRegression(C=STRENGTH, max_iter=2000, tol=1e-5)
    model.fit(matrix, wanted, sample_weight=_sample_weights(wanted))
    pieces = [piece for block in blocks for piece in block[1]]
    idf = np.concatenate([block[2] for block in blocks])
    return pieces, idf, model.coef_.T, model.intercept_, list(model.classes_)


def _vectors(documents: list[list[str]]) -> tuple[Any, list[str], Any]:
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(analyzer=list, sublinear_tf=True, min_df=MIN_DOCUMENTS)
    matrix = vectorizer.fit_transform(documents)
    return matrix, list(vectorizer.get_feature_names_out()), vectorizer.idf_


def _sample_weights(wanted: list[str]) -> list[float]:
    names = sorted(set(wanted))
    average = len(wanted) / len(names)
    heavy = wanted.count(intents.OTHER) / (OTHER_SHARE * average)
    return [1.0 / max(1.0, heavy) if name == intents.OTHER else 1.0 for name in wanted]


if __name__ == "__main__":
    main()
