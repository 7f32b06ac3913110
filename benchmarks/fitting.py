"""Multinomial logistic regression on named evidence, and cuts of documents for measuring on what was not learnt."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

STEPS = 250
PARTS = 8  # of a cross-validation
FEWEST_DOCUMENTS = 4  # evidence that fewer documents have is not learnt
LONG_SENTENCE = 15  # characters; two documents that share such a sentence tell one story

Array = np.ndarray[Any, np.dtype[np.float64]]


class Example(NamedTuple):
    """A figure with its class and the evidence about it."""

    document: str  # its folder and name
    sentence: str
    label: int
    evidence: Mapping[str, float]


def cross_validated(examples: Sequence[Example], classes: int, penalty: float) -> Array:
    """The probability of each class (examples × classes) by weights that were fitted on other stories."""
    names = learnt(examples)
    matrix, labels, counts = arrays(examples, names)
    parts = np.array([story % PARTS for story in stories(examples)])
    guessed = np.zeros((len(examples), classes))
    for part in range(PARTS):
        seen, unseen = parts != part, parts == part
        weights = fitted(matrix[seen], labels[seen], counts[seen], classes, penalty)
        guessed[unseen] = probabilities(matrix[unseen], weights)
    return guessed


def all_weights(examples: Sequence[Example], classes: int, penalty: float) -> dict[str, Array]:
    """What each piece of evidence weighs for each class, fitted on all examples; centred, those near zero left out."""
    names = learnt(examples)
    weights = fitted(*arrays(examples, names), classes, penalty)
    centred = np.round(weights - weights.mean(axis=1, keepdims=True), 2) + 0.0
    return {name: row for name, row in zip(names, centred, strict=True) if np.abs(row).max() >= 0.02}


def learnt(examples: Sequence[Example]) -> list[str]:
    """The names of the evidence that enough documents have."""
    documents: dict[str, set[str]] = defaultdict(set)
    for example in examples:
        for name in example.evidence:
            documents[name].add(example.document)
    return sorted(name for name, having in documents.items() if len(having) >= FEWEST_DOCUMENTS)


def arrays(examples: Sequence[Example], names: Sequence[str]) -> tuple[Array, Array, Array]:
    """Evidence (examples × names), labels, and what each example counts: the more a document has the less."""
    column = {name: index for index, name in enumerate(names)}
    matrix = np.zeros((len(examples), len(names)))
    for row, example in enumerate(examples):
        for name, strength in example.evidence.items():
            if name in column:
                matrix[row, column[name]] = strength
    sizes = Counter(example.document for example in examples)
    counts = np.array([sizes[example.document] ** -0.5 for example in examples])
    return matrix, np.array([example.label for example in examples]), counts


def stories(examples: Sequence[Example]) -> list[int]:
    """A number for each example's story: documents that share a sentence tell one."""
    parent: dict[str, str] = {}

    def root(key: str) -> str:
        while parent.setdefault(key, key) != key:
            key = parent[key]
        return key

    for example in examples:
        if len(example.sentence) > LONG_SENTENCE:
            parent[root(f"document {example.document}")] = root(f"sentence {example.sentence}")
    roots = [root(f"document {example.document}") for example in examples]
    shuffled = np.random.RandomState(1).permutation(len(set(roots)))
    number = {key: int(place) for key, place in zip(sorted(set(roots)), shuffled, strict=True)}
    return [number[key] for key in roots]


def fitted(matrix: Array, labels: Array, counts: Array, classes: int, penalty: float) -> Array:
    """Weights (names × classes) of a multinomial logistic regression with an L2 penalty, by descent with momentum."""
    weights = np.zeros((matrix.shape[1], classes))
    speed = np.zeros_like(weights)
    truth = np.eye(classes)[labels]
    share = (counts / counts.sum())[:, None]
    for _ in range(STEPS):
        slope = matrix.T @ (share * (probabilities(matrix, weights) - truth)) + penalty * weights
        speed = 0.9 * speed - 0.3 * slope
        weights = weights + speed
    return weights


def probabilities(matrix: Array, weights: Array) -> Array:
    """The probability of each class for each example."""
    totals = matrix @ weights
    shares = np.exp(totals - totals.max(axis=1, keepdims=True))
    result: Array = shares / shares.sum(axis=1, keepdims=True)
    return result
