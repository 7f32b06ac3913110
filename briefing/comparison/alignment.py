"""Which indicator an observation measures: by name, alias, pattern or a name of the same words; else it is unlisted.

A figure is never forced under an indicator: unit, measure and what it is counted per must agree, and a name that is
only like one of the catalogue stands for itself. Which one it is like is proposed to people (proposals.py).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from briefing.comparison.dropped_words import PERSON, dropped_word, names_with, says_each
from briefing.comparison.folded_names import folded, signature, unmoved
from briefing.comparison.sentence_names import CompleteNames, topic_end
from briefing.comparison.stated_names import bare, base_of, is_per_head, narrowing_of, qualifiers_of, words
from briefing.comparison.unlisted_names import SHARES, unlisted, with_shared_names, without_vague_names
from briefing.errors import UnreadableInputError, fenced
from briefing.model import Fact, Indicator, Level, Measure, Observation, Sector
from briefing.reference.catalogue import Catalogue, packaged_catalogue, unit_families
from briefing.reference.divisions import NATION, regions
from briefing.reference.examinations import is_examination

_NEVER_PER_HEAD = ("age", "duration")
_ADDED = "新增"
_STANDARD = "标准"
_AMOUNTS = "money_"  # families of amounts for a time or a person
_AMOUNTS_PER_TIME = ("元/月", "元/年", "元/人/月", "元/人·月", "元/人/年", "元/人·年")
_POPULATION = re.compile("按?(?:户籍|常住)人口(?:计算?)?")
_GREATER_WHOLE = re.compile("占全(?P<whole>国|省|市)")
_WHOLES = {"国": Level.NATION, "省": Level.PROVINCE, "市": Level.PREFECTURE}
_RANKS = tuple(Level)  # from the greatest to the smallest
_MOVING = (Measure.CHANGE, Measure.GAP, Measure.SHARE)
_SHARE_ENDINGS = ("率", "占比")
_SHORTEST_FOLD = 4  # characters; 学校, 在校生 say too little to stand for 各级各类学校, 各级各类在校生
_LONGEST_VAGUE = 4
_OWN_FIELD = "sector:name"  # the rule that the name itself says its field
_MOST_PER_HEAD = 1000  # counts below may be ratios to people, counts from here on are rounded
_ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class Alignment:
    """An indicator, how it was found and how sure the match is (0 to 1).

    `method`: name, alias, pattern; worded (the same words in another order, or words that mean the same), completed
    (with what unit or sentence say put back), unlisted.
    """

    indicator: Indicator
    method: str
    score: float


class Aligner:
    """Aligns observations to the indicators of a catalogue; the indexes are made once."""

    def __init__(self, catalogue: Catalogue | None = None) -> None:
        self._indicators = (catalogue or packaged_catalogue()).indicators
        self._by_name: dict[str, list[tuple[Indicator, str]]] = defaultdict(list)
        self._by_fold: dict[str, dict[str, Indicator]] = defaultdict(dict)
        self._by_words: dict[str, dict[str, Indicator]] = defaultdict(dict)
        for indicator in self._indicators:
            names = (indicator.name, *indicator.aliases)
            for name in names:
                method = "name" if name == indicator.name else "alias"
                key = bare(name)
                if (indicator, method) not in self._by_name[key]:
                    self._by_name[key].append((indicator, method))
                if len(fold := folded(name)) >= _SHORTEST_FOLD or fold in names:
                    self._by_fold[fold][indicator.id] = indicator
                    self._by_words[signature(fold)][indicator.id] = indicator
        self._complete = CompleteNames(self._by_fold)
        self._patterns = [(re.compile(p), i) for i in self._indicators for p in i.patterns]
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
            observation.around.per if observation.value < _MOST_PER_HEAD else "",
            is_fraction(observation),
            says_each(observation),
            dropped_word(observation),
            _OWN_FIELD in observation.rules,
        )
        if key not in self._found:
            self._found[key] = self._search(observation)
        found = self._found[key]
        topic = topic_end(observation) if found.indicator.listed else 0
        if found.indicator.listed and not topic:
            return found
        return self._in_its_sentence(observation, topic) or found

    def _search(self, observation: Observation) -> Alignment:
        name = bare(observation.indicator, observation.region)
        moves = observation.measure in _MOVING
        stated = unmoved(observation.indicator) if moves else observation.indicator
        fold = folded(stated, observation.region)
        if word := dropped_word(observation):
            known = self._completed((folded(full) for full in names_with(word, stated)), observation)
            return known or Alignment(unlisted(observation, name), "unlisted", 0.0)
        return (
            self._completed(_per_head(fold, observation), observation)
            or self._named(name, observation)
            or self._patterned(name, observation)
            or self._worded(fold, name, observation)
            or self._completed(_in_full(fold, observation), observation)
            or Alignment(unlisted(observation, name), "unlisted", 0.0)
        )

    def _named(self, name: str, observation: Observation) -> Alignment | None:
        for indicator, method in self._by_name.get(name, ()):
            if agrees(indicator, observation) and _is_of_its_field(name, indicator, observation):
                return Alignment(indicator, method, 1.0)
        for alias in _other_names(observation, name):
            for indicator, _ in self._by_name.get(alias, ()):
                if agrees(indicator, observation) and _is_of_its_field(alias, indicator, observation):
                    return Alignment(indicator, "alias", 0.95)
        return None

    def _patterned(self, name: str, observation: Observation) -> Alignment | None:
        for pattern, indicator in self._patterns:
            if pattern.fullmatch(name) and agrees(indicator, observation) and not _is_narrower(name, indicator):
                return Alignment(indicator, "pattern", 0.9)
        return None

    def _worded(self, fold: str, name: str, observation: Observation) -> Alignment | None:
        """The one indicator of the same words, whatever their order and spelling; of another name in its own order."""
        others = (folded(alias) for alias in _other_names(observation, name))
        known = (self._by_words.get(signature(fold), {}), *(self._by_fold.get(other, {}) for other in others))
        for candidates in known:
            found = _only(candidates, fold, observation)
            if found:
                return Alignment(found, "worded", 0.9)
        return None

    def _completed(self, folds: Iterable[str], observation: Observation) -> Alignment | None:
        """The one indicator whose name lacks only what the unit or the sentence says: 参保98% is a 参保率."""
        for fold in folds:
            candidates = self._by_words.get(signature(fold), {})
            found = _only(candidates, fold, replace(observation, indicator=fold))
            if found:
                return Alignment(found, "completed", 0.85)
        return None

    def _in_its_sentence(self, observation: Observation, within: int) -> Alignment | None:
        """The one indicator that the sentence makes of an incomplete name: 普通小学412所，招生5.92万人."""
        dropped = dropped_word(observation)
        for fold in self._complete.of(observation, within):
            if dropped not in fold:
                continue
            found = _only(self._by_fold[fold], fold, replace(observation, indicator=fold))
            if found and not (found.family == "money" and observation.around.each):  # 岗位补贴, 每月1900元
                return Alignment(found, "completed", 0.8)
        return None


def _only(candidates: Mapping[str, Indicator], fold: str, observation: Observation) -> Indicator | None:
    """The candidate that agrees; none where two do."""
    found = [
        indicator
        for indicator in candidates.values()
        if agrees(indicator, observation) and _is_of_its_field(fold, indicator, observation)
    ]
    return found[0] if len(found) == 1 else None


def _per_head(fold: str, observation: Observation) -> Iterator[str]:
    """The folded name with the people that its clause says once for a list: 每千人口拥有医师3.2人、护士3.8人."""
    if observation.around.per and observation.value < _MOST_PER_HEAD and not is_per_head(fold):
        yield folded(observation.around.per + fold)


def _in_full(fold: str, observation: Observation) -> Iterator[str]:
    """The folded name with the word that goes without saying before its unit (入学99.9%, 低保每月750元), or without the
    people that a rate is of anyway (户籍人口基本医保参保率; R09 tells them apart)."""
    if observation.measure is Measure.SHARE:
        if not fold.endswith(_SHARE_ENDINGS):
            yield from (fold + ending for ending in _SHARE_ENDINGS)
        elif fold.endswith(tuple(words()["rates_of_people"])):
            yield _POPULATION.sub("", fold)
    elif observation.unit.startswith(_AMOUNTS_PER_TIME) and not fold.endswith(_STANDARD):
        yield fold + _STANDARD


def _is_narrower(name: str, indicator: Indicator) -> bool:
    """Whether a name has a modifier that no name of the indicator has: 嵌入式就业服务点 are not all 就业服务点."""
    known = (indicator.name, *indicator.aliases, *indicator.patterns)
    return any(all(word not in text for text in known) for word in qualifiers_of(name))


def _is_of_its_field(name: str, indicator: Indicator, observation: Observation) -> bool:
    """Whether a name so short that several fields say it (资助金额) stands in the indicator's, as far as is known."""
    if len(name) > _LONGEST_VAGUE or observation.sector in (indicator.sector, Sector.OTHER):
        return True
    return not observation.rules or _OWN_FIELD in observation.rules


