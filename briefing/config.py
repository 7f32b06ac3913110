"""briefing.toml → validated settings. Without the file every setting has a default that works."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from briefing.errors import ConfigurationError, because, toml_fault, written

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
class Reading:
    """Bounds on reading one file of a binary format: seconds (a scanned page has as many for itself), megabytes."""

    seconds: float = 30.0
    memory_mb: int = 4096


@dataclass(frozen=True, slots=True)
class Gate:
    """What holds a briefing back from its readers (docs/operations.md)."""

    most_change: float = 0.5  # share by which a figure may change without a new source
    accepted: tuple[str, ...] = ()  # codes of findings that an operator has looked at


@dataclass(frozen=True, slots=True)
class Delivery:
    """The mail server and the manner of sending. Secrets stand elsewhere: in the environment or in `password_file`."""

    server: str = ""
    port: int = 587
    tls: str = "starttls"  # starttls | tls | none (loopback only)
    ca_file: str = ""
    username: str = ""
    password_file: str = ""  # mode 600; BRIEFING_SMTP_PASSWORD goes before it
    timeout: float = 60.0  # seconds
    retries: int = 4  # further attempts after a passing failure
    backoff: float = 30.0  # seconds before the first further attempt; doubles each time
    pause: float = 0.5  # seconds between mails
    sender: str = ""
    sender_name: str = ""
    reply_to: str = ""
    list_id: str = ""
    allowed_domains: tuple[str, ...] = ()
    operators: tuple[str, ...] = ()  # who gets failure notices
    largest_mail: float = 20.0  # MiB, encoded
    oversize: str = "split"  # split | link
    link_base: str = ""  # where readers find the reports folder, for mails that only link


@dataclass(frozen=True, slots=True)
class Subscription:
    """A recipient and what they want to receive."""

    address: str = ""
    name: str = ""
    regions: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    overview: bool = False
    formats: tuple[str, ...] = ("pdf",)
    edition: str = "external"  # internal | external: who does not ask gets no sensitive figures
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class Review:
    """Where an office keeps what its editors decided, relative to the working folder."""

    corrections: str = ""  # empty: corrections.toml beside the documents
    catalogue: str = "catalogue.local.toml"  # the office's own names of indicators


@dataclass(frozen=True, slots=True)
class Reference:
    """What an office adds to the reference data of the package, relative to the working folder."""

    values: str = "values.local.csv"  # published values of its province, city or county (docs/reference_values.md)


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of a run."""

    publication: Publication = field(default_factory=Publication)
    thresholds: Thresholds = field(default_factory=Thresholds)
    review: Review = field(default_factory=Review)
    reference: Reference = field(default_factory=Reference)
    gate: Gate = field(default_factory=Gate)
    delivery: Delivery = field(default_factory=Delivery)
    subscriptions: tuple[Subscription, ...] = ()
    peers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # name of a group of regions -> its places
    reading: Reading = field(default_factory=Reading)


def load_settings(path: Path | None = None) -> Settings:
    """Settings from `path`, or from briefing.toml in the working directory when that exists.

    Raises ConfigurationError naming the file, the key and what it must be.
    """
    path = path or Path(FILE_NAME)
    if not path.exists():
        return Settings()
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise ConfigurationError(f"配置文件 {path} {toml_fault(error)}。请对照 README 中的样例改正。") from error
    except OSError as error:
        raise ConfigurationError(f"配置文件 {path} 无法读取（{because(error)}）。请检查权限。") from error
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
    return kind(**{key: _value(hints[key], value, path, f"{prefix}{key}") for key, value in data.items()})


def _value(expected: Any, value: Any, path: Path, name: str) -> Any:
    if is_dataclass(expected):
        if not isinstance(value, dict):
            raise ConfigurationError(f"配置文件 {path} 中的 {name} 应写成一节 [{name}]。")
        return _build(expected, value, path, f"{name}.")  # type: ignore[arg-type]
    if get_origin(expected) is Mapping:
        if not isinstance(value, dict):
            raise ConfigurationError(f"配置文件 {path} 中的 {name} 应写成一节 [{name}]。")
        kind = get_args(expected)[1]
        return {key: _value(kind, item, path, f"{name}.{key}") for key, item in value.items()}
    if get_origin(expected) is tuple:
        return _list(get_args(expected)[0], value, path, name)
    if expected is float and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if type(value) is not expected:
        raise ConfigurationError(f"配置文件 {path} 中的 {name} 应为{_TYPE_NAMES[expected]}，现为 {written(value)}。")
    return value


def _list(kind: Any, value: Any, path: Path, name: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        form = f"若干节 [[{name}]]" if is_dataclass(kind) else '列表，如 ["甲", "乙"]'
        raise ConfigurationError(f"配置文件 {path} 中的 {name} 应写成{form}。")
    return tuple(_value(kind, item, path, f"{name}[{number}]") for number, item in enumerate(value, 1))


_TYPE_NAMES = {str: "字符串", int: "整数", float: "数字", bool: "true 或 false"}
