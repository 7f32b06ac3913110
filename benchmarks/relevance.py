"""Whose statistic a figure is: measures the model on documents that it has not seen, and fits its weights anew.

    python -m benchmarks.relevance TEXTS=LABELS.jsonl … [--write]

TEXTS is a folder of documents, LABELS a file of figures one a line: document, start, relevance. Documents that share a
sentence (one story in several papers) stand on one side of every cut, so that nothing is measured on what was learnt.
With --write the weights of all labelled figures go to data/relevance_weights.toml of the extraction.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from briefing.documents import read_document
from briefing.extraction.questions import asked
from briefing.extraction.relevance import Subject, evidence
from briefing.model import Relevance

WEIGHTS = Path(__file__).resolve().parents[1] / "briefing/extraction/data/relevance_weights.toml"
CLASSES = tuple(Relevance)
PARTS = 8  # of the cross-validation
FEWEST_DOCUMENTS = 4  # evidence that fewer documents have is not learnt
PENALTY = 0.005  # on the square of each weight
STEPS = 250
LONG_SENTENCE = 15  # characters; two documents that share such a sentence tell one story
THRESHOLD = 0.6  # probability from which a figure counts as a region's

Array = np.ndarray[Any, np.dtype[np.float64]]


@dataclass
class Labelled:
    """A figure with the class that a reader gave it and all evidence about it."""

    folder: str
    document: str
    label: int
    sentence: str
    evidence: dict[str, float]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+", metavar="TEXTS=LABELS")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    figures = [figure for one in options.sets for figure in labelled(*map(Path, one.split("=")))]
    names = learnt(figures)
    matrix, labels, weights = arrays(figures, names)
    parts = np.array([part % PARTS for part in stories(figures)])
    guessed = np.zeros((len(figures), len(CLASSES)))
    for part in range(PARTS):
        seen, unseen = parts != part, parts == part
        guessed[unseen] = probabilities(matrix[unseen], fitted(matrix[seen], labels[seen], weights[seen]))
    report(figures, labels, guessed)
    if options.write:
        write(names, fitted(matrix, labels, weights))


def labelled(texts: Path, labels: Path) -> Iterator[Labelled]:
    """The labelled figures of a folder that extraction finds, with their evidence."""
    by_document: dict[str, dict[int, int]] = defaultdict(dict)
    for line in labels.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        by_document[record["document"]][record["start"]] = CLASSES.index(Relevance(record["relevance"]))
    for name, wanted in sorted(by_document.items()):
        document = read_document(texts / name)
        subject = Subject(document)
        for figure in asked(document):
            quantity, raw_span = figure.quantity, figure.sentence.passage.paragraph.raw_span
            start, end = raw_span(quantity.start, quantity.end)
            label = next((label for at, label in wanted.items() if start <= at < end), None)
            if label is not None:
                yield Labelled(
                    texts.parent.name + "/" + texts.name,
                    name,
                    label,
                    figure.sentence.text,
                    dict(evidence(figure, subject)),
                )


def learnt(figures: Sequence[Labelled]) -> list[str]:
    """The names of the evidence that enough documents have."""
    documents: dict[str, set[str]] = defaultdict(set)
    for figure in figures:
        for name in figure.evidence:
            documents[name].add(f"{figure.folder}/{figure.document}")
    return sorted(name for name, having in documents.items() if len(having) >= FEWEST_DOCUMENTS)


def arrays(figures: Sequence[Labelled], names: Sequence[str]) -> tuple[Array, Array, Array]:
    """Evidence (figures × names), labels, and what each figure counts: the more a document has the less."""
    column = {name: index for index, name in enumerate(names)}
    matrix = np.zeros((len(figures), len(names)))
    for row, figure in enumerate(figures):
        for name, strength in figure.evidence.items():
            if name in column:
                matrix[row, column[name]] = strength
    sizes = Counter((figure.folder, figure.document) for figure in figures)
    counts = np.array([sizes[figure.folder, figure.document] ** -0.5 for figure in figures])
    return matrix, np.array([figure.label for figure in figures]), counts


def stories(figures: Sequence[Labelled]) -> list[int]:
    """A number for each figure's story: documents that share a sentence tell one."""
    parent: dict[str, str] = {}

    def root(key: str) -> str:
        while parent.setdefault(key, key) != key:
            key = parent[key]
        return key

    for figure in figures:
        document = f"document {figure.folder}/{figure.document}"
        if len(figure.sentence) > LONG_SENTENCE:
            parent[root(document)] = root(f"sentence {figure.sentence}")
    roots = [root(f"document {figure.folder}/{figure.document}") for figure in figures]
    shuffled = np.random.RandomState(1).permutation(len(set(roots)))
    number = {key: int(place) for key, place in zip(sorted(set(roots)), shuffled, strict=True)}
    return [number[key] for key in roots]


def fitted(matrix: Array, labels: Array, counts: Array) -> Array:
    """Weights (names × classes) of a multinomial logistic regression with an L2 penalty, by descent with momentum."""
    weights = np.zeros((matrix.shape[1], len(CLASSES)))
    speed = np.zeros_like(weights)
    truth = np.eye(len(CLASSES))[labels]
    share = (counts / counts.sum())[:, None]
    for _ in range(STEPS):
        slope = matrix.T @ (share * (probabilities(matrix, weights) - truth)) + PENALTY * weights
        speed = 0.9 * speed - 0.3 * slope
        weights = weights + speed
    return weights


def probabilities(matrix: Array, weights: Array) -> Array:
    """The probability of each class for each figure."""
    totals = matrix @ weights
    shares = np.exp(totals - totals.max(axis=1, keepdims=True))
    result: Array = shares / shares.sum(axis=1, keepdims=True)
    return result


def report(figures: Sequence[Labelled], labels: Array, guessed: Array) -> None:
    """Precision and recall of `region` by threshold, and the table at the one that is used, folder by folder."""
    folders = np.array([figure.folder for figure in figures])
    for folder in dict.fromkeys(folders):
        own = folders == folder
        region, sure = labels[own] == 0, guessed[own, 0]
        print(f"{folder}: {own.sum()} figures, {region.sum()} of a region")
        for threshold in (0.4, 0.5, 0.6, 0.7, 0.8):
            taken = sure >= threshold
            hits = (taken & region).sum()
            precision, recall = hits / max(taken.sum(), 1), hits / max(region.sum(), 1)
            print(f"  from {threshold}: precision {precision:.3f}  recall {recall:.3f}")


def write(names: Sequence[str], weights: Array) -> None:
    """The weights as a reviewable file: evidence = [region, single, economy, none], centred, with two decimals."""
    centred = np.round(weights - weights.mean(axis=1, keepdims=True), 2) + 0.0
    rows = [
        f'"{name}" = [{", ".join(f"{weight:.2f}" for weight in row)}]'
        for name, row in zip(names, centred, strict=True)
        if np.abs(row).max() >= 0.02
    ]
    head = (
        "# What each piece of evidence weighs for region, single, economy and none (extraction/relevance.py).\n"
        "# Written by `python -m benchmarks.relevance … --write`; do not edit by hand.\n\n"
        "# The probability from which a figure counts as a region's: rather left out than wrong\n"
        f"threshold = {THRESHOLD}\n\n[weights]\n"
    )
    WEIGHTS.write_text(head + "\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
