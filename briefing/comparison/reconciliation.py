"""Arithmetic over stated figures: do parts make their total, shares have a count, ratios agree with counts, changes
with their levels, and is the magnitude possible? Findings are data; a figure that fails carries 核 from then on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from briefing.comparison import checks
from briefing.comparison.denominators import YearEnds
from briefing.config import Thresholds
from briefing.errors import UnreadableInputError, fenced
from briefing.model import Caveat, Fact, Reconciliation


@dataclass(slots=True)
class Checked:
    """Findings of all checks, and the caveats they put on observations (by id)."""

    findings: list[Reconciliation] = field(default_factory=list)
    caveats: dict[str, tuple[Caveat, ...]] = field(default_factory=dict)
    _told: set[str] = field(default_factory=set)

    def add(self, finding: Reconciliation) -> None:
        """Record a finding, once for all documents that have it alike; a failed one marks its observations."""
        if finding.text not in self._told:
            self._told.add(finding.text)
            self.findings.append(finding)
        if not finding.passed:
            for observation in finding.observations:
                self.mark(observation.id, Caveat("R13", "核", f"勾稽未平，待核：{finding.text}"))

    def mark(self, observation: str, caveat: Caveat) -> None:
        """Put a caveat on an observation, once."""
        if caveat not in self.caveats.get(observation, ()):
            self.caveats[observation] = (*self.caveats.get(observation, ()), caveat)


def reconcile(
    facts: Iterable[Fact],
    thresholds: Thresholds,
    problems: list[UnreadableInputError] | None = None,
    ends: YearEnds | None = None,
) -> Checked:
    """Run every check over the facts, document by document; what stops one document's checks stops no other's.

    `facts` may hold figures in another form too, which only rates are checked with. `ends`: residents at the end of
    years; without them only the census is known.
    """
    checked, problems = Checked(), [] if problems is None else problems
    by_document: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_document[fact.observation.document].append(fact)
    for document, every_form in by_document.items():
        with fenced(document, "勾稽", problems):
            group = [fact for fact in every_form if fact.recast is None]
            for finding in (*_findings(group), *checks.per_capita(every_form, thresholds, ends or {})):
                checked.add(finding)
            for observation, text in checks.small_bases(group, thresholds):
                checked.mark(observation.id, Caveat("R11", "小", text))
    return checked


def _findings(group: Sequence[Fact]) -> Iterator[Reconciliation]:
    yield from checks.parts(group)
    yield from checks.shares(group)
    yield from checks.changes(group)
    yield from checks.magnitudes(group)
