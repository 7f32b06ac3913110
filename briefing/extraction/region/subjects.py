"""The division each figure describes: the place that is the subject of its statement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from briefing.extraction.amount.quantity import Quantity
from briefing.extraction.answers import Answer
from briefing.extraction.figure import Figure, Passage
from briefing.extraction.period.time_expressions import TIME
from briefing.extraction.sentences import covers, phrase_end, phrase_start, title_spans
from briefing.model import Document, Level
from briefing.packaged import one_of, toml_file
from briefing.reference.divisions import NATION, PlaceMention, ancestors, disambiguate, find_places, lies_in, regions

_EDGE = '“”"‘’（）()《》—·□●◆ 　'
# 新华社济南7月30日电, 本报成都讯: where the text was sent from
_DATELINE = re.compile(r"(?:\d{1,2}月\d{1,2}日)?(?:[电讯]|消息)[（(\s]")
# What joins the places of a list, brackets after each passed over
_BETWEEN = re.compile(r"(?:[（(][^（()）]*[)）])?(?:、|和|及|与|以及)")
# One of several places, or the first item of a list: 雁江六中、兰家坡小学等
_LISTED = re.compile(r"[^，。；,;]{0,20}、[^。；;]*?等|(?:[（(][^（()）]*[)）])?、")
_PHRASE_REACH = 200  # characters in which the phrase after a place ends
_RESPECTIVE_REACH = 30  # characters from a list of places to its figures
_WHOLE = ("全", "我", "本")
_STOPS = re.compile(r"[。！？!?]")
_JOINTS = "、，,和及以"
_OPENING_LENGTH = 12  # characters in which a paragraph or sentence names the place that it is about
# 全省第五位, but not 雁江区第六中学
_ORDINAL = r"第[\d一二三四五六七八九十]{1,3}(?!中|小学|高级|初级|人民|医院|幼儿|实验|职业|附属|社会)"


@dataclass(frozen=True, slots=True)
class _Patterns:
    level_words: re.Pattern[str]
    not_before: re.Pattern[str]
    before: re.Pattern[str]
    compared_before: re.Pattern[str]
    not_after: re.Pattern[str]
    venue_after: re.Pattern[str]
    organisation: re.Pattern[str]
    foreign: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words = toml_file("extraction/data/places.toml")
    return _Patterns(
        level_words=re.compile(one_of(words["level_words"])),
        not_before=re.compile(f"{one_of(words['not_subject_before'])}$"),
        compared_before=re.compile(f"{one_of(words['compared_before'])}$"),
        before=re.compile(f"{one_of(words['subject_before'])}$"),
        not_after=re.compile(f"{one_of(words['not_subject_after'])}|{_ORDINAL}"),
        venue_after=re.compile(one_of(words["venue_after"])),
        organisation=re.compile(f"[^，。；、的共有现新设达建]{{0,6}}{one_of(words['organisations'])}"),
        foreign=re.compile(one_of(words["foreign"])),
    )


@dataclass(frozen=True, slots=True)
class _Subject:
    """A place named at [start, end) as the subject of what follows; `code` is None for a foreign one.

    `passing`: it is the subject of the figure that touches it only (高于全市|32张的平均水平).
    """

    start: int
    end: int
    code: str | None
    passing: bool = False


# A place word at [start, end): a mention of a division, a word such as 全市, None for another country
_Named = tuple[int, int, PlaceMention | str | None]


class PlaceTracker:
    """Follows the places of a document from passage to passage."""

    def __init__(self, document: Document) -> None:
        self._home = document.place if document.place in regions() else None
        self._section = self._home
        self._current = self._home  # what the figures describe from here on
        self._topic = self._home  # what sentences without a place of their own return to
        self._named = self._home  # the place last named, for 该县 and 全市
        self._passage: Passage | None = None
        self._waiting: Iterator[_Subject] = iter(())
        self._subject: _Subject | None = None
        self._last = 0

    def enter(self, passage: Passage) -> None:
        """Leave the passage before, and return to the place that the section or the document is about."""
        self._leave()
        self._passage = passage
        self._last = 0
        if self._home is not None:
            self._current = self._topic = self._named = self._section
            if not passage.figures and not passage.is_heading:
                self._subject = None
                return
        self._waiting = self._subjects(passage.text, [figure.quantity for figure in passage.figures])
        self._subject = next(self._waiting, None)

    def region_of(self, figure: Figure) -> Answer[str | None]:
        """The code of the division that a figure describes; None where the text does not tell, and for figures of other
        countries. To be asked in order."""
        passing, at = None, figure.quantity.start
        while self._subject is not None and self._subject.start < at:
            if self._subject.passing:
                passing = self._subject
            else:
                self._last = self._enter(self._subject, figure.text)
            self._subject = next(self._waiting, None)
        if _STOPS.search(figure.text, self._last, at):
            self._current = self._topic
        self._last = max(self._last, at)
        if passing is not None:
            return Answer(passing.code, "passing", (passing.start, passing.end))
        return Answer(self._current, "subject")

    def _leave(self) -> None:
        """Let the places after the last figure of a passage govern what follows."""
        if self._passage is None:
            return
        while self._subject is not None:
            if not self._subject.passing:
                self._enter(self._subject, self._passage.text)
            self._subject = next(self._waiting, None)
        if self._passage.is_heading and self._home is not None:
            self._section = self._current if self._inside_home(self._current) else self._home
        self._passage = None

    def _enter(self, subject: _Subject, text: str) -> int:
        """Let a subject govern, and return where it ends.

        The one that opens the paragraph is its topic, to which later sentences return; where the document has no place
        of its own, so is one that opens a sentence.
        """
        self._current = self._named = subject.code
        opening = text[max(0, subject.start - _OPENING_LENGTH) : subject.start]
        if self._home is None:
            opens = subject.start <= _OPENING_LENGTH or _STOPS.search(opening) is not None
        else:
            opens = subject.start <= _OPENING_LENGTH and not _STOPS.search(opening)
        if opens:
            self._topic = subject.code
        return subject.end

    def _subjects(self, text: str, quantities: Sequence[Quantity]) -> Iterator[_Subject]:
        """The places of `text` that are subjects, in order; words such as 全市 depend on those before them."""
        patterns = _patterns()
        titles = title_spans(text)
        named: list[_Named] = [(m.start, m.end, m) for m in find_places(text)]
        named += [(m.start(), m.end(), m.group()) for m in patterns.level_words.finditer(text)]
        named += [(m.start(), m.end(), None) for m in patterns.foreign.finditer(text)]
        named.sort(key=lambda item: item[0])
        taken, index = 0, 0
        for number, (start, end, what) in enumerate(named):
            if start < taken or covers(titles, start):
                continue
            taken = end
            code = self._code(what)
            if isinstance(what, PlaceMention | str) and code is None:
                continue
            while index < len(quantities) and quantities[index].end <= start:
                index += 1
            after = quantities[index - 1].end if index else 0
            touches = index < len(quantities) and quantities[index].start == end and what is not None
            if text[start - 1 : start] == "、" and after < start - 1:
                continue  # a later item of a list of places
            respective: list[_Subject] = []
            if isinstance(what, PlaceMention) and (codes := self._listed(text, named[number:])):
                taken = end = named[number + len(codes) - 1][1]
                code = _common(codes)
                respective = _respective(text, end, codes, quantities[index:])
            elif what is None and _BETWEEN.match(text, end):
                continue
            if self._is_subject(text, start, end, what, code, start if touches else after):
                yield _Subject(start, end, code)
                yield from respective
            elif touches and patterns.compared_before.search(text, max(0, start - 4), start):
                yield _Subject(start, end, code, passing=True)

    def _listed(self, text: str, named: list[_Named]) -> list[str]:
        """Codes of the list of places that begins with the first of `named`; empty where it stands alone."""
        codes: list[str] = []
        end = named[0][0]
        for start, stop, what in named:
            joint = _BETWEEN.match(text, end)
            if codes and (joint is None or joint.end() != start):
                break
            code = self._code(what) if isinstance(what, PlaceMention) else None
            if code is None:
                break
            codes.append(code)
            end = stop
        return codes if len(codes) > 1 else []

    def _code(self, what: PlaceMention | str | None) -> str | None:
        if isinstance(what, PlaceMention):
            return disambiguate(what, self._home or self._named) or self._province(what)
        return self._of_word(what) if what is not None else None

    def _province(self, mention: PlaceMention) -> str | None:
        """The province of a bare name that others share (海南, 吉林), in a text that is written for no place."""
        if self._home is not None or mention.institution or mention.ordinary:
            return None
        return next((code for code in mention.candidates if regions()[code].level is Level.PROVINCE), None)

    def _of_word(self, word: str) -> str | None:
        """The division that 全市, 我县 … stands for: the one last named or the document's, or one that holds it."""
        last = word[0] if word[-1] == "内" else word[-1]
        if last == "国":
            return NATION
        bases = [self._named, self._topic, self._home]
        # 全市 after a county-level city of the prefecture that the text is written for is the prefecture again
        if self._home is not None and _is_called(self._home, last) and self._inside_home(self._named):
            bases = [self._home] if word[0] in _WHOLE else bases
        for base in bases:
            for code in (base, *ancestors(base)) if base is not None else ():
                if _is_called(code, last):
                    return code
        return None

    def _is_subject(
        self, text: str, start: int, end: int, what: PlaceMention | str | None, code: str | None, after: int
    ) -> bool:
        """Whether the place at [start, end) is what the next figures describe; `after`: end of the figure before."""
        patterns = _patterns()
        begin = max(phrase_start(text, max(0, start - 60), start), after)
        before = text[begin:start].strip(_EDGE)
        if patterns.not_before.search(before) or patterns.not_after.match(text, end) or _DATELINE.match(text, end):
            return False
        if isinstance(what, str) and code == self._home:
            return True
        stop = phrase_end(text, end, min(len(text), end + _PHRASE_REACH))
        if isinstance(what, PlaceMention) and _LISTED.match(text, end, stop):
            return False
        if isinstance(what, PlaceMention) and not self._inside_home(code):
            elsewhere = code is not None and self._home is not None and not lies_in(self._home, code)
            if patterns.organisation.match(text, end) or (elsewhere and text.find("等", end, stop) >= 0):
                return False
        if not before or (after == begin and not before.strip(_JOINTS)):
            return True
        if patterns.before.search(before):
            venue = before.endswith("在") and patterns.venue_after.search(text, end, stop)
            return not venue and (self._inside_home(code) or isinstance(what, str) or not before.endswith("在"))
        return not TIME.sub("", before).strip("的在年末底初以来，" + _EDGE)

    def _inside_home(self, code: str | None) -> bool:
        return code is not None and (self._home is None or lies_in(code, self._home))


def _common(codes: list[str]) -> str | None:
    """The smallest division that holds all of `codes`."""
    return next((c for c in (codes[0], *ancestors(codes[0])) if all(lies_in(d, c) for d in codes)), None)


def _respective(text: str, end: int, codes: list[str], quantities: Sequence[Quantity]) -> list[_Subject]:
    """永安市、沙县区分别获得620万元和480万元: each figure of the list with its place."""
    paired = quantities[: len(codes)]
    if len(paired) < len(codes) or "分别" not in text[end : min(paired[0].start, end + _RESPECTIVE_REACH)]:
        return []
    gaps = [text[left.end : right.start] for left, right in pairwise(paired)]
    if any(not _BETWEEN.fullmatch(gap) for gap in gaps):
        return []
    return [_Subject(q.start - 1, q.start, code, passing=True) for q, code in zip(paired, codes, strict=True)]


def _is_called(code: str, last: str) -> bool:
    """Whether 全<last> can mean the division: 区 a district or an autonomous region, 市 a city of any level."""
    region = regions()[code]
    if last == "省":
        return region.level is Level.PROVINCE
    return region.name.endswith(last) and region.level is not Level.NATION
