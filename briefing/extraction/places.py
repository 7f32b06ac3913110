"""The division each figure describes: the place that is the subject of its statement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from briefing.extraction.dates import TIME
from briefing.extraction.sentences import phrase_end, phrase_start
from briefing.extraction.word_files import one_of, word_file
from briefing.model import Document, Level, ParagraphKind
from briefing.reference.divisions import NATION, PlaceMention, ancestors, disambiguate, find_places, lies_in, regions

if TYPE_CHECKING:
    from briefing.extraction.quantities import Quantity

_TITLE = re.compile(r"《[^《》]*》")
_EDGE = '“”"‘’（）()《》—·□●◆ 　'
# 新华社济南7月30日电, 本报成都讯: where the text was sent from
_DATELINE = re.compile(r"(?:\d{1,2}月\d{1,2}日)?(?:[电讯]|消息)[（(\s]")
# One of several places, or the first item of a list: 雁江六中、兰家坡小学等
_LISTED = re.compile(r"[^，。；,;]{0,20}、[^。；;]*?等|[、]")
# 全省第五位, but not 雁江区第六中学
_ORDINAL = r"第[\d一二三四五六七八九十]{1,3}(?!中|小学|高级|初级|人民|医院|幼儿|实验|职业|附属|社会)"


@dataclass(frozen=True, slots=True)
class _Patterns:
    level_words: re.Pattern[str]
    not_before: re.Pattern[str]
    before: re.Pattern[str]
    not_after: re.Pattern[str]
    organisation: re.Pattern[str]
    foreign: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words = word_file("places")
    return _Patterns(
        level_words=re.compile(one_of(words["level_words"])),
        not_before=re.compile(f"{one_of(words['not_subject_before'])}$"),
        before=re.compile(f"{one_of(words['subject_before'])}$"),
        not_after=re.compile(f"{one_of(words['not_subject_after'])}|{_ORDINAL}"),
        organisation=re.compile(f"[^，。；、的共有现新设达建]{{0,6}}{one_of(words['organisations'])}"),
        foreign=re.compile(one_of(words["foreign"])),
    )


@dataclass(frozen=True, slots=True)
class _Subject:
    """A place named at [start, end) as the subject of what follows; `code` is None for a foreign one."""

    start: int
    end: int
    code: str | None


class PlaceTracker:
    """Assigns a division to every figure of a document, paragraph by paragraph."""

    def __init__(self, document: Document) -> None:
        self._home = document.place if document.place in regions() else None
        self._section = self._home
        self._current = self._home

    def assign(
        self, text: str, quantities: Sequence[Quantity], kind: ParagraphKind = ParagraphKind.BODY
    ) -> list[str | None]:
        """Codes of the divisions that `quantities` (in order of their offsets in `text`) describe.

        None where the text does not tell, and for figures of other countries.
        """
        if self._home is not None:
            self._current = self._section
        if not quantities and self._home is not None and kind is not ParagraphKind.HEADING:
            return []
        found: list[str | None] = []
        waiting = self._subjects(text)
        subject = next(waiting, None)
        for quantity in quantities:
            while subject is not None and subject.start < quantity.start:
                self._current = subject.code
                subject = next(waiting, None)
            found.append(self._current)
        while subject is not None:
            self._current = subject.code
            subject = next(waiting, None)
        if kind is ParagraphKind.HEADING and self._home is not None:
            self._section = self._current if self._inside_home(self._current) else self._home
        return found

    def _subjects(self, text: str) -> Iterator[_Subject]:
        """The places of `text` that are subjects, in order; words such as 全市 depend on those before them."""
        patterns = _patterns()
        titles = [m.span() for m in _TITLE.finditer(text)] if "《" in text else []
        named: list[tuple[int, int, PlaceMention | str | None]] = [(m.start, m.end, m) for m in find_places(text)]
        named += [(m.start(), m.end(), m.group()) for m in patterns.level_words.finditer(text)]
        named += [(m.start(), m.end(), None) for m in patterns.foreign.finditer(text)]
        taken = 0
        for start, end, what in sorted(named, key=lambda item: item[0]):
            if start < taken or any(low < start < high for low, high in titles):
                continue
            taken = end
            code = self._code(what)
            if isinstance(what, PlaceMention | str) and code is None:
                continue
            if self._is_subject(text, start, end, what, code):
                yield _Subject(start, end, code)

    def _code(self, what: PlaceMention | str | None) -> str | None:
        if isinstance(what, PlaceMention):
            return disambiguate(what, self._home or self._current)
        return self._of_word(what) if what is not None else None

    def _of_word(self, word: str) -> str | None:
        """The division that 全市, 我县 … stands for: the one last named or the document's, or one that holds it."""
        last = word[0] if word[-1] == "内" else word[-1]
        if last == "国":
            return NATION
        for base in (self._current, self._home):
            for code in (base, *ancestors(base)) if base is not None else ():
                if _is_called(code, last):
                    return code
        return None

    def _is_subject(self, text: str, start: int, end: int, what: PlaceMention | str | None, code: str | None) -> bool:
        patterns = _patterns()
        begin = phrase_start(text, max(0, start - 60), start)
        before = text[begin:start].rstrip(_EDGE)
        if patterns.not_before.search(before) or patterns.not_after.match(text, end) or _DATELINE.match(text, end):
            return False
        if isinstance(what, str) and code == self._home:
            return True
        if not isinstance(what, str) and _LISTED.match(text, end, phrase_end(text, end, len(text))):
            return False
        if isinstance(what, PlaceMention) and not self._inside_home(code) and patterns.organisation.match(text, end):
            return False
        if not before or patterns.before.search(before):
            return True
        return not TIME.sub("", before).strip("的在年末底初以来，" + _EDGE)

    def _inside_home(self, code: str | None) -> bool:
        return code is not None and (self._home is None or lies_in(code, self._home))


def _is_called(code: str, last: str) -> bool:
    """Whether 全<last> can mean the division: 区 a district or an autonomous region, 市 a city of any level."""
    region = regions()[code]
    if last == "省":
        return region.level is Level.PROVINCE
    return region.name.endswith(last) and region.level is not Level.NATION
