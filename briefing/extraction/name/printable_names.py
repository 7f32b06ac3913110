"""Whether a name could stand alone in a table's first column."""

from __future__ import annotations

import re

from briefing.extraction.name.lexicon import pattern, words

_LONGEST = 24  # characters, marks left out
_MOST_CLAUSES = 2
_MARKS = re.compile(r"[“”‘’（）()《》、·]")
_SENTENCE = re.compile(r"[，,；;：:。！!？?…【】]")
_SHORTEST = 3
# Where what cannot be printed may be cut: before a date or a rule it follows, at marks, after the last 的
_LATER = re.compile(r"\d+月\d+日|按照|根据")
_CUTS = re.compile(r"[“”‘’【】，,；;：:。…！!？?]")
_DROPPED = re.compile(
    r"自己的|"
    r"^(?:其|该|本(?!人|科)|此(?!后)|比|较)(?=..)|(?<![在从至到于自以继])(?:\d{4}年度?|\d[\d至-]*月份?)(?![\d起至到底以])"
)
_ACTS = ("circumstance", "carried_verb", "finite", "recognised")
_QUOTED = re.compile(r"“[^”]*”")  # “我们的节日”系列活动
_PAIRS = ("“”", "（）", "()", "《》")
# 2022年12月, 30元: what changes with the figure is no part of its name
_NUMBER = re.compile(
    r"\d{4}年|\d+(?:月|日|元|万|亿)(?!.*以[上下内])(?<!超.)(?<!过.)|\d[\d.,]*$|^[\d.,\-]{4,}(?![\d周岁年])|^\d+[.,]"
)


def shortened(name: str) -> str:
    """The shortest noun in a `name` that cannot be printed; `name` where none stands out."""
    head = _LATER.split(name)[0]
    torn = not _MARKS.search(head) or "”" in head.partition("“")[0]
    pieces = (head.rpartition("的")[2], *(_CUTS.split(head) if torn else ()))
    pieces = (_DROPPED.sub("", head), *(piece for piece in pieces if piece and not _opens_in_act(piece)))
    plain = (piece for piece in pieces if _SHORTEST <= len(piece) < len(name) and is_printable(piece))
    return next(plain, name)


def _opens_in_act(piece: str) -> bool:
    return piece[0] in "因继经暂" or any(pattern(kind).match(piece) for kind in _ACTS)


def is_printable(name: str) -> bool:
    """Whether `name` is a noun phrase that says by itself what is counted: no clause, stub, pronoun or hearsay."""
    short = len(name) < 2 and name not in words("divisions")
    if short or name.count("的") > _MOST_CLAUSES or not (name.isalpha() or _is_well_marked(name)):
        return False
    if len(_MARKS.sub("", name)) > _LONGEST or pattern("unsaid").search(_QUOTED.sub("", name)):
        return False
    return not pattern("stub").search(name) or bool(pattern("protected_end").search(name))


def _is_well_marked(name: str) -> bool:
    """Whether the marks and numbers in `name` are no sentence's, and its brackets and quotes are closed."""
    if any(name.count(pair[0]) != name.count(pair[1]) for pair in _PAIRS):
        return False
    return not (_SENTENCE.search(name) or _NUMBER.search(name))
