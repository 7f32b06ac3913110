"""What a review looks at: every extracted figure, the corrections that still fit, those that do not, the analysis."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from briefing import corrections as decisions
from briefing.comparison import analyse
from briefing.comparison.proposals import Proposal, proposal
from briefing.config import Thresholds
from briefing.errors import UnreadableInputError
from briefing.intake.corpus import read_corpus
from briefing.model import Analysis, Comparability, Correction, Document, Fact, Observation
from briefing.printing.terms import term
from briefing.reference.catalogue import Catalogue

_MOST_PAIRS = 100_000  # pairs whose verdicts are summed up; the briefings have them all


@dataclass(frozen=True, slots=True)
class Material:
    """Everything the workbook shows. `extracted` is without corrections, `analysis` with those that fit."""

    documents: Mapping[str, Document]
    extracted: tuple[Observation, ...]
    fitting: Mapping[str, Correction]  # by figure
    outdated: tuple[tuple[Correction, str], ...]  # with what no longer fits
    analysis: Analysis
    catalogue: Catalogue
    problems: tuple[UnreadableInputError, ...]


def gather(folder: Path, corrections: Iterable[Correction], catalogue: Catalogue, thresholds: Thresholds) -> Material:
    """Read the documents of a folder and weigh the corrections against them.

    Raises UsageError and NothingFoundError for a folder without documents.
    """
    corrections = tuple(corrections)
    corpus = read_corpus(folder, preferred=[correction.document for correction in corrections])
    by_id = {observation.id: observation for observation in corpus.observations}
    fitting: dict[str, Correction] = {}
    outdated: list[tuple[Correction, str]] = []
    for correction in corrections:
        problem = _problem(by_id.get(correction.figure), correction)
        if problem:
            outdated.append((correction, problem))
        else:
            fitting[correction.figure] = correction
    kept: list[Observation] = []
    by_document: dict[str, list[Observation]] = defaultdict(list)
    for observation in corpus.observations:
        by_document[observation.document].append(observation)
    for name, found in by_document.items():
        own = [correction for correction in fitting.values() if correction.document == name]
        kept += decisions.apply(found, own, decisions.FILE_NAME).observations
    analysis = analyse(corpus.documents, kept, thresholds, catalogue)
    return Material(
        documents={document.name: document for document in corpus.documents},
        extracted=corpus.observations,
        fitting=fitting,
        outdated=tuple(outdated),
        analysis=analysis,
        catalogue=catalogue,
        problems=(*corpus.problems, *analysis.problems),
    )


def _problem(observation: Observation | None, correction: Correction) -> str:
    if observation is None:
        return "文献已不在文件夹中，或那里不再抽取到数字"
    return decisions.mismatch(observation, correction)


def facts_by_id(analysis: Analysis) -> dict[str, Fact]:
    """The fact of every observation, reprints and superseded ones included."""
    return {
        observation.id: fact
        for fact in (*analysis.history, *analysis.facts)
        for observation in (fact.observation, *fact.reprints)
    }


def verdicts(analysis: Analysis) -> dict[str, str]:
    """For every observation that was set beside another: `可比2 不可比3（R03 R05）`."""
    outcomes: dict[str, Counter[Comparability]] = defaultdict(Counter)
    codes: dict[str, dict[str, None]] = defaultdict(dict)
    for comparison in islice(analysis.comparisons, _MOST_PAIRS):
        for fact in (comparison.left, comparison.right):
            name = fact.observation.id
            outcomes[name][comparison.verdict.outcome] += 1
            codes[name].update(dict.fromkeys(reason.code for reason in comparison.verdict.reasons))
    return {name: _verdict(counts, codes[name]) for name, counts in outcomes.items()}


def _verdict(counts: Counter[Comparability], codes: Iterable[str]) -> str:
    words = " ".join(f"{term(outcome)}{counts[outcome]}" for outcome in Comparability if counts[outcome])
    reasons = " ".join(sorted(codes))
    return f"{words}（{reasons}）" if reasons else words


def failed_checks(analysis: Analysis) -> list[tuple[str, Observation]]:
    """Each figure of each reconciliation that failed, with what failed."""
    return [(check.text, o) for check in analysis.reconciliations if not check.passed for o in check.observations]


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A name that the catalogue does not have, or that its context completed; `example` is one of its facts."""

    name: str
    example: Fact
    count: int
    proposal: Proposal | None


def unmatched(material: Material) -> list[Unmatched]:
    """Names to be confirmed: those that were completed first, then those most like an indicator, then the frequent."""
    groups: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in material.analysis.facts:
        if fact.alignment in ("completed", "unlisted", "adhoc"):
            groups[fact.observation.indicator, fact.observation.unit].append(fact)
    found = [
        Unmatched(name, facts[0], len(facts), proposal(facts[0].observation, material.catalogue.indicators))
        for (name, _), facts in groups.items()
    ]
    return sorted(found, key=_urgency)


def _urgency(name: Unmatched) -> tuple[bool, float, int, str]:
    likeness = round(name.proposal.likeness, 1) if name.proposal else 0.0
    return name.example.alignment != "completed", -likeness, -name.count, name.name


def ordered(observations: Sequence[Observation]) -> list[Observation]:
    """Figures in the order of documents and places."""
    return sorted(observations, key=lambda observation: (observation.document, observation.start))
