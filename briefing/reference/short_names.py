"""Short names of indicators, for places where the full one does not fit."""

from __future__ import annotations

import re
from functools import lru_cache

from briefing.packaged import toml_file

_FILE = "reference/data/short_names.toml"
_SHORTEST = 2  # characters that a name in a list must keep


@lru_cache(maxsize=4096)
def short_name(name: str) -> str:
    """The name without what goes without saying: 每千人口拥有3岁以下婴幼儿托位数 is 每千人口托位数."""
    for pattern, by in toml_file(_FILE)["replaced"]:
        shorter = re.sub(pattern, by, name)
        name = shorter if len(shorter) >= _SHORTEST else name
    return name


@lru_cache(maxsize=4096)
def stem_of(name: str) -> str:
    """The short name as a list of several names: 托位, 护理型床位占比."""
    name = short_name(name)
    for pattern in toml_file(_FILE)["left_out"]:
        shorter = re.sub(pattern, "", name)
        name = shorter if len(shorter) >= _SHORTEST else name
    return name
