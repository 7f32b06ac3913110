"""Word lists of the attribute grammar (data/*.toml), read once each."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from briefing.errors import ConfigurationError


@cache
def word_file(name: str) -> dict[str, Any]:
    """The contents of data/<name>.toml. Raises ConfigurationError when the file is missing or broken."""
    try:
        return tomllib.loads((files(__package__) / "data" / f"{name}.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"数据文件 {name}.toml 缺失或损坏（{error}），请重新安装本软件。") from error


def one_of(words: list[str]) -> str:
    """A regex group that matches any of `words`, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(set(words), key=lambda w: (-len(w), w))) + ")"
