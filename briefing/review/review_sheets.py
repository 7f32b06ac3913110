"""The correction workbook's sheets and columns: the one description that export writes and apply reads."""

from __future__ import annotations

from dataclasses import dataclass

FIGURES = "数字"
REGIONS = "地区未定"
INDICATORS = "指标未对上"
CHECKS = "勾稽未平"
UNREAD = "读不了的文件"
OUTDATED = "失效的改动"
HELP = "说明"
LISTS = "选项"
FIGURE_SHEETS = (REGIONS, CHECKS, FIGURES)  # a figure may be corrected on any of them

YES = "是"
UNKNOWN = "未定"


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its key in the program, its head, its width; `edited`: an editor fills it in; `hint` is shown there."""

    key: str
    head: str
    width: float = 12
    edited: bool = False
    hidden: bool = False
    hint: str = ""


# What was extracted: locked. `expected_` columns are compared when the workbook comes back.
EXTRACTED = (
    Field("id", "编号", 26),
    Field("document", "文献", 24),
    Field("sentence", "原句", 60),
    Field("expected_text", "原文的数", 14),
    Field("expected_value", "数值", 12),
    Field("upper", "上限", 10),
    Field("expected_unit", "单位", 8),
    Field("bound", "确数或约数", 10),
    Field("expected_indicator", "指标", 28),
    Field("catalogued", "归入目录指标", 24),
    Field("expected_region", "地区", 22),
    Field("expected_period", "时期", 16),
    Field("expected_status", "性质", 7),
    Field("sector", "领域", 10),
    Field("caveats", "口径说明", 36),
    Field("verdicts", "对比判定", 24),
)
_SIGNED = (
    Field("reason", "理由", 24, edited=True, hint="必填：为什么改，依据是什么。理由会印在简报的出处页。"),
    Field("author", "姓名", 10, edited=True, hint="必填：谁核定的。不印在简报上。"),
    Field("date", "日期", 12, edited=True, hint="必填：核定的日期，如 2026-11-05。"),
)
CORRECTED = (
    Field("value", "改正数值", 12, edited=True, hint="只填数字，万、亿请乘开；百分数填 50.06 这样的数。"),
    Field("unit", "改正单位", 9, edited=True, hint="不带万、亿的单位；可从清单选，也可自填。"),
    Field("indicator", "改正指标", 28, edited=True, hint="从指标目录选，或自填更准确的名称。"),
    Field("region", "改正地区", 22, edited=True, hint="从清单选，或填全称、六位代码；无法确定填“未定”。"),
    Field("period", "改正时期", 16, edited=True, hint="如 2024、2024-11、2024-11-05、2021/2025；无法确定填“未定”。"),
    Field("status", "改正性质", 9, edited=True, hint="实绩、目标或计划、政策规定。"),
    Field("drop", "剔除", 6, edited=True, hint="填“是”则不采用这个数字。"),
    *_SIGNED,
    Field("base", "导出时的改动", 10, hidden=True),
)
CHECK = Field("check", "勾稽问题", 40)
ALIAS_FIELDS = (
    Field("name", "文献中的叫法", 34),
    Field("unit", "单位", 8),
    Field("count", "条数", 6),
    Field("sentence", "例句", 60),
    Field("id", "例句编号", 26),
    Field("current", "现在的归类", 30),
    Field("suggestion", "相近的目录指标", 30),
    Field("indicator", "确认归入", 30, edited=True, hint="两者确是一回事时，从指标目录选；填后成为别名。"),
    *_SIGNED,
)
OUTDATED_FIELDS = (
    Field("id", "编号", 26),
    Field("problem", "为何失效", 60),
    Field("change", "原来的改动", 50),
    Field("author", "姓名", 10),
    Field("date", "日期", 12),
    Field("base", "导出时的改动", 10, hidden=True),
)
UNREAD_FIELDS = (Field("problem", "读不了的原因", 120),)


def fields_of(sheet: str) -> tuple[Field, ...]:
    """The columns of a sheet."""
    if sheet == CHECKS:
        return (CHECK, *EXTRACTED, *CORRECTED)
    return {
        INDICATORS: ALIAS_FIELDS,
        OUTDATED: OUTDATED_FIELDS,
        UNREAD: UNREAD_FIELDS,
    }.get(sheet, (*EXTRACTED, *CORRECTED))
