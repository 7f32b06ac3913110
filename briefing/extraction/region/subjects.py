"""The division each figure describes: the place that is the subject of its statement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice, takewhile

from briefing.extraction.amount.quantity import Quantity
from briefing.extraction.answers import Answer, choose
from briefing.extraction.figure import Figure, Passage
from briefing.extraction.period.time_expressions import TIME
from briefing.extraction.region.named_beside import (
    ASIDE,
    BETWEEN,
    EDGE,
    LISTED,
    STANDING,
    bare_name,
    common,
    divisions_of_neighbourhoods,
    is_called,
    names_branch,
    occasion_spans,
    of_several,
    respective,
    wider_place,
)
from briefing.extraction.region.place_evidence import REGIONS, Places, Subject
from briefing.extraction.sentences import covers, phrase_end, phrase_start
from briefing.model import Document, Level
from briefing.packaged import word_pattern
from briefing.reference.divisions import (
    NATION,
    PlaceMention,
    ancestors,
    disambiguate,
    find_places,
    lies_in,
    regions,
    stem,
)

_PHRASE_REACH = 200  # characters in which the phrase after a place ends
_WHOLE = ("全", "我", "本")
_PART = re.compile("其中[，,]?$")
_STOPS = re.compile(r"[。！？!?]")
_ENDS = re.compile(r"[。！？!?](?!其中)")  # of what is said of a place
_NUMBERED = re.compile(r"\W*[一二三四五六七八九十\d]{1,3}、$")  # 三、|全县新增
_JOINTS = "、，,和及以"
_PHRASE_STOP = re.compile(r"[，。；：！？]")
_OPENING_LENGTH = 12  # characters in which a paragraph or sentence names the place that it is about
# 全省平均; 全省第五位, but not 雁江区第六中学
_NOT_AFTER = (
    r"<not_subject_after>|第[\d一二三四五六七八九十]{1,3}(?!中|小学|高级|初级|人民|医院|幼儿|实验|职业|附属|社会)"
)
_ORGANISATION = "[^，。；、的共有现新设达建]{0,6}<organisations>"  # 四川大学华西|医院
_words = partial(word_pattern, "extraction/data/places.toml")
# A place word at [start, end): a mention of a division, a word such as 全市, None for another country
_Named = tuple[int, int, PlaceMention | str | None]


class PlaceTracker:
    """Follows the places of a document from passage to passage."""

    def __init__(self, document: Document) -> None:
        home = document.place if document.place in regions() else None
        self._neighbourhoods = divisions_of_neighbourhoods(document.paragraphs, home)
        self._neighbours = re.compile("|".join(map(re.escape, self._neighbourhoods))) if self._neighbourhoods else None
        self._places = Places(home, home, named=home)
        self._home_name = stem(regions()[home].name) if home is not None else ""
        self._passage: Passage | None = None
        self._waiting: Iterator[Subject] = iter(())
        self._next: Subject | None = None
        self._last = 0
        self._silent: Subject | None = None  # the place last named, as long as no figure has been told of it
        self._parted: Subject | None = None  # the part that governs: 其中安岳县8家
        self._whole: Subject | None = None  # what governed before it

    def enter(self, passage: Passage) -> None:
        """Leave the passage before, and return to the place that the section or the document is about."""
        self._leave()
        self._passage, self._last, places = passage, 0, self._places
        self._silent = self._parted = None
        if places.home is not None:
            places.current, places.topic, places.named = None, None, places.section
            if not passage.figures and not passage.is_heading:
                self._next = None
                return
        places.current = places.current and replace(places.current, start=-1)
        places.topic = places.topic and replace(places.topic, start=-1)
        self._waiting = self._subjects(passage.text, [figure.quantity for figure in passage.figures])
        self._next = next(self._waiting, None)

    def region_of(self, figure: Figure) -> Answer[str | None]:
        """The code of the division that a figure describes, None where unknown or abroad. To be asked in order."""
        places, at, places.passing = self._places, figure.quantity.start, None
        while self._next is not None and self._next.start < at:
            if self._next.passing:
                places.passing = self._next
            else:
                self._enter(self._next, figure.text)
                self._last = self._next.end
                self._silent = self._next if self._next.code != places.home else None
            self._next = next(self._waiting, None)
        if self._silent is not None and "；" in figure.text[self._silent.end : at]:
            places.current = None  # 安岳推进试点；新增学位900个: a clause without a figure, and another begins
        self._silent = None
        if self._parted is not None and "；" in figure.text[self._parted.end : at]:  # 其中安岳县8家；新增托位900个
            places.current, self._parted = self._whole, None
        if _ENDS.search(figure.text, self._last, at):
            places.current = None
        self._last = max(self._last, at)
        places.together = of_several(figure)
        places.bare = bare_name(figure, places.home)
        places.wider = wider_place(figure, places.home, places.named)
        answer = choose(REGIONS, places, explain=figure.explained)
        assert answer is not None
        return answer

    def _leave(self) -> None:
        """Let the places after the last figure of a passage govern what follows."""
        if self._passage is None:
            return
        while self._next is not None:
            if not self._next.passing:
                self._enter(self._next, self._passage.text)
            self._next = next(self._waiting, None)
        if self._passage.is_heading and self._places.home is not None:
            code = self._places.current_code()
            self._places.section = code if self._inside_home(code) else self._places.home

    def _enter(self, subject: Subject, text: str) -> None:
        """Let a subject govern.

        The one that opens the paragraph is its topic, to which later sentences return; where the document has no place
        of its own, so is one that opens a sentence.
        """
        places = self._places
        self._part_from(subject, text)
        places.current, places.named = subject, subject.code
        stop = _STOPS.search(text, max(0, subject.start - _OPENING_LENGTH), subject.start) is not None
        opens_passage = subject.start <= _OPENING_LENGTH
        opens = (opens_passage or stop) if places.home is None else (opens_passage and not stop)
        if (
            opens and self._parted is None and not self._above_home(subject.code)
        ):  # 沈阳 in a paragraph about one of its districts is no topic
            places.topic = subject

    def _part_from(self, subject: Subject, text: str) -> None:
        """Keep what governed before 其中, where a whole was counted: the place after it reaches to the semicolon."""
        goes_on = self._parted is not None and text[subject.start - 1 : subject.start] in ("；", "，", "、", ",")
        if not goes_on and _PART.search(text, max(0, subject.start - 3), subject.start):
            whole = self._last and _STOPS.search(text, self._last, subject.start) is None
            self._whole, goes_on = self._places.current, bool(whole)
        self._parted = subject if goes_on else None

    def _subjects(self, text: str, quantities: Sequence[Quantity]) -> Iterator[Subject]:
        """The places of `text` that are subjects, in order; words such as 全市 depend on those before them."""
        occasions = occasion_spans(text)
        named: list[_Named] = [(m.start, m.end, m) for m in find_places(text)]
        named += [(m.start(), m.end(), m.group()) for m in _words("<level_words>").finditer(text)]
        named += [(m.start(), m.end(), None) for m in _words("<foreign>").finditer(text)]
        named += [(m.start(), m.end(), m.group()) for m in self._neighbours.finditer(text)] if self._neighbours else []
        named.sort(key=lambda item: item[0])
        taken, index, told = 0, 0, -1
        for number, (start, end, what) in enumerate(named):
            if start < taken or covers(occasions, start):
                continue
            taken = end
            code = self._code(what, text)
            if isinstance(what, PlaceMention | str) and code is None:
                continue
            while index < len(quantities) and quantities[index].end <= start:
                index += 1
            after = quantities[index - 1].end if index else 0
            until = quantities[index].start if index < len(quantities) else len(text)
            touches = until == end and what is not None
            if text[start - 1 : start] == "、" and after < start - 1 and not _NUMBERED.match(text, 0, start):
                # a later item of a list of places
                inside = self._inside_home(code) and self._places.home is not None
                if inside and told < phrase_start(text, after, start):
                    told = start
                    yield Subject(start, end, self._places.section, "several")
                continue
            rule, items = self._rule(what), []
            joined = BETWEEN.match(text, end) is not None
            if joined and isinstance(what, PlaceMention) and (items := self._listed(text, named[number:])):
                taken = end = items[-1].end
                code, rule = common([item.code for item in items if item.code]), "listed"
            elif joined and what is None:
                continue
            if touches and _words("<compared_before>$").search(text, max(0, start - 4), start):
                yield Subject(start, end, code, "compared", passing=True)
            elif not items and self._begins_things(text, named[number:], until):
                told = start
                yield Subject(start, end, self._places.section, "several")
            elif self._is_subject(text, start, end, what, code, start if touches else after):
                told = start
                yield Subject(start, end, code, rule)
                yield from respective(text, items, quantities[index : index + len(items)])

    def _begins_things(self, text: str, named: list[_Named], until: int) -> bool:
        """雁江区太平社区、安岳县民主社区5个: things of several places with one total are the whole's."""
        if self._places.home is None or "、" not in text[named[0][1] : until]:
            return False
        before = takewhile(lambda item: item[0] < until, named)
        items = list(islice(((start, what) for start, _, what in before if isinstance(what, PlaceMention)), 2))
        (first, second) = (items[0][0], items[1][0]) if len(items) == 2 else (0, 0)
        if text[second - 1 : second] != "、" or _PHRASE_STOP.search(text, first, second):
            return False
        codes = {self._code(what, text) for _, what in items}
        return len(codes) > 1 and all(self._inside_home(code) for code in codes)

    def _listed(self, text: str, named: list[_Named]) -> list[Subject]:
        """The list of places that begins with the first of `named`; empty where it stands alone."""
        items: list[Subject] = []
        for start, end, what in named:
            joint = BETWEEN.match(text, items[-1].end) if items else None
            if items and (joint is None or joint.end() != start):
                break
            code = self._code(what, text) if isinstance(what, PlaceMention) else None
            if code is None:
                break
            items.append(Subject(start, end, code, "respective", passing=True))
        return items if len(items) > 1 else []

    def _rule(self, what: PlaceMention | str | None) -> str:
        if isinstance(what, PlaceMention):
            return "named"
        return "foreign" if what is None else "neighbourhood" if what in self._neighbourhoods else "word"

    def _code(self, what: PlaceMention | str | None, text: str) -> str | None:
        if isinstance(what, PlaceMention):
            code = disambiguate(what, self._places.home or self._places.named) or self._province(what)
            # 西宁|城中, whose own short name is an ordinary word
            own = self._home_name and self._above_home(code) and text.startswith(self._home_name, what.end)
            return self._places.home if own else code
        if isinstance(what, str) and what in self._neighbourhoods:
            return self._neighbourhoods[what]
        return self._of_word(what) if what is not None else None

    def _province(self, mention: PlaceMention) -> str | None:
        """The province of a bare name that others share (海南, 吉林), in a text that is written for no place."""
        if self._places.home is not None or mention.institution or mention.ordinary:
            return None
        return next((code for code in mention.candidates if regions()[code].level is Level.PROVINCE), None)

    def _of_word(self, word: str) -> str | None:
        """The division that 全市, 我县 … stands for: the one last named or the document's, or one that holds it."""
        last = word[0] if word[-1] == "内" else word[-1]
        if last == "国":
            return NATION
        places = self._places
        bases = [places.named, places.topic_code(), places.home]
        # 全市 after a county-level city of the prefecture that the text is written for is the prefecture again
        if places.home is not None and is_called(places.home, last) and self._inside_home(places.named):
            bases = [places.home] if word[0] in _WHOLE else bases
        for base in bases:
            for code in (base, *ancestors(base)) if base is not None else ():
                if is_called(code, last):
                    return code
        return None

    def _is_subject(
        self, text: str, start: int, end: int, what: PlaceMention | str | None, code: str | None, after: int
    ) -> bool:
        """Whether the place at [start, end) is what the next figures describe; `after`: end of the figure before."""
        home = self._places.home
        begin = max(phrase_start(text, max(0, start - 60), start), after)
        before = "" if _NUMBERED.match(text, 0, start) else text[begin:start].strip(EDGE)
        stands = isinstance(what, PlaceMention) and STANDING.match(text, end) is not None
        if _words("<not_subject_before>$").search(before) or (not stands and _words(_NOT_AFTER).match(text, end)):
            return False
        if ASIDE.match(text, end):
            return False
        if isinstance(what, str) and code == home:
            return True
        stop = phrase_end(text, end, min(len(text), end + _PHRASE_REACH))
        if isinstance(what, PlaceMention) and LISTED.match(text, end, stop):
            return False
        acts_here = isinstance(what, PlaceMention) and _words(_ORGANISATION).match(text, end) is not None
        if home is None and acts_here and not (isinstance(what, PlaceMention) and what.full):
            return False  # 北京某公益基金会 in a text that is of no place
        if isinstance(what, PlaceMention) and not self._inside_home(code):
            elsewhere = code is not None and home is not None and not lies_in(home, code)
            if acts_here or (elsewhere and text.find("等", end, stop) >= 0):
                return False
        if names_branch(before, text, end) or not before or (after == begin and not before.strip(_JOINTS)):
            return True
        if _words("<subject_before>$").search(before):
            venue = before.endswith("在") and _words("<venue_after>").search(text, end, stop)
            return not venue and (self._inside_home(code) or isinstance(what, str) or not before.endswith("在"))
        return not TIME.sub("", before).strip("的在年末底初以来，" + EDGE)

    def _above_home(self, code: str | None) -> bool:
        home = self._places.home
        return code is not None and home is not None and code in ancestors(home)

    def _inside_home(self, code: str | None) -> bool:
        return code is not None and (self._places.home is None or lies_in(code, self._places.home))
