"""The workbook that comes back → corrections and aliases. Every cell is checked first; with one wrong, none counts.

The workbook remembers what the corrections file said when it was exported. What the editor left alone stays as the file
has it now; what the editor changed replaces it, unless somebody else has changed it meanwhile.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from briefing import corrections as decisions
from briefing.comparison.alignment import agrees
from briefing.errors import ConfigurationError
from briefing.model import Correction, Observation
from briefing.reference.catalogue import by_id, by_name
from briefing.reference.local_catalogue import Alias, with_aliases
from briefing.review.cells import CellError, parse
from briefing.review.export import expected_cells
from briefing.review.hidden_record import record
from briefing.review.material import Material, facts_by_id
from briefing.review.returned_workbook import Row, read
from briefing.review.review_sheets import CORRECTED, FIGURE_SHEETS, INDICATORS, OUTDATED

_EDITED = tuple(f.key for f in CORRECTED if f.edited)
_SIGNED = ("reason", "author", "date")
_HEADS = {f.key: f.head for f in CORRECTED}
_MOST_MESSAGES = 20


@dataclass(frozen=True, slots=True)
class Plan:
    """What the two files are to hold, and how that differs from what they hold."""

    corrections: tuple[Correction, ...]
    aliases: tuple[Alias, ...]
    added: int
    changed: int
    withdrawn: int
    new_aliases: int

    @property
    def summary(self) -> str:
        """The difference in a sentence."""
        return (
            f"新增 {self.added} 条改动，修改 {self.changed} 条，撤销 {self.withdrawn} 条，"
            f"新增 {self.new_aliases} 个指标别名；现共 {len(self.corrections)} 条改动、{len(self.aliases)} 个别名。"
        )


@dataclass(slots=True)
class _Complaints:
    """What is wrong in the workbook, cell by cell."""

    found: list[str] = field(default_factory=list)

    def add(self, place: str, problem: str) -> None:
        self.found.append(f"{place}：{problem}。")

    def raise_if_any(self, name: str) -> None:
        if not self.found:
            return
        if len(self.found) == 1:
            raise ConfigurationError(f"{name} {self.found[0]}什么也没有写入，请改正后再试。")
        shown = "\n".join(f"  {line}" for line in self.found[:_MOST_MESSAGES])
        more = f"\n  另有 {len(self.found) - _MOST_MESSAGES} 处。" if len(self.found) > _MOST_MESSAGES else ""
        raise ConfigurationError(f"{name} 有 {len(self.found)} 处要改正，什么也没有写入：\n{shown}{more}")


@dataclass(frozen=True, slots=True)
class _Draft:
    """A row's decision: None for no correction; `base` is what the file said at export."""

    row: Row
    correction: Correction | None
    base: str


def plan(path: Path, material: Material, current: Iterable[Correction]) -> Plan:
    """What the workbook at `path` asks for, on top of the current corrections and aliases.

    Raises ConfigurationError naming sheet and cell of everything that is wrong, UnreadableInputError, UsageError.
    """
    rows = read(path, (*FIGURE_SHEETS, INDICATORS, OUTDATED))
    complaints = _Complaints()
    extracted = {observation.id: observation for observation in material.extracted}
    drafts: dict[str, list[_Draft]] = {}
    for row in (row for name in FIGURE_SHEETS for row in rows.get(name, ())):
        draft = _draft(row, extracted, complaints)
        if draft is not None:
            drafts.setdefault(str(row.get("id")), []).append(draft)
    known = {correction.figure: correction for correction in current}
    result = dict(known)
    for row in rows.get(OUTDATED, ()):
        figure = str(row.get("id"))
        if figure in known and record(known[figure]) == row.get("base"):
            result.pop(figure, None)
    for figure, found in drafts.items():
        _settle(figure, found, result, complaints)
    before = material.catalogue.local
    new = _new_aliases(rows.get(INDICATORS, ()), material, complaints)
    complaints.raise_if_any(path.name)
    return _compared(known, result, before, new)


def _compared(
    known: Mapping[str, Correction], result: Mapping[str, Correction], before: Sequence[Alias], new: Sequence[Alias]
) -> Plan:
    return Plan(
        corrections=tuple(result.values()),
        aliases=(*before, *new),
        added=len(result.keys() - known.keys()),
        changed=sum(known[figure] != result[figure] for figure in known.keys() & result.keys()),
        withdrawn=len(known.keys() - result.keys()),
        new_aliases=len(new),
    )


def _draft(row: Row, extracted: Mapping[str, Observation], complaints: _Complaints) -> _Draft | None:
    """The decision of a row; None for a row that says nothing or is wrong."""
    base = str(row.get("base") or "")
    edited = [key for key in _EDITED if key in row.cells]
    observation = extracted.get(str(row.get("id")))
    if observation is None:
        if edited:
            problem = f"编号“{row.get('id')}”在现有文献中没有对应的数字" if row.get("id") else "这一行没有编号"
            complaints.add(row.place("id"), f"{problem}，请重新导出工作簿后填写")
        return None
    if not edited:
        return _Draft(row, None, base)
    count = len(complaints.found)
    correction = _correction(row, edited, observation, complaints)
    if len(complaints.found) > count or correction is None:
        return None
    if record(correction) != base and not _unchanged(row, observation, complaints):
        return None
    return _Draft(row, correction, base)


