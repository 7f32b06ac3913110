"""The word lists and patterns by which pages are read, compiled once."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from briefing.packaged import Table, csv_rows, one_of, text_file, toml_file


def page_words() -> Table:
    """The contents of page_words.toml."""
    return toml_file("documents/data/page_words.toml")


@cache
def any_of(section: str) -> re.Pattern[str]:
    """All patterns of a section of page_words.toml as one."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in page_words()[section]["patterns"]))


@cache
def any_word(section: str, key: str) -> re.Pattern[str]:
    """A pattern for the words of a list, the longest first."""
    return re.compile(one_of(page_words()[section][key]))


@cache
def heading_pattern(key: str) -> re.Pattern[str]:
    """`marks` that begin a heading or a list item (一、 （二） 1. ●), or `openers` of a report (近日, 本报讯)."""
    return re.compile(page_words()["heading"][key])


@cache
def place_pattern(key: str) -> re.Pattern[str]:
    """How places are spoken of, and what makes a mention vote less: the patterns of [place]."""
    return re.compile(page_words()["place"][key])


@cache
def events() -> tuple[tuple[str, date], ...]:
    """Dated events that a text can only mention once they have begun (党的二十届三中全会, 2024-07-15)."""
    rows = csv_rows("documents/data/events.csv")
    return tuple((row["event"], date.fromisoformat(row["date"])) for _, row in rows)


@cache
def countries() -> re.Pattern[str]:
    """Names of foreign countries."""
    return re.compile(one_of(text_file("documents/data/countries.txt").split()))
