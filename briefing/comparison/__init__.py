"""Observations → facts, comparisons with verdicts, gaps to benchmarks, reconciliations: `analyse` does it all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from briefing.comparison.alignment import Aligner, align
from briefing.comparison.benchmark_gaps import gaps
from briefing.comparison.catchment import with_catchment
from briefing.comparison.caveats import with_caveats
from briefing.comparison.computed_shares import computed_shares
from briefing.comparison.denominators import stated_people, year_ends
from briefing.comparison.duplicates import merge
from briefing.comparison.durations import Telling
from briefing.comparison.figure_history import Trace, trace
from briefing.comparison.normalisation import derive
from briefing.comparison.pairing import Pairings, headline, rank
from briefing.comparison.recognised import recognition_caveats
from briefing.comparison.reconciliation import reconcile
from briefing.comparison.unit_forms import recast
from briefing.config import Thresholds
from briefing.errors import UnreadableInputError, fenced
from briefing.model import Analysis, Caveat, Document, Fact, Observation, Relevance
from briefing.reference.benchmarks import available
from briefing.reference.catalogue import Catalogue

Caveats = Mapping[str, tuple[Caveat, ...]]

__all__ = ["Aligner", "Pairings", "Trace", "analyse", "headline", "rank", "trace"]


def analyse(
    documents: Sequence[Document],
    observations: Iterable[Observation],
    thresholds: Thresholds | None = None,
    catalogue: Catalogue | None = None,
    month: str | None = None,
) -> Analysis:
    """Everything that comparison finds in the observations of the documents.

    `thresholds`, `catalogue`: an office's own; by default those of the package.
    `month` (YYYY-MM): reference values that were published later are not known.
    Only observations that are a region's public service statistics become facts; the others are `left_out`.
    Observations that are optional, of an unknown place or reprinted stay among the facts but enter no comparison.
    What a stage breaks on is left out, and told among the problems.
    """
    thresholds = thresholds or Thresholds()
    problems: list[UnreadableInputError] = []
    belonging, left_out = parted(observations)
    aligned = align(belonging, catalogue, problems)
    merged = merge(aligned, documents, problems)
    aligner = Aligner(catalogue)
    recasts = recast(merged.told, aligner, problems)
    known = available(month, catalogue.values if catalogue else ())
    titles = {document.name: document.title or "" for document in documents}
    ends = year_ends((*known, *stated_people(merged.facts, titles)))
    checked = reconcile((*merged.told, *recasts), thresholds, problems, ends)
    marks = _marks(merged.facts, (merged.caveats, checked.caveats, recognition_caveats(documents, merged.facts)))
    tellings = {document.name: _telling(document, month or "") for document in documents}
    facts = tuple(_explained(merged.facts, marks, tellings, problems))
    kept = {fact.observation.id for fact in facts}
    converted = [fact for fact in recasts if fact.observation.id in kept]
    converted += computed_shares(facts, thresholds, aligner, problems)
    ends = year_ends((*known, *stated_people(facts, titles)))
    computed = (*converted, *derive((*facts, *converted), problems, ends))
    derived = with_catchment(_explained(computed, marks, tellings, problems), facts)
    return Analysis(
        documents=tuple(documents),
        facts=facts,
        comparisons=Pairings((*facts, *derived), thresholds, problems),
        gaps=tuple(gaps((*facts, *derived), known, problems, thresholds)),
        reconciliations=(*merged.findings, *checked.findings),
        derived=derived,
        history=tuple(merged.history),
        problems=problems,
        thresholds=thresholds,
        left_out=left_out,
        own_values=catalogue.values if catalogue else (),
        aliases={alias.name: alias.indicator for alias in catalogue.local} if catalogue else {},
    )


def _explained(
    facts: Iterable[Fact], marks: Caveats, tellings: Mapping[str, Telling], problems: list[UnreadableInputError]
) -> Iterator[Fact]:
    """The facts with what a reader must know of each."""
    for fact in facts:
        with fenced(fact.observation.document, "口径说明", problems):
            yield with_caveats(fact, marks, tellings.get(fact.observation.document))


def parted(observations: Iterable[Observation]) -> tuple[list[Observation], tuple[Observation, ...]]:
    """The observations that are a region's public service statistics, and the others, which are left out."""
    kinds: dict[bool, list[Observation]] = {True: [], False: []}
    for observation in observations:
        kinds[observation.relevance is Relevance.REGION].append(observation)
    return kinds[True], tuple(kinds[False])


def _marks(facts: Iterable[Fact], found: Sequence[Caveats]) -> Caveats:
    """What was found of each fact, by its observation's id; what was found of it where it is told again holds too."""
    marks = {}
    for fact in facts:
        told = (fact.observation.id, *(o.id for o in fact.reprints))
        marks[fact.observation.id] = tuple(
            dict.fromkeys(caveat for caveats in found for name in told for caveat in caveats.get(name, ()))
        )
    return marks


def _telling(document: Document, month: str) -> Telling:
    published = document.published or ""
    return Telling(published, published[:4] if document.published_inferred else "", month)
