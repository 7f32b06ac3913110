"""Shares that a text does not state but gives both amounts of: 1.3万人 of 2.4万人 in public kindergartens are 54.2%."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from briefing.comparison.alignment import Aligner
from briefing.comparison.checks.checkable import actual_levels, are_alike, are_near, check_words, is_exact
from briefing.comparison.stated_names import bare, narrowing_of
from briefing.config import Thresholds
from briefing.errors import UnreadableInputError, fenced
from briefing.model import Fact, Measure, Observation, Recast
from briefing.printing import numbers

COMPUTED = "推"
_LISTED = ("name", "alias", "pattern", "worded")
_REACH = 4  # figures between a part and a total that no word ties to it
_PLACES = 1  # decimals: the amounts are often rounded


def computed_shares(
    facts: Iterable[Fact],
    thresholds: Thresholds,
    aligner: Aligner,
    problems: list[UnreadableInputError] | None = None,
) -> list[Fact]:
    """The shares of the catalogue that two exact amounts of one sentence or of two neighbours make.

    None where the place states the share itself for that time, nor on a handful (R11).
    """
    facts, problems = list(facts), [] if problems is None else problems
    done = {_place_and_time(fact) for fact in facts}
    documents: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        documents[fact.observation.document].append(fact)
    found = []
    for document, group in documents.items():
        with fenced(document, "推算", problems):
            for part, whole, tied in _pairs(group, thresholds):
                share = _share(part, whole, tied, aligner)
                if share is not None and _place_and_time(share) not in done:
                    done.add(_place_and_time(share))
                    found.append(share)
    return found


def is_computed(fact: Fact) -> bool:
    """Whether the fact is a share that was computed here."""
    return fact.recast is not None and fact.recast.mark == COMPUTED


def _place_and_time(fact: Fact) -> tuple[object, ...]:
    observation = fact.observation
    return fact.indicator.id, observation.region, observation.locality, observation.period


def _pairs(facts: Sequence[Fact], thresholds: Thresholds) -> Iterator[tuple[Fact, Fact, bool]]:
    """Every part with a total near it, and whether the part is known to be one of it."""
    levels = sorted((f for f in actual_levels(facts) if _may_be_divided(f)), key=lambda f: f.observation.start)
    for index, part in enumerate(levels):
        for whole in levels[max(0, index - _REACH) : index + _REACH + 1]:
            mine, all_of = part.observation, whole.observation
            if not (are_near(mine, all_of) and are_alike(all_of, mine) and mine.value < all_of.value):
                continue
            if mine.value >= thresholds.small_numerator and all_of.value >= thresholds.small_denominator:
                yield part, whole, _is_part_of(mine, all_of)


def _may_be_divided(fact: Fact) -> bool:
    observation = fact.observation
    plain = fact.indicator.sensitivity == "public" and not fact.indicator.intensive
    return plain and not (observation.optional or observation.doubts) and is_exact(observation)


def _is_part_of(part: Observation, whole: Observation) -> bool:
    named = bare(whole.indicator, whole.region)
    return part.part_of == whole.start or (len(named) > 1 and part.indicator.endswith(named))


def _share(part: Fact, whole: Fact, tied: bool, aligner: Aligner) -> Fact | None:
    """The share as a fact of the catalogue's indicator, named after its part, or after both where nothing ties them."""
    mine, all_of = part.observation, whole.observation
    value = round(100 * mine.value / all_of.value, _PLACES)
    for form in check_words()["computed_shares"]["of_a_part" if tied else "of_two"]:
        name = form.format(part=bare(mine.indicator, mine.region), whole=bare(all_of.indicator, all_of.region))
        share = replace(
            mine,
            indicator=name,
            value=value,
            unit="%",
            measure=Measure.SHARE,
            text=f"{numbers.plain(value, _PLACES)}%",
            aliases=(),
            part_of=None,
        )
        aligned = aligner.align(share)
        indicator = aligned.indicator
        if aligned.method in _LISTED and indicator.intensive and indicator.sensitivity == "public":
            how = f"{mine.indicator}{numbers.phrase(mine)}÷{all_of.indicator}{numbers.phrase(all_of)}"
            made = Recast((mine, all_of), how, COMPUTED)
            narrowed = narrowing_of(name) - narrowing_of(indicator.name + indicator.definition)
            return Fact(share, indicator, aligned.method, aligned.score, recast=made, narrowed=narrowed)
    return None