def _other_names(observation: Observation, name: str) -> list[str]:
    """Aliases that are other names or fuller ones, not the name cut short: not 医疗机构 for 开展安宁疗护的医疗机构."""
    aliases = (bare(alias, observation.region) for alias in observation.aliases)
    return [
        alias
        for alias in aliases
        if alias not in name and (name in alias or qualifiers_of(alias) == qualifiers_of(name))
    ]


def agrees(indicator: Indicator, observation: Observation) -> bool:
    """Whether unit, measure and what it is counted per fit the indicator."""
    family = unit_families()[indicator.family]
    if observation.region == NATION and observation.indicator.startswith(tuple(words()["national_parts"])):
        return False
    if family.share and _is_of_greater_whole(indicator, observation):
        return False
    if _is_counted(indicator) and base_of(indicator.name) != base_of(observation.indicator):
        amount_each = indicator.family.startswith(_AMOUNTS) and base_of(indicator.name) == PERSON
        if base_of(observation.indicator) or not amount_each or not says_each(observation):
            return False
    if observation.measure is Measure.RANK:
        return True
    if observation.measure in (Measure.CHANGE, Measure.GAP):
        return observation.unit in SHARES or observation.unit in ("个百分点", "倍") or _has_unit(indicator, observation)
    if family.name == "rank" or (not indicator.intensive and _is_counted(indicator) and is_fraction(observation)):
        return False
    return _has_unit(indicator, observation)


