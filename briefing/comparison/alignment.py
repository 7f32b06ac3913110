"""Which indicator an observation measures: by name, alias, pattern or likeness of wording; otherwise it stays unlisted.

A figure is never forced under an indicator: unit, measure and per-head-ness must agree, near names that the catalogue
calls different block each other, and below the threshold a name stands for itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from briefing.comparison.durations import is_flow_name
from briefing.comparison.likeness import Weights, cut_in_order
from briefing.comparison.stated_names import bare, is_per_head, qualifiers_of, words
from briefing.errors import UnreadableInputError, fenced
from briefing.model import Fact, Indicator, Measure, Observation, Sector
from briefing.reference.catalogue import Catalogue, packaged_catalogue, unit_families
from briefing.reference.divisions import NATION
from briefing.reference.examinations import is_examination

_MOST_LEXICAL = 0.95  # likeness is never as good as a name
_HEAD_LENGTH = 2  # characters at the end of a name that candidates for a lexical match must share
_SHARES = frozenset(unit for family in unit_families().values() if family.share for unit in family.members)
_RATIO_UNITS = ("/",)  # 元/月, 元/人: amounts per head or month compare directly


@dataclass(frozen=True, slots=True)
class Alignment:
    """An indicator, how it was found (name, alias, pattern, lexical, unlisted) and how sure the match is (0 to 1)."""

    indicator: Indicator
    method: str
    score: float


class Aligner:
    """Aligns observations to the indicators of a catalogue; the indexes are made once."""

    def __init__(self, catalogue: Catalogue | None = None) -> None:
        self._indicators = (catalogue or packaged_catalogue()).indicators
        self._by_name: dict[str, list[tuple[Indicator, str]]] = defaultdict(list)
        self._by_head: dict[str, list[tuple[Indicator, str]]] = defaultdict(list)
        for indicator in self._indicators:
            for name in (indicator.name, *indicator.aliases):
                method = "name" if name == indicator.name else "alias"
                key = bare(name)
                if (indicator, method) not in self._by_name[key]:
                    self._by_name[key].append((indicator, method))
                    self._by_head[key[-_HEAD_LENGTH:]].append((indicator, key))
        self._patterns = [(re.compile(p), i) for i in self._indicators for p in i.patterns]
        self._weights: Weights | None = None
        self._found: dict[tuple[object, ...], Alignment] = {}

    def align(self, observation: Observation) -> Alignment:
        """The indicator of an observation; an unlisted one of its own when the catalogue has none."""
        key = (
            observation.indicator,
            observation.aliases,
            observation.unit,
            observation.measure,
            observation.region,
            observation.sector,
        )
        if key not in self._found:
            self._found[key] = self._search(observation)
        return self._found[key]

    def _search(self, observation: Observation) -> Alignment:
        name = bare(observation.indicator, observation.region)
        for indicator, method in self._by_name.get(name, ()):
            if agrees(indicator, observation):
                return Alignment(indicator, method, 1.0)
        for alias in _other_names(observation, name):
            for indicator, _ in self._by_name.get(alias, ()):
                if agrees(indicator, observation):
                    return Alignment(indicator, "alias", 0.95)
        for pattern, indicator in self._patterns:
            if pattern.fullmatch(name) and agrees(indicator, observation) and not _is_narrower(name, indicator):
                return Alignment(indicator, "pattern", 0.9)
        return self._lexical(name, observation) or Alignment(unlisted(observation, name), "unlisted", 0.0)

    def _lexical(self, name: str, observation: Observation) -> Alignment | None:
        """The most alike indicator, when it is alike enough and no near name that means something else competes."""
        candidates = [
            (indicator, known)
            for indicator, known in self._by_head.get(name[-_HEAD_LENGTH:], ())
            if agrees(indicator, observation) and qualifiers_of(known) == qualifiers_of(name)
        ]
        if not candidates:
            return None
        if self._weights is None:
            self._weights = Weights(self._by_name)
        best: dict[str, tuple[float, Indicator]] = {}
        for indicator, known in candidates:
            if cut_in_order(known)[-1:] == cut_in_order(name)[-1:]:
                score = self._weights.similarity(name, known)
                if score > best.get(indicator.id, (0.0, indicator))[0]:
                    best[indicator.id] = (score, indicator)
        ranked = sorted(best.values(), key=lambda entry: (-entry[0], entry[1].id))
        if not ranked or ranked[0][0] < words()["threshold"] or _contested(ranked):
            return None
        return Alignment(ranked[0][1], "lexical", min(_MOST_LEXICAL, round(ranked[0][0], 2)))


def _is_narrower(name: str, indicator: Indicator) -> bool:
    """Whether a name has a modifier that no name of the indicator has: 嵌入式就业服务点 are not all 就业服务点."""
    known = (indicator.name, *indicator.aliases, *indicator.patterns)
    return any(all(word not in text for text in known) for word in qualifiers_of(name))


def _other_names(observation: Observation, name: str) -> list[str]:
    """Aliases that are other names, not the name cut short: not 医疗机构 for 开展安宁疗护的医疗机构."""
    aliases = (bare(alias, observation.region) for alias in observation.aliases)
    return [alias for alias in aliases if alias not in name and qualifiers_of(alias) == qualifiers_of(name)]


def _contested(ranked: Sequence[tuple[float, Indicator]]) -> bool:
    """Whether an indicator that the catalogue calls different from the best one is almost as alike."""
    score, first = ranked[0]
    return any(
        score - other < words()["lead"] and (second.id in first.not_same_as or first.id in second.not_same_as)
        for other, second in ranked[1:]
    )


def agrees(indicator: Indicator, observation: Observation) -> bool:
    """Whether unit, measure and per-head-ness of the observation fit the indicator."""
    family = unit_families()[indicator.family]
    if observation.region == NATION and observation.indicator.startswith(tuple(words()["national_parts"])):
        return False
    if is_per_head(indicator.name) != is_per_head(observation.indicator) and not family.share:
        return False
    if observation.measure is Measure.RANK:
        return True
    if observation.measure in (Measure.CHANGE, Measure.GAP):
        return (
            observation.unit in _SHARES or observation.unit in ("个百分点", "倍") or _has_unit(indicator, observation)
        )
    if indicator.family == "rank":
        return False
    return _has_unit(indicator, observation)


def _has_unit(indicator: Indicator, observation: Observation) -> bool:
    families = unit_families()
    return any(observation.unit in families[name].members for name in (indicator.family, *indicator.also))


def unlisted(observation: Observation, name: str) -> Indicator:
    """An indicator for a name that is not in the catalogue: one of its own for every name, unit and measure."""
    share = observation.measure is Measure.SHARE or observation.unit in _SHARES
    intensive = share or is_per_head(observation.indicator) or any(sign in observation.unit for sign in _RATIO_UNITS)
    return Indicator(
        id=f"unlisted:{name}|{_unit_class(observation.unit)}|{observation.measure.value}",
        name=observation.indicator,
        sector=observation.sector,
        theme="",
        unit=observation.unit,
        kind="flow_year" if is_flow_name(observation.indicator) else "stock",
        intensive=intensive,
        listed=False,
    )


def _unit_class(unit: str) -> str:
    """The family of a unit that belongs to one only, else the unit itself: 人 and 名 are alike, 个 is only 个."""
    owners = [
        name for name, family in unit_families().items() if unit in family.members and not name.startswith("rank")
    ]
    return owners[0] if len(owners) == 1 else unit


def align(
    observations: Iterable[Observation],
    catalogue: Catalogue | None = None,
    problems: list[UnreadableInputError] | None = None,
) -> list[Fact]:
    """Facts of all observations, in their order. Unlisted names that several regions state become ad-hoc indicators."""
    aligner, problems = Aligner(catalogue), [] if problems is None else problems
    facts = []
    regions: dict[str, set[str]] = defaultdict(set)
    for observation in observations:
        with fenced(observation.document, "指标归类", problems):
            found = aligner.align(observation)
            facts.append(Fact(observation, _guarded(found.indicator, observation), found.method, found.score))
            if found.method == "unlisted" and observation.region and may_be_shared(observation):
                regions[found.indicator.id].add(observation.region)
    shared = {name for name, places in regions.items() if len(places) > 1}
    return [_adhoc(fact) if fact.indicator.id in shared and may_be_shared(fact.observation) else fact for fact in facts]


def _guarded(indicator: Indicator, observation: Observation) -> Indicator:
    """The indicator as one that is never ranked, where the figure is an examination's result."""
    return replace(indicator, sensitivity="no_rank") if is_examination(observation) else indicator


def may_be_shared(observation: Observation) -> bool:
    """Whether an unlisted name is full and sober enough to stand for the same thing in another region."""
    name = bare(observation.indicator, observation.region)
    return (
        not observation.optional
        and observation.sector is not Sector.OTHER
        and len(name) >= words()["adhoc_characters"]
        and len(cut_in_order(name)) >= words()["adhoc_words"]
        and not any(word in name for word in words()["story"])
    )


def _adhoc(fact: Fact) -> Fact:
    name = "adhoc:" + fact.indicator.id.removeprefix("unlisted:")
    return replace(fact, indicator=replace(fact.indicator, id=name), alignment="adhoc", score=1.0)