def _correction(
    row: Row, edited: Sequence[str], observation: Observation, complaints: _Complaints
) -> Correction | None:
    values: dict[str, str | float | bool] = {}
    for key in edited:
        try:
            unit = str(row.get("unit") or observation.unit)
            values[key] = parse(key, row.cells[key], unit)
        except CellError as error:
            complaints.add(row.place(key), f"{_HEADS[key]}{error}")
    changes = [(name, values[name]) for name in decisions.FIELDS if name in values]
    same = dict(decisions.extracted(observation, [name for name, _ in changes]))
    drop = values.get("drop") is True
    wrong = [key for key in edited if key not in values]
    if wrong:
        return None
    for name, value in changes:
        if same[name] == value:
            complaints.add(row.place(name), f"{_HEADS[name]}与抽取的相同，不改请清空")
    if drop and changes:
        complaints.add(row.place("drop"), "既要剔除又要改正，请只留一样")
    elif not drop and not changes:
        complaints.add(row.place(edited[0]), "填了理由、姓名或日期，却没有填要改正的内容")
    for key in _SIGNED:
        if not values.get(key):
            complaints.add(row.place(key), f"有改动而没有填{_HEADS[key]}")
    return Correction(
        document=observation.document,
        start=observation.start,
        text=observation.text,
        expected=decisions.extracted(observation, ["value", "unit", *(name for name, _ in changes)]),
        changes=tuple((name, value) for name, value in changes if not isinstance(value, bool)),
        reason=str(values.get("reason", "")),
        author=str(values.get("author", "")),
        date=str(values.get("date", "")),
        drop=drop,
    )


def _unchanged(row: Row, observation: Observation, complaints: _Complaints) -> bool:
    """Whether the extraction still says what the editor saw in the locked columns."""
    for name, now in expected_cells(observation).items():
        seen = row.get(f"expected_{name}")
        if isinstance(seen, int | float) and isinstance(now, int | float):
            same = math.isclose(seen, now, rel_tol=1e-9)
        else:
            same = str(seen or "") == str(now or "")
            same = same or (name == "status" and str(seen or "—") in str(now))  # 目标: the word of older workbooks
        if not same:
            complaints.add(
                row.place(f"expected_{name}"),
                f"工作簿中是“{seen}”，现在抽取的是“{now}”，文献或程序已有变化，请重新导出工作簿后填写",
            )
            return False
    return True


def _settle(figure: str, drafts: Sequence[_Draft], result: dict[str, Correction], complaints: _Complaints) -> None:
    """Bring together what the sheets say of one figure, and what the file says now."""
    changed = [draft for draft in drafts if record(draft.correction) != draft.base]
    if not changed:
        return
    first, *others = changed
    for other in others:
        if record(other.correction) != record(first.correction):
            complaints.add(
                other.row.place("id"), f"与工作表“{first.row.sheet}”第 {first.row.number} 行对同一个数字的改动不一致"
            )
            return
    now = record(result.get(figure))
    wanted = record(first.correction)
    if now not in (first.base, wanted):
        complaints.add(first.row.place("id"), "工作簿导出以后，这个数字又有了别的改动，请重新导出工作簿后填写")
    elif first.correction is None:
        result.pop(figure, None)
    else:
        result[figure] = first.correction


def _new_aliases(rows: Iterable[Row], material: Material, complaints: _Complaints) -> list[Alias]:
    """The names that editors confirmed and the local catalogue does not have yet."""
    facts = facts_by_id(material.analysis)
    have = {(alias.indicator, alias.name) for alias in material.catalogue.local}
    new: list[Alias] = []
    for row in rows:
        values: dict[str, str] = {}
        for key in ("indicator", *_SIGNED):
            if key in row.cells:
                try:
                    values[key] = str(parse(key, row.cells[key]))
                except CellError as error:
                    complaints.add(row.place(key), f"{_HEADS[key]}{error}")
        if not any(key in row.cells for key in ("indicator", *_SIGNED)):
            continue
        alias = _alias(row, values, complaints)
        if alias is None or (alias.indicator, alias.name) in have:
            continue
        fact = facts.get(str(row.get("id")))
        indicator = by_id()[alias.indicator]
        if fact is not None and not agrees(indicator, fact.observation):
            complaints.add(
                row.place("indicator"),
                f"“{indicator.name}”的单位或种类与“{alias.name}”（{fact.observation.unit}）不合，不能归入",
            )
            continue
        try:
            with_aliases(material.catalogue.indicators, [*new, alias], "指标目录")
        except ConfigurationError:
            complaints.add(row.place("name"), f"“{alias.name}”已是另一个指标的名称，不能归入“{indicator.name}”")
            continue
        have.add((alias.indicator, alias.name))
        new.append(alias)
    return new


def _alias(row: Row, values: Mapping[str, str], complaints: _Complaints) -> Alias | None:
    count = len(complaints.found)
    name, asked = str(row.get("name") or ""), values.get("indicator", "")
    if not name:
        complaints.add(row.place("name"), "这一行没有文献中的叫法，请重新导出工作簿后填写")
    if "indicator" not in row.cells:
        complaints.add(row.place("indicator"), "填了理由、姓名或日期，却没有填归入哪个指标")
    elif asked and asked not in by_name():
        complaints.add(row.place("indicator"), f"“{asked}”不在指标目录中，请从清单中选择")
    for key in _SIGNED:
        if key not in row.cells:
            complaints.add(row.place(key), f"确认了指标而没有填{_HEADS[key]}")
    if len(complaints.found) > count or not asked:
        return None
    return Alias(by_name()[asked].id, name, values["reason"], values["author"], values["date"])
