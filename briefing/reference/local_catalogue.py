"""catalogue.local.toml: names of indicators that an office has confirmed, added to the catalogue as aliases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from briefing.errors import ConfigurationError
from briefing.model import Indicator
from briefing.reference.decision_files import decision_text, entries, quoted, told

_KEYS = ("indicator", "name", "reason", "author", "date")
_MOST_MEGABYTES = 4
_HEADER = "# 本单位确认的指标别名，由 review apply 写入；indicator 是指标目录中的 id，name 是文献中的叫法。\n"


@dataclass(frozen=True, slots=True)
class Alias:
    """A name under which documents print an indicator, and who confirmed it when and why."""

    indicator: str  # id
    name: str
    reason: str
    author: str
    date: str


def read_aliases(path: Path) -> tuple[Alias, ...]:
    """The aliases of a file in its order; none when there is no file. Raises ConfigurationError naming the entry."""
    return parse_aliases(decision_text(path, "指标别名", _MOST_MEGABYTES), str(path))


def parse_aliases(text: str, filename: str) -> tuple[Alias, ...]:
    """The aliases in a file's text. Raises ConfigurationError naming file, entry and fix."""
    return tuple(
        Alias(
            told(entry, "indicator", where),
            told(entry, "name", where),
            *(str(entry.get(key, "")) for key in _KEYS[2:]),
        )
        for entry, where in entries(text, filename, "alias", _KEYS)
    )


def with_aliases(indicators: Sequence[Indicator], aliases: Iterable[Alias], filename: str) -> tuple[Indicator, ...]:
    """The indicators with the aliases added. Raises ConfigurationError for an alias that leads to two indicators."""
    known = {indicator.id: indicator for indicator in indicators}
    owners = {name: indicator.id for indicator in indicators for name in (indicator.name, *indicator.aliases)}
    for number, alias in enumerate(aliases, start=1):
        where = f"{filename} 第 {number} 条“{alias.name}”"
        if alias.indicator not in known:
            raise ConfigurationError(f"{where}提到的指标“{alias.indicator}”不在指标目录中，请改正 indicator。")
        owner = owners.setdefault(alias.name, alias.indicator)
        if owner != alias.indicator:
            raise ConfigurationError(f"{where}已是“{known[owner].name}”的名称，请删去其中一处。")
        indicator = known[alias.indicator]
        if alias.name != indicator.name and alias.name not in indicator.aliases:
            known[alias.indicator] = replace(indicator, aliases=(*indicator.aliases, alias.name))
    return tuple(known.values())


def dump_aliases(aliases: Iterable[Alias]) -> str:
    """The text of a local catalogue file, in the order of indicators and names."""
    ordered = sorted(aliases, key=lambda alias: (alias.indicator, alias.name))
    return _HEADER + "".join(f"\n{_entry(alias)}" for alias in ordered)


def _entry(alias: Alias) -> str:
    lines = [f"{key} = {quoted(getattr(alias, key))}" for key in _KEYS if getattr(alias, key)]
    return "\n".join(["[[alias]]", *lines]) + "\n"
