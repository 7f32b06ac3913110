"""How often answers are right that extraction is so sure of: measures its doubt, and fits the weights anew.

    python -m benchmarks.doubts TEXTS=GOLD.jsonl … [--write]

GOLD has the fields of benchmarks/gold. Printed for each question, on stories that the weights were not fitted on: how
many answers there are by their confidence, and how many of them are right; then the lowest threshold above which at
least 95 of 100 are. With --write weights and thresholds go to data/doubt_weights.toml of the extraction.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np

from benchmarks.extraction_accuracy import Record, agrees, likeness
from benchmarks.fitting import Array, Example, all_weights, cross_validated
from briefing.documents import read_document
from briefing.extraction.doubts import EVIDENCE
from briefing.extraction.figure import Figure
from briefing.extraction.questions import asked

WEIGHTS = Path(__file__).resolve().parents[1] / "briefing/extraction/data/doubt_weights.toml"
PENALTY = 0.01  # on the square of each weight
WANTED = 0.95  # of what is not in doubt so many must be right
STEPS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)
HEAD = """# What each piece of evidence weighs for the answer to a question being right, and the confidence from which
# it is not in doubt (extraction/doubts.py). Written by `python -m benchmarks.doubts … --write`; do not edit by hand.
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+", metavar="TEXTS=GOLD")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    examples: dict[str, list[Example]] = defaultdict(list)
    for one in options.sets:
        for question, example in judged(*map(Path, one.split("="))):
            examples[question].append(example)
    thresholds, tables = [], []
    for question, found in examples.items():
        right = np.array([example.label for example in found]) == 1
        sure = cross_validated(found, 2, PENALTY)[:, 1]
        threshold = lowest_threshold(right, sure)
        report(question, right, sure, threshold)
        thresholds.append(f"{question} = {threshold:.2f}")
        weights = all_weights(found, 2, PENALTY).items()
        # Two classes, centred: what speaks for "right" speaks as much against "wrong".
        tables.append("\n".join([f"[{question}]", *(f'"{name}" = {row[1] - row[0]:.2f}' for name, row in weights)]))
    if options.write:
        text = "\n".join([HEAD, "[thresholds]", *thresholds, "", "\n\n".join(tables), ""])
        WEIGHTS.write_text(text, encoding="utf-8")


def judged(texts: Path, gold: Path) -> Iterator[tuple[str, Example]]:
    """Every question of every figure that the gold has, with its evidence and whether its answer is right.

    An unknown place or time claims nothing and is not judged.
    """
    by_document: dict[str, list[Record]] = defaultdict(list)
    for line in gold.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if not record.get("optional"):
            by_document[record["document"]].append(record)
    for name, records in sorted(by_document.items()):
        document = read_document(texts / name)
        for figure in asked(document):
            raw_span = figure.sentence.passage.paragraph.raw_span
            start, end = raw_span(figure.quantity.start, figure.quantity.end)
            record = next((record for record in records if start <= record["start"] < end), None)
            for question, evidence in EVIDENCE.items() if record else ():
                if figure.answers[question].value is not None and record is not None:
                    told = dict.fromkeys(evidence(figure, document), 1.0)
                    label = int(is_right(question, figure, record))
                    yield question, Example(f"{gold.stem}/{name}", figure.sentence.text, label, told)


def is_right(question: str, figure: Figure, record: Record) -> bool:
    """Whether the answer to a question is the gold's or one of its other readings."""
    value = figure.answers[question].value
    if question == "name":
        return max(likeness(value.text, name) for name in (record["indicator"], *record.get("aliases", []))) >= 0.6
    return agrees(record, {question: value}, question)


def lowest_threshold(right: Array, sure: Array) -> float:
    """The lowest confidence, in steps of 0.01, from which at least the wanted share of answers is right.

    Where none reaches that and keeps half of the answers, the one that comes nearest of those that do.
    """
    shares = {}
    for step in range(100):
        kept = right[sure >= step / 100]
        if len(kept) < len(right) / 2:
            break
        shares[step / 100] = kept.mean()
        if kept.mean() >= WANTED:
            return step / 100
    return max(shares, key=lambda threshold: (shares[threshold], -threshold))


def report(question: str, right: Array, sure: Array, threshold: float) -> None:
    """Confidence against correctness, and what the threshold keeps."""
    print(f"{question}: {len(right)} answers, {right.mean():.3f} right")
    for low, high in pairwise(STEPS):
        own = (sure >= low) & (sure < high)
        if own.any():
            print(f"  {low:.2f} to {min(high, 1):.2f}: {own.sum():5d}  right {right[own].mean():.3f}")
    kept = sure >= threshold
    print(f"  not in doubt from {threshold:.2f}: {kept.mean():.3f} of all, {right[kept].mean():.3f} right")


if __name__ == "__main__":
    main()
