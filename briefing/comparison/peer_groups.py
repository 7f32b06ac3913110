"""Whom a region is held against: an office's own group, its prefecture, its province, places of its size, everyone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from briefing.config import FILE_NAME
from briefing.errors import ConfigurationError, UsageError
from briefing.model import Level
from briefing.packaged import toml_file
from briefing.reference.divisions import NATION, full_name, province_of, regions, resolve
from briefing.reference.population_classes import class_label, population_class

_FILE = "comparison/data/peer_groups.toml"


@dataclass(frozen=True, slots=True)
class PeerGroup:
    """Regions that are held against one another, and what a page calls them. `codes` is None for everyone."""

    kind: str  # own | prefecture | province | class | all
    name: str  # 攀枝花市各县区
    codes: frozenset[str] | None = None

    def __contains__(self, code: object) -> bool:
        return self.codes is None or code in self.codes


def everyone() -> PeerGroup:
    """The group without a limit."""
    return PeerGroup("all", str(toml_file(_FILE)["names"]["all"]))


def counting_noun(codes: Sequence[str]) -> str:
    """What some regions are counted as: 县区, 市州, 省份, of several levels 地区."""
    levels = {regions()[code].level.value for code in codes}
    nouns = toml_file(_FILE)["nouns"]
    return str(nouns.get(levels.pop(), nouns["mixed"]) if len(levels) == 1 else nouns["mixed"])


def own_groups(named: Mapping[str, Sequence[str]]) -> tuple[PeerGroup, ...]:
    """The groups of [peers] in briefing.toml, in their order.

    Raises ConfigurationError naming file and key of a place that is unknown, and of a group of fewer than two.
    """
    return tuple(_own_group(name, places) for name, places in named.items())


def _own_group(name: str, places: Sequence[str]) -> PeerGroup:
    codes: dict[str, None] = {}
    for number, place in enumerate(places, 1):
        try:
            codes[resolve(place).code] = None
        except UsageError as error:
            raise ConfigurationError(f"配置文件 {FILE_NAME} 中的 peers.{name}[{number}] 有误：{error}") from None
    if len(codes) < 2:
        raise ConfigurationError(f"配置文件 {FILE_NAME} 中的 peers.{name} 至少要有两个不同的地区。")
    return PeerGroup("own", name, frozenset(codes))


def chain(code: str, own: Sequence[PeerGroup] = ()) -> tuple[PeerGroup, ...]:
    """The groups of a region, the nearest first: the office's own that it is in, same level in the same prefecture,
    in the same province, of the same class of population, everyone."""
    return (*(group for group in own if code in group), *_default_chain(code))


@cache
def _default_chain(code: str) -> tuple[PeerGroup, ...]:
    found: dict[frozenset[str] | None, PeerGroup] = {}
    for group in (*_narrower(code), everyone()):
        if group.codes is None or len(group.codes) > 1:
            found.setdefault(group.codes, group)
    return tuple(found.values())


def _narrower(code: str) -> Iterator[PeerGroup]:
    region = regions()[code]
    level, noun = region.level, counting_noun([code])
    names = toml_file(_FILE)["names"]
    if level is Level.COUNTY and region.parent is not None:
        siblings = frozenset(other for other in _of_level(level) if regions()[other].parent == region.parent)
        kind = "direct" if siblings < _of_province(level, region.parent) else "prefecture"
        yield PeerGroup("prefecture", names[kind].format(place=full_name(region.parent), noun=noun), siblings)
    province = province_of(code)
    if level in (Level.COUNTY, Level.PREFECTURE) and province is not None:
        inside = _of_province(level, province)
        yield PeerGroup("province", names["province"].format(place=full_name(province), noun=noun), inside)
    if (size := population_class(code)) is not None:
        alike = frozenset(other for other in _of_level(level) if population_class(other) == size)
        yield PeerGroup("class", names["class"].format(size=class_label(code), noun=noun), alike)


@cache
def _of_province(level: Level, province: str) -> frozenset[str]:
    return frozenset(code for code in _of_level(level) if province_of(code) == province)


@cache
def _of_level(level: Level) -> tuple[str, ...]:
    return tuple(code for code, region in regions().items() if region.level is level and code != NATION)
