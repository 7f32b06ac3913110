"""All that a region is held against on one page: a row an indicator, each on its own printed ruler."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.charts.ruler import Mark as RulerMark
from briefing.charts.ruler import ruler
from briefing.comparison.benchmark_gaps import is_timely
from briefing.composition.fixed_wordings import wordings
from briefing.composition.held import Held
from briefing.composition.page_model import Figure, Mark, PeerValue, RulerRow, Rulers, Section, TileLine
from briefing.composition.rows import held_name, mark_signs, marks, unit_text
from briefing.composition.source_numbers import SourceRegister
from briefing.composition.target_rows import SIGNS, Standing, targets_remark
from briefing.composition.tiles import against, place_of
from briefing.composition.truths import truth
from briefing.model import BenchmarkGap, Fact, Verdict
from briefing.narrative.standings import median_text, position
from briefing.printing import numbers, periods
from briefing.printing.printable import shortened
from briefing.reference.divisions import short_name as place_name

_MOST_PEERS = 9  # regions of a row; of more both ends and the neighbours of the own value
_TOWARDS = {"higher_better": "高为好", "lower_better": "低为好", "neutral": "不评好坏"}


def comparison_section(held: Sequence[Held], month: str, register: SourceRegister) -> Section | None:
    """A region's indicators with what they are held against; None where nothing is. `month`: of the edition, which says
    what a plan is that was over before it."""
    told = [one for one in held if not one.alone and one.fact.indicator.sensitivity == "public"]
    if not told:
        return None
    judged = tuple(_row(one, register) for one in told if one.judged)
    beside = tuple(_row(one, register) for one in told if not one.judged)
    used = dict.fromkeys(peer.reason for row in (*judged, *beside) for peer in row.peers if peer.reason)
    meanings = dict(wordings()["one_character"].values())
    remark = (
        "每行一尺，两端印数，行间不比长短；各地由小到大排。▲▼＝后为本地高于、低于、基本相当（差不足5%或不足末位）的可比地区数；"
        "名次只用于两两可比的地区。" + targets_remark([gap for one in told for gap in one.gaps], month, "本地")
    )
    rulers = Rulers(judged, beside, tuple(Mark(sign, meanings[sign]) for sign in used))
    return Section("comparison", _title(held), rulers=rulers, remark=remark)


def _title(held: Sequence[Held]) -> str:
    against_peers = any(one.comparable or one.beside for one in held)
    against_above = any(one.gaps for one in held)
    if against_peers and against_above:
        return "与目标、全国和各地对照"
    return "与各地对照" if against_peers else "与目标、全国和上级对照"


def _row(one: Held, register: SourceRegister) -> RulerRow:
    observation = one.fact.observation
    unit = unit_text(observation)
    peers = [*((fact, "") for fact in one.comparable), *((a.fact, reason(a.verdict)) for a in one.beside)]
    peers.sort(key=lambda peer: (peer[0].observation.value, peer[0].observation.region or ""))
    shown = _shown(peers, observation.value)
    gaps = [gap for gap in (one.target, *one.above, one.nation) if gap]
    scope = one.group.peers.name if one.group and peers and one.group.peers.codes is not None else ""
    note = [unit, _TOWARDS[one.fact.indicator.polarity], scope]
    text, tone = _standing(one)
    return RulerRow(
        name=shortened(held_name(one.fact), 28),
        note=" · ".join(part for part in note if part),
        value=numbers.figure(observation),
        marks=mark_signs(marks(one.fact, [c for gap in gaps for c in gap.caveats])),
        period=periods.short_label(observation.period),
        ruler=_ruler(one, peers),
        standing=text,
        tone=tone,
        peers=(*map(_peer, shown), *([PeerValue(f"等{len(peers)}地")] if len(shown) < len(peers) else [])),
        references=tuple(_references(one)),
        citations=(
            *register.cite_all((observation, *(fact.observation for fact, _ in shown))),
            *register.cite_benchmarks(gap.benchmark for gap in gaps),
            *register.cite_denominators([one.fact]),
        ),
        fact=one.fact,
        others=tuple(fact for fact, _ in peers),
        benchmarks=tuple(gap.benchmark for gap in (one.target, one.nation, *one.above) if gap),
    )


def reason(found: Verdict) -> str:
    """Why a value only stands beside another, in one character: of several the gravest."""
    characters = wordings()["one_character"]
    codes = [caveat.code for caveat in found.reasons]
    return next((characters[code][0] for code in characters if code in codes), "")


def _shown(peers: Sequence[tuple[Fact, str]], own: float) -> list[tuple[Fact, str]]:
    """Every region's value; of very many both ends and the neighbours of the own one."""
    if len(peers) <= _MOST_PEERS:
        return list(peers)
    lower = sum(fact.observation.value <= own for fact, _ in peers)
    kept = {0, lower - 2, lower - 1, lower, lower + 1, len(peers) - 1}
    return [peer for number, peer in enumerate(peers) if number in kept]


def _peer(peer: tuple[Fact, str]) -> PeerValue:
    fact, sign = peer
    return PeerValue(f"{place_of(fact)}{numbers.figure(fact.observation)}", sign)


def _standing(one: Held) -> tuple[str, str]:
    """How many comparable regions it is higher, lower than, and where it is among them."""
    counts = {kind: number for kind, number in one.standings.items() if number}
    if not counts:
        return (f"{SIGNS[Standing.OPEN]}{len(one.beside)}", Standing.OPEN.value) if one.beside else ("", "")
    told = " ".join(f"{SIGNS[kind]}{number}" for kind, number in counts.items())
    tone = next(iter(counts)).value if len(counts) == 1 else Standing.LEVEL.value
    group = one.group
    if group is not None and group.ranked and group.own_member is not None:
        told += f"　{position(group, group.own_member)}，中位数{median_text(group)}"
    return told, "neutral" if one.fact.indicator.polarity == "neutral" else tone


def _references(one: Held) -> Iterator[TileLine]:
    neutral = one.fact.indicator.polarity == "neutral"
    yield against("目标", one.target, neutral=neutral)
    yield against("全国", one.nation, neutral=neutral)
    for gap in one.above:
        yield against(place_name(gap.benchmark.region), gap, neutral=neutral)


def _ruler(one: Held, peers: Sequence[tuple[Fact, str]]) -> Figure:
    drawn: list[BenchmarkGap] = [gap for gap in (one.target, one.nation) if gap is not None and is_timely(gap)]
    found = [RulerMark(one.fact.observation.value, "own" if one.judged else "open", truth(one.fact))]
    found += [RulerMark(fact.observation.value, "hollow" if sign else "solid", truth(fact)) for fact, sign in peers]
    found += [RulerMark(g.benchmark.value, "target" if g.benchmark.kind == "target" else "nation") for g in drawn]
    told = [f"{one.fact.indicator.name}：本地{numbers.figure(one.fact.observation)}"]
    told += [f"{place_of(fact)}{numbers.figure(fact.observation)}" for fact, _ in peers[:_MOST_PEERS]]
    chart = ruler(found, share=one.fact.observation.unit == "%", told="，".join(told))
    return Figure(chart, (), (one.fact, *(fact for fact, _ in peers)), tuple(gap.benchmark for gap in drawn))
