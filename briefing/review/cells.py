"""What an editor typed into a cell → the value of a field, or what is wrong with it."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from briefing import corrections as decisions
from briefing.corrections import CODED
from briefing.errors import UsageError
from briefing.printing.terms import term
from briefing.reference.divisions import full_name, regions, resolve
from briefing.review.returned_workbook import Entry
from briefing.review.review_sheets import UNKNOWN, YES

_LONGEST = 500  # characters of a reason or a name
# 510403 攀枝花市西区
_CODE_AND_NAME = re.compile(r"(?P<code>\d{6})\s*(?P<name>\S.*)?$")
# 2026年11月5日, 2026/11/5, 2026-11-05
_DATE = re.compile(r"(?P<year>\d{4})[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?$")


class CellError(Exception):
    """What is wrong with a cell, as the end of a Chinese sentence."""


def parse(key: str, entry: Entry, unit: str = "") -> str | float | bool:
    """The value of an edited cell. `unit` is the figure's, for values typed as percentages. Raises CellError."""
    if entry.formula:
        raise CellError("是公式，请直接填写结果")
    if key == "value":
        return _number(entry, unit)
    if key == "drop":
        return _yes(entry.value)
    if key == "date":
        return _date(entry.value)
    if key == "period":
        return _period(entry.value)
    text = _text(entry.value)
    if key == "region":
        return _region(text)
    if key in CODED:
        return _code(text, CODED[key])
    if len(text) > _LONGEST:
        raise CellError(f"超过 {_LONGEST} 字，请缩短")
    return text


def _number(entry: Entry, unit: str) -> float:
    value = entry.value
    percent = entry.percent
    if isinstance(value, str):
        text = unicodedata.normalize("NFKC", value).replace(",", "").replace("−", "-")
        percent = text.endswith("%")
        try:
            value = float(text.removesuffix("%"))
        except ValueError:
            raise CellError(f"“{entry.value}”不是数字，万、亿请乘开，不要带单位") from None
        percent = percent and _must_be_share(unit)
        return _finite(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise CellError("应为数字")
    if percent and _must_be_share(unit):
        return _finite(round(value * 100, 10))
    return _finite(float(value))


def _must_be_share(unit: str) -> bool:
    if unit != "%":
        raise CellError("填成了百分数，而单位不是 %，请改填数字")
    return True


def _finite(value: float) -> float:
    if decisions.field_problem("value", value):
        raise CellError("应为有限的数字")
    return float(value)


def _yes(value: Any) -> bool:
    if value is True or value in (YES, "是的", "Y", "y"):
        return True
    if value is False or value in ("否", "N", "n"):
        return False
    raise CellError(f"“{value}”应为“{YES}”，不剔除请留空")


def _date(value: Any) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    match = _DATE.match(unicodedata.normalize("NFKC", str(value)))
    try:
        if match:
            return date(*(int(part) for part in match.groups())).isoformat()
    except ValueError:
        pass
    raise CellError(f"“{value}”不是日期，应写成 2026-11-05 的样子")


def _period(value: Any) -> str:
    if isinstance(value, date | datetime):
        raise CellError("被表格软件改成了日期，请把单元格设为文本，再填 2024-11 或 2024-11-05")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = unicodedata.normalize("NFKC", str(value)).strip()
    if text == UNKNOWN:
        return ""
    problem = decisions.field_problem("period", text)
    if problem:
        raise CellError(problem)
    return text


def _text(value: Any) -> str:
    if not isinstance(value, str):
        if isinstance(value, int | float) and not isinstance(value, bool):
            return f"{value:.15g}"
        raise CellError("应为文字")
    return " ".join(value.split())


def _region(text: str) -> str:
    if text == UNKNOWN:
        return ""
    match = _CODE_AND_NAME.match(unicodedata.normalize("NFKC", text))
    if match and match["code"] in regions():
        code = match["code"]
        if match["name"] and match["name"] != full_name(code):
            raise CellError(f"“{text}”的代码是{full_name(code)}的，与名称不符")
        return code
    try:
        return resolve(text).code
    except UsageError as error:
        raise CellError(str(error).rstrip("。")) from None


def _code(text: str, kind: type[StrEnum]) -> str:
    """The code that a cell names by its term or a part of it (目标, 规定), or by itself."""
    for code in kind:
        if text == code.value or (len(text) > 1 and text in term(code)):
            return code.value
    raise CellError(f"“{text}”应为 {'、'.join(map(term, kind))} 之一")
