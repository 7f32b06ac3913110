"""The first page of a region's briefing: where it stands, in one sentence, three to five tiles and one chart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from briefing.charts.ranked import Column, RankedRow, Reference, ranked_charts
from briefing.comparison.benchmark_gaps import is_timely
from briefing.composition import headline
from briefing.composition.fixed_wordings import benchmark_value, reason_word, wordings
from briefing.composition.held import Held
from briefing.composition.page_model import Figure, Front, Listing, Mark, Point
from briefing.composition.peers import words_of
from briefing.composition.rows import key, unit_text
from briefing.composition.shared_parts import NINE_FIELDS, has_inferred_year, left_out_note
from briefing.composition.source_numbers import SourceRegister
from briefing.composition.target_rows import Standing, standing
from briefing.composition.tiles import chosen, place_of, tile
from briefing.composition.truths import truth
from briefing.model import Analysis, Benchmark, Fact, Observation
from briefing.printing import numbers, periods
from briefing.printing.terms import term
from briefing.reference.benchmarks import available
from briefing.reference.catalogue import by_name
from briefing.reference.divisions import NATION, short_name
from briefing.reference.short_names import short_name as indicator_name

_ONE_ROW, _TWO_ROWS = 60.0, 27.0  # millimetres that the rows of a chart may take below one row of tiles, below two
_TILES_A_ROW = 3
_MOST_ABSENT = 4
_MOST_MISSING = 12
_MOST_DRAWN = 9
_MOST_TARGETS = 6


def region_front(
    analysis: Analysis,
    title: str,
    month: str,
    held: Sequence[Held],
    facts: Sequence[Fact],
    left_out: Sequence[Observation],
    register: SourceRegister,
) -> Front:
    """The first page of a region from what it is held against, all its figures, and those that are `left_out` because
    they are no statistics of it. `title` says what the paper is."""
    shown = chosen(held)
    open_to_all = [one for one in held if one.fact.indicator.sensitivity == "public"]
    figure = _figure(shown, held)
    tiles = tuple(tile(one, register) for one in shown)
    return Front(
        kicker=title,
        verdict=headline.lines(headline.region_sentence(open_to_all)),
        deck=headline.deck(open_to_all),
        tiles=tiles,
        figure=figure,
        listing=None if figure else _missing(analysis, month, held, len(tiles)),
        absent=tuple(_absent(month, held, facts, left_out)),
        legend=tuple(Mark(mark, text) for mark, text in wordings()["front"].items()),
    )


def _figure(shown: Sequence[Held], held: Sequence[Held]) -> Figure | None:
    """The first chart that is possible: a tile's ranking, else how far several indicators are from their targets."""
    room = _ONE_ROW if len(shown) <= _TILES_A_ROW else _TWO_ROWS
    for one in shown:
        if one.group is not None and one.group.ranked and one.comparable:
            return ranking(one, room)
    targeted = [one for one in held if one.target is not None and one.fact.indicator.sensitivity == "public"]
    return _attainment(targeted[:_MOST_TARGETS], room) if len(targeted) > 1 else None


def ranking(one: Held, room: float) -> Figure | None:
    """The regions of an indicator in the order of their values, the own one among them; their sources stand with the
    comparison."""
    assert one.group is not None
    asides = {key(aside.fact): words_of(aside.verdict) for aside in one.group.beside}
    facts = sorted(_drawn(one), key=lambda fact: -fact.observation.value)
    target = one.target.benchmark if one.target else None
    nation = one.nation.benchmark if one.nation and is_timely(one.nation) else None
    rows = [
        RankedRow(
            label=short_name(fact.observation.region or ""),
            value=fact.observation.value,
            text=numbers.figure(fact.observation),
            solid=key(fact) not in asides,
            own=fact is one.fact,
            truth=truth(fact),
            nation=nation.value if nation else None,
            cells=(periods.short_label(fact.observation.period), asides.get(key(fact), "")),
        )
        for fact in facts
    ]
    columns = (Column("时点", 17), Column("只并列的原因", 28))
    line = f"全国{nation.year}年 {benchmark_value(nation)}" if nation else ""
    reference = Reference(target.value, f"目标 {benchmark_value(target)}") if target else None
    unit = unit_text(one.fact.observation) or one.fact.observation.unit
    about = f"{one.fact.indicator.name}（{unit}）；{one.group.peers.name}；实心可比，空心只并列" + (
        "；虚线为全国" if nation else ""
    )
    charts = ranked_charts(rows, reference, (_ranking_title(one), about), unit, columns, room, line)
    drawn = tuple(benchmark for benchmark in (target, nation) if benchmark)
    return Figure(charts[0], (), tuple(facts), drawn) if charts else None


