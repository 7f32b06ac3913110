"""Whose statistic a figure is: measures the model on documents that it has not seen, and fits its weights anew.

    python -m benchmarks.relevance TEXTS=LABELS.jsonl … [--write]

TEXTS is a folder of documents, LABELS a file of figures one a line: document, start, relevance. Documents that share a
sentence (one story in several papers) stand on one side of every cut, so that nothing is measured on what was learnt.
With --write the weights of all labelled figures go to data/relevance_weights.toml of the extraction.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from benchmarks.fitting import Array, Example, all_weights, cross_validated
from briefing.documents import read_document
from briefing.extraction.questions import asked
from briefing.extraction.relevance import COMMON, Subject, evidence
from briefing.model import Relevance

WEIGHTS = Path(__file__).resolve().parents[1] / "briefing/extraction/data/relevance_weights.toml"
CLASSES = tuple(Relevance)
PENALTY = 0.005  # on the square of each weight
THRESHOLD = 0.6  # probability from which a figure counts as a region's
HEAD = f"""# What each piece of evidence weighs for region, single, economy and none (extraction/relevance.py).
# Written by `python -m benchmarks.relevance … --write`; do not edit by hand.

# The probability from which a figure counts as a region's: rather left out than wrong
threshold = {THRESHOLD}

[weights]
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+", metavar="TEXTS=LABELS")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    examples = [example for one in options.sets for example in labelled(*map(Path, one.split("=")))]
    report(examples, mixed(examples, cross_validated(examples, len(CLASSES), PENALTY)))
    if options.write:
        rows = all_weights(examples, len(CLASSES), PENALTY).items()
        lines = [f'"{name}" = [{", ".join(f"{weight:.2f}" for weight in row)}]' for name, row in rows]
        WEIGHTS.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


def labelled(texts: Path, labels: Path) -> Iterator[Example]:
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
                yield Example(f"{labels.stem}/{name}", figure.sentence.text, label, evidence(figure, subject))


def mixed(examples: Sequence[Example], guessed: Array) -> Array:
    """The probabilities after what the figures of a document have in common has counted for each, as in extraction."""
    logarithms = np.log(guessed + 1e-4)
    documents = np.array([example.document for example in examples])
    for document in dict.fromkeys(documents):
        own = documents == document
        logarithms[own] = (1 - COMMON) * logarithms[own] + COMMON * logarithms[own].mean(axis=0)
    shares = np.exp(logarithms)
    result: Array = shares / shares.sum(axis=1, keepdims=True)
    return result


def report(examples: Sequence[Example], guessed: Array) -> None:
    """Precision and recall of `region` by threshold, set by set."""
    sets = np.array([example.document.partition("/")[0] for example in examples])
    labels = np.array([example.label for example in examples])
    for one in dict.fromkeys(sets):
        own = sets == one
        region, sure = labels[own] == 0, guessed[own, 0]
        print(f"{one}: {own.sum()} figures, {region.sum()} of a region")
        for threshold in (0.4, 0.5, 0.6, 0.7, 0.8):
            taken = sure >= threshold
            hits = (taken & region).sum()
            precision, recall = hits / max(taken.sum(), 1), hits / max(region.sum(), 1)
            print(f"  from {threshold}: precision {precision:.3f}  recall {recall:.3f}")


if __name__ == "__main__":
    main()
