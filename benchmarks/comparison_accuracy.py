"""How well figures meet: the verdicts of the program against those that were fixed before it read the documents.

    python -m benchmarks.comparison_accuracy [development|held | FOLDER] [--errors]

A FOLDER has `texts/`, `figures.jsonl`, `pairs.jsonl`, `findings.jsonl`, `rankings.jsonl` (benchmarks/gold/README.md).
A pair is what the best of its stated and derived values comes out as; a pair that never meets counts as not comparable.
With --errors every wrong pair is shown with why; not for `held`, which is only for measuring.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Collection
from itertools import pairwise
from pathlib import Path
from typing import Any

from briefing.comparison import analyse
from briefing.comparison.grouping import groups_of
from briefing.comparison.verdicts import SEVERITY
from briefing.errors import UnreadableInputError
from briefing.intake.corpus import read_each
from briefing.model import Analysis, Comparability, Comparison, Observation

GOLD = Path(__file__).resolve().parent / "gold" / "comparison"
OUTCOMES = {"comparable": Comparability.COMPARABLE, "conditional": Comparability.CONDITIONAL}
REFUSED = Comparability.NOT_COMPARABLE
FALLIBLE = ("conflict", "revision", "parts", "per_capita", "share", "change", "magnitude")
Record = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", nargs="?", default="development")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    folder = GOLD / options.part if (GOLD / options.part).is_dir() else Path(options.part)
    Judged(folder).report(errors=options.errors and options.part != "held")


class Judged:
    """A folder's documents as the program reads and compares them, beside what was fixed beforehand."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        read = [result for result in read_each([folder / "texts"]) if not isinstance(result, UnreadableInputError)]
        self._documents = {result.document.name: result.document for result in read}
        self._observations = [observation for result in read for observation in result.observations]
        self._analysis = analyse(list(self._documents.values()), self._observations)
        self._figures = {figure["id"]: figure for figure in self._records("figures")}
        self._found = {name: self._observation(figure) for name, figure in self._figures.items()}
        self._kept = {
            o.id: fact.observation.id for fact in self._analysis.facts for o in (fact.observation, *fact.reprints)
        }
        self._best = best_outcomes(self._analysis)

    def _records(self, name: str) -> list[Record]:
        lines = (self._folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines if line]

    def _observation(self, figure: Record) -> Observation | None:
        """The observation whose span overlaps the figure's."""
        document = self._documents[figure["document"]]
        start = document.raw.index(figure["quote"]) + figure["quote"].index(figure["text"])
        end = start + len(figure["text"])
        own = (o for o in self._observations if o.document == document.name)
        return next((o for o in own if o.start < end and start < o.end), None)

    def report(self, *, errors: bool) -> None:
        """Print the confusion of verdicts, the key pairs, the findings and the rankings."""
        pairs = self._records("pairs")
        table = Counter((pair["verdict"], self._said(pair)) for pair in pairs)
        names = ("comparable", "conditional", "not")
        print(
            f"{self._folder.name}: {len(self._documents)} documents, {len(pairs)} pairs\nfixed \\ said   "
            + " ".join(f"{n:>11}" for n in names)
        )
        for fixed in names:
            print(f"{fixed:<13}" + " ".join(f"{table[fixed, said]:>11}" for said in names))
        keys = [pair for pair in pairs if pair.get("key")]
        print(f"key pairs right: {sum(self._said(p) == p['verdict'] for p in keys)} of {len(keys)}")
        self._findings(errors=errors)
        self._rankings()
        if errors:
            for pair in pairs:
                if self._said(pair) != pair["verdict"]:
                    print(self._why(pair))

    def _ids(self, pair: Record) -> list[str | None]:
        found = (self._found[pair[side]] for side in ("a", "b"))
        return [self._kept.get(o.id) if o else None for o in found]

    def _said(self, pair: Record) -> str:
        comparison = self._best.get(frozenset(self._ids(pair)))
        outcome = comparison.verdict.outcome if comparison else REFUSED
        return next((name for name, value in OUTCOMES.items() if value is outcome), "not")

    def _why(self, pair: Record) -> str:
        comparison = self._best.get(frozenset(self._ids(pair)))
        said = f"{self._said(pair)} for {pair['verdict']}{' (key)' if pair.get('key') else ''}"
        reason = " ".join(r.text for r in comparison.verdict.reasons) if comparison else "never met"
        return f"\n{said}: {pair['reason']}\n  {reason}\n" + "\n".join(
            f"  {self._state(pair[side])}" for side in ("a", "b")
        )

    def _state(self, name: str) -> str:
        """What the program made of a figure."""
        figure, found = self._figures[name], self._found[name]
        fixed = f"{name} {figure['region']} {figure['indicator']} {figure['text']} {figure.get('period')}"
        if found is None:
            return f"{fixed}: not extracted"
        fact = next((f for f in self._analysis.facts if f.observation.id == self._kept.get(found.id)), None)
        read = f"{found.indicator} {found.value:g}{found.unit} {found.region} {found.period} {found.status.value}"
        known = f"{fact.indicator.id} ({fact.alignment})" if fact else f"no fact, {found.relevance}"
        return f"{fixed}: {read} → {known} {' '.join(found.doubts)}"

    def _findings(self, *, errors: bool) -> None:
        told = [r for r in self._analysis.reconciliations if not r.passed or r.kind in ("revision", "conflict")]
        wanted = [f for f in self._records("findings") if f["kind"] != "none"]
        used: set[int] = set()
        missed = []
        for finding in wanted:
            ids = {o.id for name in finding["figures"] if (o := self._found[name])}
            hits = [n for n, r in enumerate(told) if len(ids & {o.id for o in r.observations}) >= min(2, len(ids))]
            used.update(hits)
            missed += [] if hits else [finding]
        false = [r for n, r in enumerate(told) if n not in used]
        print(f"findings: {len(wanted) - len(missed)} of {len(wanted)} found, {len(false)} false")
        if errors:
            print("".join(f"  missed: {f['say']}\n" for f in missed) + "".join(f"  false: {r.text}\n" for r in false))

    def _rankings(self) -> None:
        """How much of each fixed order some group of ours ranks, and whether two of it ever stand the wrong way."""
        groups = groups_of(self._analysis)
        whole = part = wrong = 0
        rankings = self._records("rankings")
        for ranking in rankings:
            kept = [self._kept.get(o.id) if (o := self._found[name]) else None for name in ranking["figures"]]
            own = {f.indicator.id for f in (*self._analysis.facts, *self._analysis.derived) if f.observation.id in kept}
            orders = [[m.fact.observation.id for m in g.members] for name in own for g in groups.of_indicator(name)]
            held = max(([place for place in order if place in kept] for order in orders), key=len, default=[])
            whole += len(held) == len(kept)
            part += 3 <= len(held) < len(kept)
            fixed = [kept.index(place) for place in held]
            tied = {
                frozenset(map(ranking["figures"].index, pair)) for pair in ranking.get("ties", ()) if len(pair) == 2
            }
            wrong += not any(all(_in_order(a, b, tied) for a, b in pairwise(way)) for way in (fixed, fixed[::-1]))
        print(f"rankings: {whole} of {len(rankings)} whole, {part} in part (three or more), {wrong} in a wrong order")


def _in_order(first: int, second: int, tied: Collection[frozenset[int]]) -> bool:
    return first < second or frozenset((first, second)) in tied


def best_outcomes(analysis: Analysis) -> dict[frozenset[str | None], Comparison]:
    """For every two stated figures the best verdict that they, or what is derived from them, meet with."""
    best: dict[frozenset[str | None], Comparison] = {}
    for comparison in analysis.comparisons:
        key = frozenset((comparison.left.observation.id, comparison.right.observation.id))
        if key not in best or SEVERITY[comparison.verdict.outcome] < SEVERITY[best[key].verdict.outcome]:
            best[key] = comparison
    return best


if __name__ == "__main__":
    main()
