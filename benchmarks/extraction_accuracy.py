"""How well extraction does on the annotated texts of benchmarks/gold, at three levels.

    python -m benchmarks.extraction_accuracy [development|held] [--errors]

quantity: value, upper end and unit agree; named: and the indicator's name (character F1 of at least 0.6 with the gold
name or an alias); complete: and bound, measure, region, the years of the period, status and sector. Gold and extracted
records pair off when their spans overlap; records marked optional count neither way. Errors are shown for the
development texts only: the others are for measuring.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from briefing.documents import read_document
from briefing.exports.observation_files import json_lines
from briefing.extraction import extract

GOLD = Path(__file__).resolve().parent / "gold"
LEVELS = ("quantity", "named", "complete")
FILLERS = (
    "全市",
    "全区",
    "全县",
    "全省",
    "我市",
    "我区",
    "我县",
    "累计",
    "达到",
    "数量",
    "总数",
    "人数",
    "的",
    "数",
    "共",
)
Record = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", nargs="?", choices=("development", "held"), default="development")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    gold = [json.loads(line) for line in (GOLD / f"{options.part}.jsonl").read_text(encoding="utf-8").splitlines()]
    found: list[Record] = []
    for name in sorted({record["document"] for record in gold}):
        document = read_document(GOLD / "documents" / name)
        found.extend(json.loads(line) for line in json_lines(extract(document).observations))
    pairs = _pairs(gold, found)
    required = sum(not record.get("optional") for record in gold)
    counted = len(found) - sum(bool(gold[g].get("optional")) for g, _, _ in pairs)
    print(f"{options.part}: {required} observations, {counted} extracted")
    for depth, level in enumerate(LEVELS, 1):
        hits = sum(reached >= depth for g, _, reached in pairs if not gold[g].get("optional"))
        precision, recall = hits / counted, hits / required
        print(f"{level:<9} precision {precision:.3f}  recall {recall:.3f}  F1 {2 * hits / (counted + required):.3f}")
    if options.errors and options.part == "development":
        for g, f, reached in pairs:
            if reached < len(LEVELS) and not gold[g].get("optional"):
                print(f"{LEVELS[reached]}: {gold[g]['document']} {gold[g]['text']} {gold[g]['indicator']}")
                print(f"    got {found[f]['indicator']} { ({key: found[f][key] for key in ATTRIBUTES}) }")


ATTRIBUTES = ("bound", "measure", "region", "period", "status", "sector")


def _pairs(gold: list[Record], found: list[Record]) -> list[tuple[int, int, int]]:
    """(gold index, found index, levels reached), one to one, the best level first, then the longest overlap."""
    candidates = []
    for g, record in enumerate(gold):
        for f, other in enumerate(found):
            overlap = min(record["end"], other["end"]) - max(record["start"], other["start"])
            if overlap > 0 and record["document"] == other["document"]:
                candidates.append((_level(record, other), overlap, g, f))
    pairs, taken = [], (set[int](), set[int]())
    for level, _, g, f in sorted(candidates, reverse=True):
        if g not in taken[0] and f not in taken[1]:
            taken[0].add(g)
            taken[1].add(f)
            pairs.append((g, f, level))
    return pairs


def _level(gold: Record, found: Record) -> int:
    same = all(_same(gold[key], found[key]) for key in ("value", "upper"))
    if not same or found["unit"] not in (gold["unit"], *gold.get("unit_accept", [])):
        return 0
    if max(likeness(found["indicator"], name) for name in (gold["indicator"], *gold["aliases"])) < 0.6:
        return 1
    return 3 if all(agrees(gold, found, key) for key in ATTRIBUTES) else 2


def _same(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is b
    return abs(a - b) <= 1e-6 * max(1.0, abs(a), abs(b))


def likeness(a: str, b: str) -> float:
    first, second = (Counter(c for c in _bare(name) if c.isalnum()) for name in (a, b))
    total = sum(first.values()) + sum(second.values())
    return 2 * sum((first & second).values()) / total if total else 0.0


def _bare(name: str) -> str:
    for word in FILLERS:
        name = name.replace(word, "")
    return name


def agrees(gold: Record, found: Record, key: str) -> bool:
    accepted = [gold[key], *gold.get(f"{key}_accept", [])]
    if key != "period" or found[key] in accepted:
        return found[key] in accepted
    years = [tuple(part[:4] for part in period.split("/")) for period in accepted if period]
    return bool(found[key]) and tuple(part[:4] for part in found[key].split("/")) in years


if __name__ == "__main__":
    main()
