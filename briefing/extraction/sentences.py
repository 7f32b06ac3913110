"""Where sentences, statements and clauses begin and end in a cleaned paragraph."""

from __future__ import annotations

import re
from bisect import bisect_right

_CLOSERS = "”’」』》）)】\"'"
_STOPS = "。！？!?…"
# A sentence ends with its stop and the quotes or brackets that close after it: 学位1.2万个。”
_SENTENCE_END = re.compile(rf"[。！？；!?;…](?:(?<!…)|…+)(?:[。！？；!?;]|…{{2,}})*[{_CLOSERS}]*")
# A bracket that holds several short statements: （新建1121所；改扩建1842所）
_BRACKET = re.compile(r"[（(][^（()）]{0,160}[）)]")
# A comma, semicolon, colon or stop that is not inside a number: 2,350
_NOT_IN_NUMBER = r"(?<=[,:])(?:(?<!\d[,:])|(?!\d))"
_PHRASE_END = re.compile(rf"[，；：。！？;!?—,:](?:(?<![,:—])|{_NOT_IN_NUMBER}|(?<=—)—)")
# Patterns that begin with a set of characters are looked for fast
_UP_TO_PHRASE = re.compile(rf".*[，；：。！？;!?—,:](?:(?<![,:])|{_NOT_IN_NUMBER})(?=.)", re.DOTALL)
_TITLE = re.compile(r"《[^《》]{0,80}》")
_LONG_SENTENCE = 600  # characters that are looked back over; keeps the cost of a page without stops in bounds
_LONGEST_SENTENCE = 2000  # characters
_CONTINUING = ("同时", "并", "其中")  # sentences that go on with the statement of the one before
# A full stop, or the trail of a quotation: 回报社会……”
_UP_TO_STOP = re.compile(".*[。！？!?]", re.DOTALL)
_STOP = re.compile(rf"(?:[。！？!?]|…{{2,}}(?=[”’」』]))[{_CLOSERS}]*")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of a paragraph, stops included; together they cover the text.

    A semicolon ends a sentence. Stops inside brackets do not, except where the bracket closes right after them. A
    text without stops is cut at commas, so that no span is longer than _LONGEST_SENTENCE.
    """
    protected = [m.span() for m in _BRACKET.finditer(text)] if ("(" in text or "（" in text) else []
    spans: list[tuple[int, int]] = []
    start = bracket = 0
    for match in _SENTENCE_END.finditer(text):
        position, end = match.span()
        while bracket < len(protected) and protected[bracket][1] <= position:
            bracket += 1
        if bracket < len(protected) and protected[bracket][0] < position and end < protected[bracket][1]:
            continue
        spans += _bounded(text, start, end)
        start = end
    return spans + _bounded(text, start, len(text))


def _bounded(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The span [start, end), cut after commas (or anywhere) where it is longer than any sentence."""
    spans = []
    while end - start > _LONGEST_SENTENCE:
        comma = max(text.rfind(stop, start, start + _LONGEST_SENTENCE) for stop in "，、, ")
        cut = comma + 1 if comma > start else start + _LONGEST_SENTENCE
        spans.append((start, cut))
        start = cut
    return [*spans, (start, end)] if start < end else spans


def phrase_start(text: str, start: int, position: int) -> int:
    """Where the phrase that holds `position` begins, not before `start` nor further back than a long sentence."""
    start = max(start, position - _LONG_SENTENCE)
    stop = _UP_TO_PHRASE.match(text, start, position + 1)  # one more character tells whether a comma is one
    return stop.end() if stop else start


def phrase_end(text: str, position: int, end: int) -> int:
    """Where the phrase that holds `position` ends, its comma left out, not after `end`."""
    match = _PHRASE_END.search(text, position, end)
    return match.start() if match else end


def statement_start(text: str, position: int) -> int:
    """Start of the statement around `position`: after the last full stop, semicolons passed over.

    A sentence that goes on (同时…) belongs to the one before. Looks no further back than a long sentence.
    """
    start = _after_stop(text, position)
    if not start or not text.startswith(_CONTINUING, start):
        return start
    said = text[max(0, start - _LONG_SENTENCE) : start]
    return _after_stop(text, start - len(said) + len(said.rstrip(_STOPS + _CLOSERS)))


def _after_stop(text: str, position: int) -> int:
    begin = max(0, position - _LONG_SENTENCE)
    if last := _UP_TO_STOP.match(text, begin, position):  # saves most of the search
        begin = last.end() - 1
    for match in _STOP.finditer(text, begin, position):
        begin = match.end()
    return begin


def title_spans(text: str) -> list[tuple[int, int]]:
    """Spans of 《titles》, whose words are names."""
    return [match.span() for match in _TITLE.finditer(text)] if "《" in text else []


def covers(spans: list[tuple[int, int]], position: int) -> bool:
    """Whether one of `spans` (in order) holds `position`."""
    index = bisect_right(spans, position, key=lambda span: span[0]) - 1
    return index >= 0 and position < spans[index][1]
