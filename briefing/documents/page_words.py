"""The word lists and patterns by which pages are read, compiled once."""

from __future__ import annotations

import csv
import re
import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

DATA = Path(str(files("briefing.documents"))) / "data"


@cache
def page_words() -> dict[str, Any]:
    """The contents of page_words.toml."""
    return tomllib.loads((DATA / "page_words.toml").read_text(encoding="utf-8"))


@cache
def any_of(section: str) -> re.Pattern[str]:
    """All patterns of a section of page_words.toml as one."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in page_words()[section]["patterns"]))


@cache
def any_word(section: str, key: str) -> re.Pattern[str]:
    """A pattern for the words of a list, the longest first."""
    words = sorted(page_words()[section][key], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


@cache
def heading_marks() -> re.Pattern[str]:
    """Numbers and signs that begin a heading or a list item: 一、 （二） 1. ●."""
    return re.compile(page_words()["heading"]["marks"])


@cache
def openers() -> re.Pattern[str]:
    """Words with which a report begins: 近日, 本报讯, 8月1日."""
    return re.compile(page_words()["heading"]["openers"])


@cache
def events() -> tuple[tuple[str, date], ...]:
    """Dated events that a text can only mention once they have begun (党的二十届三中全会, 2024-07-15)."""
    with (DATA / "events.csv").open(encoding="utf-8", newline="") as handle:
        return tuple((row["event"], date.fromisoformat(row["date"])) for row in csv.DictReader(handle))


@cache
def countries() -> re.Pattern[str]:
    """Names of foreign countries."""
    names = (DATA / "countries.txt").read_text(encoding="utf-8").split()
    return re.compile("|".join(map(re.escape, names)))
