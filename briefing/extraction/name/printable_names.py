"""Whether a name could stand alone in a table's first column."""

from __future__ import annotations

import re

from briefing.extraction.name.lexicon import pattern, words

_LONGEST = 24  # characters, marks left out
_MOST_CLAUSES = 2
_MARKS = re.compile(r"[“”‘’（）()《》、·]")
_SENTENCE = re.compile(r"[，,；;：:。！!？?…【】]")
_PAIRS = ("“”", "（）", "()", "《》")
# 2022年12月, 30元: what changes with the figure is no part of its name
_NUMBER = re.compile(
    r"\d{4}年|\d+(?:月|日|元|万|亿)(?!.*以[上下内])(?<!超.)(?<!过.)|\d[\d.,]*$|^[\d.,\-]{4,}(?![\d周岁年])|^\d+[.,]"
)


def is_printable(name: str) -> bool:
    """Whether `name` is a noun phrase that says by itself what is counted: no clause, stub, pronoun or hearsay."""
    short = len(name) < 2 and name not in words("divisions")
    if short or len(_MARKS.sub("", name)) > _LONGEST or name.count("的") > _MOST_CLAUSES:
        return False
    if any(name.count(pair[0]) != name.count(pair[1]) for pair in _PAIRS):
        return False
    if _SENTENCE.search(name) or _NUMBER.search(name) or pattern("unsaid").search(name):
        return False
    return bool(pattern("protected_end").search(name)) or not pattern("stub").search(name)