def _is_of_greater_whole(indicator: Indicator, observation: Observation) -> bool:
    """Whether the share is of all there are in a greater region: a county's 占全市总数12% is no share in the county."""
    found = _GREATER_WHOLE.search(observation.indicator)
    region = regions().get(observation.region or "")
    if found is None or region is None or found.group() in indicator.name:
        return False
    return _RANKS.index(region.level) > _RANKS.index(_WHOLES[found["whole"]])


def _is_counted(indicator: Indicator) -> bool:
    """Whether figures of the indicator are counted things or their number per head; shares and ages are neither."""
    return not unit_families()[indicator.family].share and indicator.family not in _NEVER_PER_HEAD


def is_fraction(observation: Observation) -> bool:
    """Whether a level is no whole number and too small to be a rounded one: 3.2 persons are persons per thousand."""
    whole = abs(observation.value - round(observation.value)) < _ROUNDING
    return observation.measure is Measure.LEVEL and abs(observation.value) < _MOST_PER_HEAD and not whole


def _has_unit(indicator: Indicator, observation: Observation) -> bool:
    families = unit_families()
    return any(observation.unit in families[name].members for name in (indicator.family, *indicator.also))


def align(
    observations: Iterable[Observation],
    catalogue: Catalogue | None = None,
    problems: list[UnreadableInputError] | None = None,
) -> list[Fact]:
    """Facts of all observations, in their order. Unlisted names that several regions state become ad-hoc indicators.

    A name that its document gives to several figures of one time stays unlisted: it does not say which it means.
    """
    aligner, problems = Aligner(catalogue), [] if problems is None else problems
    observations, facts = list(observations), []
    wholes: dict[tuple[str, int | None], Observation] = {(whole.document, whole.start): whole for whole in observations}
    for observation in observations:
        with fenced(observation.document, "指标归类", problems):
            found = _as_part(observation, wholes, aligner) or aligner.align(observation)
            indicator = _guarded(found.indicator, observation)
            narrowed = narrowing_of(observation.indicator) - narrowing_of(indicator.name + indicator.definition)
            facts.append(Fact(observation, indicator, found.method, found.score, narrowed=narrowed))
    return with_shared_names(without_vague_names(facts))


def _as_part(
    observation: Observation, wholes: Mapping[tuple[str, int | None], Observation], aligner: Aligner
) -> Alignment | None:
    """The indicator of what was added, where its whole was: 新增托位3260个，其中普惠托位2105个 are 新增普惠托位."""
    whole = wholes.get((observation.document, observation.part_of))
    if whole is None or _ADDED not in whole.indicator or _ADDED in observation.indicator:
        return None
    found = aligner.align(replace(observation, indicator=_ADDED + observation.indicator, aliases=()))
    return replace(found, method="completed") if found.indicator.listed else None


def _guarded(indicator: Indicator, observation: Observation) -> Indicator:
    """The indicator as one that is never ranked, where the figure is an examination's result."""
    return replace(indicator, sensitivity="no_rank") if is_examination(observation) else indicator
