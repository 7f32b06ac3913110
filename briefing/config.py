"""briefing.toml → validated settings. Without the file every setting has a default that works."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any, get_type_hints

from briefing.errors import ConfigurationError

FILE_NAME = "briefing.toml"


@dataclass(frozen=True, slots=True)
class Publication:
    """What the masthead and the closing block print."""

    name: str = "民生服务对比简报"
    unit: str = ""
    contact: str = ""
    report_to: str = ""
    send_to: str = ""
    issue_to: str = ""
    copies: int = 0
    first_issue_month: str = ""  # YYYY-MM of issue 1; empty: issues count from January


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Limits of the comparability rules (product rules R04, R07, R10, R11), in months, years, shares and counts."""

    comparable_months: int = 12
    conditional_months: int = 24
    denominator_years: int = 2
    similar_share: float = 0.05
    small_numerator: int = 10
    small_denominator: int = 100
    ranking_regions: int = 3
    population_drift: float = 0.05  # how far a stated ratio may lie from its count over the census population


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of a run."""

    publication: Publication = field(default_factory=Publication)
    thresholds: Thresholds = field(default_factory=Thresholds)


def load_settings(path: Path | None = None) -> Settings:
    """Settings from `path`, or from briefing.toml in the working directory when that exists.

    Raises ConfigurationError naming the file, the key and what it must be.
    """
    path = path or Path(FILE_NAME)
    if not path.exists():
        return Settings()
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"配置文件 {path} 不是合法的 TOML：{error}。请对照 README 中的样例改正。") from error
    except OSError as error:
        raise ConfigurationError(f"配置文件 {path} 无法读取（{error.strerror}）。请检查权限。") from error
    settings: Settings = _build(Settings, data, path, "")
    return settings


def _build(kind: type[Any], data: dict[str, Any], path: Path, prefix: str) -> Any:
    hints = get_type_hints(kind)
    known = {f.name for f in fields(kind)}
    for key in data:
        if key not in known:
            raise ConfigurationError(
                f"配置文件 {path} 中的 {prefix}{key} 不是已知的设置；这一节可用的有：{'、'.join(sorted(known))}。"
            )
    values = {}
    for key, value in data.items():
        expected = hints[key]
        if is_dataclass(expected):
            if not isinstance(value, dict):
                raise ConfigurationError(f"配置文件 {path} 中的 {prefix}{key} 应写成一节 [{prefix}{key}]。")
            values[key] = _build(expected, value, path, f"{prefix}{key}.")  # type: ignore[arg-type]
            continue
        if expected is float and isinstance(value, int) and not isinstance(value, bool):
            value = float(value)
        if type(value) is not expected:
            raise ConfigurationError(
                f"配置文件 {path} 中的 {prefix}{key} 应为{_TYPE_NAMES[expected]}，现为 {value!r}。"
            )
        values[key] = value
    return kind(**values)


_TYPE_NAMES = {str: "字符串", int: "整数", float: "数字", bool: "true 或 false"}
