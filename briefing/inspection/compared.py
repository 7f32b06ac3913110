"""Every pair of figures as a record for those who go on working with them: both figures, the verdict, its reasons."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches

from briefing.comparison import Pairings, headline
from briefing.comparison.grouping import groups_of
from briefing.comparison.groups import Group
from briefing.documents.file_names import label
from briefing.errors import NothingFoundError
from briefing.exports.csv_files import csv_lines, plain
from briefing.exports.spreadsheets import Sheet, columns, table_columns, workbook_bytes
from briefing.model import Analysis, Comparability, Comparison, Fact
from briefing.printing.printable import shortened
from briefing.printing.terms import term
from briefing.reference.catalogue import by_id
from briefing.reference.divisions import full_name
from briefing.reference.themes import Theme

Record = dict[str, str | float | None]
_DATE = date(2000, 1, 1)  # no date of ours belongs into the file: the same figures give the same bytes


def chosen(
    analysis: Analysis, region: str = "", theme: Theme | None = None, indicator: str = ""
) -> Iterable[Comparison]:
    """The pairs of a region (its code), a theme or an indicator (its id), of all where nothing is asked for; those of
    examination results are left out."""
    pairs = analysis.comparisons
    if isinstance(pairs, Pairings) and region:
        pairs = pairs.of_region(region)
    elif isinstance(pairs, Pairings) and indicator:
        pairs = pairs.of_indicator(indicator)
    for pair in pairs:
        open_to_all = all(fact.indicator.sensitivity == "public" for fact in (pair.left, pair.right))
        if open_to_all and (theme is None or pair.indicator.sector in theme.sectors):
            yield pair


def indicator_named(name: str, analysis: Analysis) -> str:
    """The id of the indicator that figures of the analysis have and that is called so: by id, name or alias.

    Raises NothingFoundError with the nearest names where there is none.
    """
    present = {fact.indicator.id: fact.indicator for fact in (*analysis.facts, *analysis.derived)}
    for one in present.values():
        if name in (one.id, one.name, *one.aliases):
            return one.id
    if any(name in (one.id, one.name, *one.aliases) for one in by_id().values()):
        raise NothingFoundError(f"文献中没有属于指标“{name}”的数字。用 python -m briefing list 查看有哪些数据。")
    known = list(dict.fromkeys(one.name for one in (*present.values(), *by_id().values()) if one.listed))
    near = get_close_matches(name, known, n=3, cutoff=0.3)
    hint = f"相近的有：{'、'.join(near)}。" if near else "指标名称见 docs/catalogue.md。"
    raise NothingFoundError(f"没有名为“{shortened(name, 30)}”的指标，{hint}")


def meetings(analysis: Analysis) -> list[str]:
    """The lines that tell which indicators bring regions together, and which documents the figures stand in, folder by
    folder: what a document has to say beside others. None where nothing meets."""
    indicators: dict[str, tuple[str, dict[str, Comparability]]] = {}
    figures: dict[str, set[str]] = defaultdict(set)
    for pair in headline(chosen(analysis)):
        if pair.verdict.outcome is Comparability.NOT_COMPARABLE:
            continue
        _, regions = indicators.setdefault(pair.indicator.id, (pair.indicator.name, {}))
        for fact in (pair.left, pair.right):
            region, best = fact.observation.region or "", pair.verdict.outcome
            regions[region] = min(best, regions.get(region, best), key=list(Comparability).index)
            figures[fact.observation.document].add(fact.observation.id)
    if not indicators:
        return []
    by_reach = sorted(indicators.values(), key=lambda one: (-len(one[1]), one[0]))
    return ["指标", *(f"  {name}  {_grades(regions)}" for name, regions in by_reach), "文献", *_folders(figures)]


def _grades(regions: Mapping[str, Comparability]) -> str:
    """The regions of an indicator by how well they compare at best."""
    grades: dict[Comparability, list[str]] = defaultdict(list)
    for code, best in sorted(regions.items()):
        grades[best].append(full_name(code))
    return "；".join(f"{term(best)} {'、'.join(grades[best])}" for best in Comparability if best in grades)


def _folders(figures: Mapping[str, Collection[str]]) -> Iterator[str]:
    folders: dict[str, list[str]] = defaultdict(list)
    for document in sorted(figures):
        folders[document.rpartition("/")[0]].append(document)
    for folder, documents in folders.items():
        yield f"  {folder or '文献文件夹'}  {len(documents)} 篇"
        yield from (f"    {label(document)}  {len(figures[document])} 个数字" for document in documents)


def records(pairs: Iterable[Comparison]) -> Iterator[Record]:
    """One record a pair, keys as `[compared]` of columns.toml lists them."""
    for pair in pairs:
        yield {
            "indicator": pair.indicator.id,
            "name": pair.indicator.name,
            "sector": pair.indicator.sector.value,
            **_side("left", pair.left),
            **_side("right", pair.right),
            "verdict": pair.verdict.outcome.value,
            "codes": " ".join(reason.code for reason in pair.verdict.reasons),
            "reasons": "".join(reason.text for reason in pair.verdict.reasons),
        }


def ordered(analysis: Analysis, region: str = "", theme: Theme | None = None, indicator: str = "") -> Iterator[Record]:
    """One record a region of every group, keys as `[ordered]` of columns.toml lists them: the comparable in their order
    with their places where they are ranked, then those beside them and those refused, with the reason."""
    pool = groups_of(analysis)
    names = [indicator] if indicator else pool.pairs.indicators()
    groups = (group for name in names for group in pool.of_indicator(name))
    open_to_all = (g for g in groups if g.indicator.sensitivity == "public")
    chosen_groups = (g for g in open_to_all if theme is None or g.indicator.sector in theme.sectors)
    for number, group in enumerate(filter(lambda g: _has(g, region), chosen_groups), 1):
        for member in group.members:
            places = (member.first, member.last) if group.ranked else (None, None)
            yield _placed(number, group, member.fact, places, Comparability.COMPARABLE)
        for aside in (*group.beside, *group.refused):
            told = _placed(number, group, aside.fact, (None, None), aside.verdict.outcome)
            reasons = aside.verdict.reasons
            yield told | {
                "against": full_name(aside.against.observation.region or ""),
                "codes": " ".join(reason.code for reason in reasons),
                "reasons": "".join(reason.text for reason in reasons),
            }


def _has(group: Group, region: str) -> bool:
    facts = (*group.shown, *(aside.fact for aside in group.refused))
    return not region or any(fact.observation.region == region for fact in facts)


def _placed(
    number: int, group: Group, fact: Fact, places: tuple[int | None, int | None], outcome: Comparability
) -> Record:
    return {
        "group": number,
        "indicator": group.indicator.id,
        "name": group.indicator.name,
        "sector": group.indicator.sector.value,
        "first": places[0],
        "last": places[1],
        "outcome": outcome.value,
        "against": None,
        "codes": "",
        "reasons": "",
        **_figure(fact),
    }


def _side(side: str, fact: Fact) -> Record:
    return {f"{side}_{name}": value for name, value in _figure(fact).items()}


def _figure(fact: Fact) -> Record:
    observation, made = fact.observation, fact.derivation
    return {
        "region": observation.region,
        "region_name": full_name(observation.region or ""),
        "stated": made.numerator.indicator if made else observation.indicator,
        "value": observation.value,
        "upper": observation.upper,
        "unit": observation.unit,
        "bound": observation.bound.value,
        "period": observation.period,
        "status": observation.status.value,
        "numerator": made.numerator.value if made else None,
        "denominator": made.denominator if made else None,
        "denominator_name": made.denominator_name if made else None,
        "id": observation.id,
    }


def csv_text(found: Iterable[Record], table: str) -> Iterator[str]:
    """The lines of a CSV table of the records; `table`: `compared` for pairs, `ordered` for groups."""
    told = table_columns()[table]
    return csv_lines(told, ([record[name] for name in told] for record in found))


def json_lines(found: Iterable[Record]) -> Iterator[str]:
    """One JSON object a line, the line break included."""
    return (json.dumps({name: plain(value) for name, value in one.items()}, ensure_ascii=False) + "\n" for one in found)


def workbook(pairs: Iterable[Record], groups: Iterable[Record]) -> bytes:
    """The records of pairs and of groups as an .xlsx file with a sheet for each."""
    sheets = [_sheet("逐对判定", "compared", pairs), _sheet("排序与并列", "ordered", groups)]
    return workbook_bytes(sheets, "逐对判定", _DATE)


def _sheet(name: str, table: str, found: Iterable[Record]) -> Sheet:
    told = table_columns()[table]
    return Sheet(name, columns(told.values()), [[record[key] for key in told] for record in found])
