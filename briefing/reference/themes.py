"""Themes a reader may ask for, and how what they type is resolved to one."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from functools import cache

from briefing.errors import UsageError
from briefing.model import Sector
from briefing.packaged import broken, toml_file
from briefing.printing.terms import term

_FILE = "reference/data/themes.toml"
_CONNECTORS = str.maketrans("", "", "和与、及 ，,+")


@dataclass(frozen=True, slots=True)
class Theme:
    """What a reader asks for: a name, the sectors it covers, and other words for it."""

    name: str
    sectors: tuple[Sector, ...]
    aliases: tuple[str, ...]

    @property
    def title(self) -> str:
        """The printed name: 养老（老有所养）, or the bare name where it covers several sectors."""
        if len(self.sectors) != 1 or term(self.sectors[0]) == self.name:
            return self.name
        return f"{self.name}（{term(self.sectors[0])}）"


@cache
def themes() -> tuple[Theme, ...]:
    """All themes in printing order. Raises ConfigurationError naming file and entry."""
    try:
        found = tuple(
            Theme(entry["name"], tuple(Sector(s) for s in entry["sectors"]), tuple(entry["aliases"]))
            for entry in toml_file(_FILE)["theme"]
        )
    except ValueError as error:
        raise broken(_FILE, f"有误（{error}）") from None
    seen: dict[str, str] = {}
    for theme in found:
        for word in (theme.name, *theme.aliases):
            if seen.setdefault(word, theme.name) != theme.name:
                raise broken(_FILE, f"中“{word}”同时属于“{seen[word]}”和“{theme.name}”")
    return found


def resolve_theme(text: str) -> Theme:
    """The theme a word stands for: its name, an alias, or either with 主题, 领域 after it. Raises UsageError."""
    wanted = text.strip().removesuffix("主题").removesuffix("领域").translate(_CONNECTORS)
    words = {word.translate(_CONNECTORS): theme for theme in themes() for word in (theme.name, *theme.aliases)}
    if wanted in words:
        return words[wanted]
    near = difflib.get_close_matches(wanted, words, n=3, cutoff=0.4)
    contained = [word for word in words if wanted and (word in wanted or wanted in word)]
    names = list(dict.fromkeys(words[word].name for word in (*contained, *near)))
    hint = f"您是不是要找：{'、'.join(names[:3])}？" if names else ""
    raise UsageError(f"没有名为“{text}”的主题。{hint}可用的主题：{'、'.join(theme.name for theme in themes())}。")
