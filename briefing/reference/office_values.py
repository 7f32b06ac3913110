"""An office's own values: a CSV in its folder with what yearbooks say of its province, city or county.

The columns: docs/reference_values.md.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from briefing.errors import ConfigurationError
from briefing.model import Benchmark, Indicator
from briefing.reference.decision_files import decision_text
from briefing.reference.value_rows import names_of, read_values

_REQUIRED = ("indicator", "area", "year", "value", "unit", "source")
_OPTIONAL = ("kind", "bound", "basis", "start_year", "published")
_MOST_MEGABYTES = 8
_BYTE_ORDER_MARK = "\ufeff"  # spreadsheets write one


def office_values(path: Path, indicators: Iterable[Indicator]) -> tuple[Benchmark, ...]:
    """The values of a file, in base units; none when there is no file.

    Raises ConfigurationError naming file and line for a broken, duplicate or unsourced row, and for a region, unit or
    indicator that is not known.
    """
    text = decision_text(path, "参照值", _MOST_MEGABYTES)
    return parse_values(text, str(path), indicators) if text else ()


def parse_values(text: str, filename: str, indicators: Iterable[Indicator]) -> tuple[Benchmark, ...]:
    """The values in a file's text. Raises ConfigurationError naming file, line and fix."""

    def wrong(line: int, problem: str) -> ConfigurationError:
        return ConfigurationError(f"参照值文件 {filename} 第 {line} 行{problem}，请改正后再运行。")

    def rows() -> Iterator[tuple[int, dict[str, str]]]:
        reader = csv.DictReader(io.StringIO(text.removeprefix(_BYTE_ORDER_MARK), newline=""), strict=True)
        try:
            _check_head(reader.fieldnames or ())
            for row in reader:
                if None in row or None in row.values():
                    raise ValueError("列数不对（值中有逗号的要加引号）")
                if any(row.values()):
                    yield reader.line_num, row
        except csv.Error:
            raise wrong(reader.line_num + 1, "不是完整的 CSV（引号没有成对，或有无法识别的字符）") from None
        except ValueError as error:
            raise wrong(max(reader.line_num, 1), str(error)) from None

    return tuple(value for _, value in read_values(rows(), names_of(indicators), wrong))


def _check_head(columns: Iterable[str]) -> None:
    found = list(columns)
    for name in _REQUIRED:
        if name not in found:
            raise ValueError(f"的表头缺少 {name} 一列，应有 {'、'.join(_REQUIRED)}")
    for name in found:
        if name not in (*_REQUIRED, *_OPTIONAL) or found.count(name) > 1:
            raise ValueError(f"的表头有不认识或重复的列“{name}”，还可以有 {'、'.join(_OPTIONAL)}")