def _ranking_title(one: Held) -> str:
    """Where the own value stands: `每千人口托位数：江山4.91个，高于3个可比地区，高于目标`."""
    own = one.fact.observation
    words = {
        Standing.ABOVE: "高于{}个可比地区",
        Standing.BELOW: "低于{}个可比地区",
        Standing.LEVEL: "与{}个可比地区基本相当",
    }
    told = [words[kind].format(number) for kind, number in one.standings.items() if number]
    if one.targeted and one.target is not None:
        word = {Standing.ABOVE: "高于目标", Standing.BELOW: "低于目标", Standing.LEVEL: "与目标持平"}
        told.append(word[standing(one.target)])
    return f"{indicator_name(one.fact.indicator.name)}：{place_of(one.fact)}{numbers.phrase(own)}，{'，'.join(told)}"


def _drawn(one: Held) -> list[Fact]:
    """The own figure, the comparable ones and as many of those beside as have room."""
    beside = [aside.fact for aside in one.beside]
    comparable = list(one.comparable)
    if len(comparable) >= _MOST_DRAWN:  # both ends and the neighbours of the own value
        lower = [f for f in comparable if f.observation.value <= one.fact.observation.value]
        higher = comparable[len(lower) :]
        comparable = [
            *_ends(lower, _MOST_DRAWN // 2, near_last=True),
            *_ends(higher, _MOST_DRAWN // 2, near_last=False),
        ]
    return [one.fact, *comparable, *beside[: max(0, _MOST_DRAWN - 1 - len(comparable))]]


def _ends(facts: Sequence[Fact], count: int, *, near_last: bool) -> list[Fact]:
    if len(facts) <= count:
        return list(facts)
    return [facts[0], *facts[1 - count :]] if near_last else [*facts[: count - 1], facts[-1]]


def _attainment(held: Sequence[Held], room: float) -> Figure | None:
    """How far several indicators are from their targets, in per cent of the target."""
    rows = []
    drawn: list[Benchmark] = []
    for one in held:
        gap, nation = one.target, one.nation
        assert gap is not None  # only those with a target are drawn
        open_ = standing(gap) is Standing.OPEN
        limits = "、".join(dict.fromkeys(reason_word(c.code) for c in gap.conditions)) or "约数"
        timely = nation is not None and is_timely(nation)
        rows.append(
            RankedRow(
                label=indicator_name(one.fact.indicator.name),
                value=one.fact.observation.value / gap.benchmark.value * 100,
                text="",
                solid=not open_,
                own=True,
                truth=truth(one.fact),
                nation=nation.benchmark.value / gap.benchmark.value * 100 if nation and timely else None,
                cells=(
                    numbers.figure(one.fact.observation),
                    benchmark_value(gap.benchmark),
                    benchmark_value(nation.benchmark) if nation and timely else "—",
                    f"只并列：{limits}" if open_ else "可比",
                ),
            )
        )
        drawn += [gap.benchmark, *([nation.benchmark] if nation and timely else [])]
    columns = (Column("本地", 15), Column("目标", 15), Column("全国", 15), Column("可否论高低", 37))
    about = "本地值相当于目标的百分数（目标＝100），横轴从0起；短虚线为同年全国；实心可比，空心只并列"
    titles = (_attained(held), about)
    target = Reference(100.0, "目标＝100")
    charts = ranked_charts(rows, target, titles, "", columns, room, from_zero=True, names=34.0, minimum=2)
    facts = tuple(one.fact for one in held)
    return Figure(charts[0], (), facts, tuple(dict.fromkeys(drawn))) if charts else None


def _attained(held: Sequence[Held]) -> str:
    counts = {kind: sum(standing(one.target) is kind for one in held if one.target) for kind in Standing}
    words = {Standing.ABOVE: "高于", Standing.BELOW: "低于", Standing.LEVEL: "持平", Standing.OPEN: "只并列"}
    told = "，".join(f"{counts[kind]}项{word}" for kind, word in words.items() if counts[kind])
    return f"与{headline.target_name(one.target.benchmark for one in held if one.target)}对照：{told}"


def _targets(month: str) -> list[Benchmark]:
    """The nation's targets of the plan that has the most of them, in the order of the catalogue."""
    known = [b for b in available(month) if b.kind == "target" and b.region == NATION and b.indicator in by_name()]
    listed = [b for b in known if by_name()[b.indicator].intensive]
    started = [b for b in listed if periods.plan_start(b.year) <= int(month[:4])]
    years = Counter(b.year for b in started)
    fullest = max(years, key=lambda year: (years[year], year), default=0)
    order = list(by_name())
    return sorted((b for b in started if b.year == fullest), key=lambda b: order.index(b.indicator))


def _without_figure(month: str, held: Sequence[Held]) -> list[Benchmark]:
    own = {one.fact.indicator.name for one in held}
    return [target for target in _targets(month) if target.indicator not in own]


def _missing(analysis: Analysis, month: str, held: Sequence[Held], tiles: int) -> Listing | None:
    """What would have something to be held against: the nation's targets without a figure of the region."""
    targets = _without_figure(month, held)
    if not targets:
        return None
    most = _MOST_MISSING if tiles <= _TILES_A_ROW else _MOST_MISSING // 2
    rows = tuple(
        (target.indicator, benchmark_value(target), *_latest_of_nation(target, month), _elsewhere(analysis, target))
        for target in targets[:most]
    )
    title = f"全国有目标而未见本地数的有{len(targets)}项，补上即可对照"
    more = f"，列前{most}项" if len(targets) > most else ""
    about = f"“{periods.plan_of(targets[0].year)}”全国目标，不是对本地的考核要求{more}"
    return Listing(title, about, ("指标", "目标", "最近全国值", "年份", "本期有此数的地区"), rows)


def _latest_of_nation(target: Benchmark, month: str) -> tuple[str, str]:
    known = [
        b for b in available(month) if b.kind == "actual" and b.region == NATION and b.indicator == target.indicator
    ]
    found = max(known, key=lambda b: b.year, default=None)
    return (benchmark_value(found), str(found.year)) if found else ("—", "")


def _elsewhere(analysis: Analysis, target: Benchmark) -> str:
    """The regions that report the indicator, the latest two."""
    told: dict[str, Fact] = {}
    for fact in analysis.facts:
        if fact.indicator.name == target.indicator and fact.observation.region not in (None, NATION):
            told.setdefault(fact.observation.region or "", fact)
    latest = sorted(told.values(), key=lambda fact: -periods.last_month(fact.observation.period))[:2]
    names = [
        f"{place_of(f)}{numbers.figure(f.observation)}（{periods.short_label(f.observation.period)}）" for f in latest
    ]
    return "、".join(names) + (f"等{len(told)}地" if len(told) > len(latest) else "") or "—"


def _absent(
    month: str, held: Sequence[Held], facts: Sequence[Fact], left_out: Sequence[Observation]
) -> Iterator[Point]:
    """What the edition lacks, national targets without a figure and fields without a report, and what it rests on."""
    told = []
    names = [indicator_name(target.indicator) for target in _without_figure(month, held)]
    if names:
        more = f"等{len(names)}项" if len(names) > _MOST_ABSENT else ""
        told.append(f"全国有目标而未见本地数：{'、'.join(names[:_MOST_ABSENT])}{more}")
    reported = {fact.indicator.sector for fact in facts}
    silent = [term(sector).removesuffix("保障") for sector in NINE_FIELDS if sector not in reported]
    if silent:
        told.append(f"{'、'.join(silent)}未见报道，不表示没有")
    if told:
        yield Point(f"本期缺什么　{'；'.join(told)}。")
    yield Point(f"依据　{_basis(facts)}。{left_out_note(left_out)}")


def _basis(facts: Sequence[Fact]) -> str:
    """How many reports the figures are from, and that the years of some were inferred."""
    reports = {fact.observation.document for fact in facts}
    inferred = {fact.observation.document for fact in facts if has_inferred_year(fact)}
    told = f"{len(reports)}篇报道的{len(facts)}项数据"
    if not inferred:
        return told
    which = "" if len(inferred) == len(reports) else f"其中{len(inferred)}篇"
    return f"{told}，{which}没有写明刊发年份，年份为推定"
