"""What a text has spoken of so far: the last name, the institution, the tariff, the things that can act.

The naming rules ask it when a figure's own words do not say what it belongs to.
"""

from __future__ import annotations

import re

from briefing.extraction.amount.quantity import Quantity
from briefing.extraction.name.lexicon import lexicon
from briefing.extraction.name.name_forms import Name
from briefing.extraction.name.phrases import (
    EDGE,
    PlaceStripper,
    last_clause,
    object_of,
    owner_of,
    shorten_brackets,
    strip_back,
    strip_front,
    tidy,
)
from briefing.model import Measure

_NOW = re.compile(r"^(?:目前|截至目前|如今|现在|近年来|今年以来|据统计|去年|今年|上半年|同时|此外|另外|\d{4}年底?)")
_NO_INSTITUTION = re.compile(r"、|各级|各类|所有|全部|联合|组织|会同|邀请|携手|协同")
PREPOSITION = re.compile(r"[对为向给把将以从由在让使被按经据]")
_PLAIN_CLAUSE = re.compile(r"(?:像这样的|像这样|此类|这样的|类似的|这类)")
# Units of things that can act: employers, projects, institutions
_THINGS = frozenset(["家", "个", "所", "处", "座", "支", "户"])
SHORT_CORE = 2  # characters of a name that says nothing without its subject
_LONG_CORE = 6
_LONGEST_CLAUSE = 18
_DATE_REST = re.compile("^[0-9年月日]*[年月日](?:份|底|末|期间|的)*")
# 引导资金，设立…帮扶资金; ，建成清香坪、玉泉5个集…为一体的社区养老服务综合体
_SPENT_NEXT = re.compile(
    r"^(?:[一-龥]{0,4}(?:资金|经费))?[，,](?:专项|主要|全部)?(?:用于|建成|新建|改建|实施|改造|建设|打造|支持|购置|设立|完善)(?:了)?([^，。；]{3,120}?)(?:[，,。；;]|$)"
)
_LEADING_COUNT = re.compile(r"^.*(?:等)?[\d一二三四五六七八九十百千万余多]+[个项所家处座条套](?=[^\d]{2})")
_CLOSING_COUNT = re.compile(r"[约近超]?[\d.]+[余多万千百]*[一-龥]{1,2}$")
_CLAUSES = re.compile(r"[，,；;：:。]")
_CLAUSE_MARKS = ("，", ",", "；", ";", "：", ":")
_CLAUSE_MARK = re.compile(r"[，,；;：:]")


class Memory:
    """What one paragraph has spoken of, and where in it the figure at hand stands."""

    def __init__(self, strip_place: PlaceStripper) -> None:
        self.strip_place = strip_place
        self.previous: Name | None = None
        self.listed: list[str] = []  # names that the clause before lists: 小学、初中，分别增长…
        self.tariff = ""
        self.institution = ""
        self.agent = ""  # things counted in the sentence that can act: 40个卫星工厂，吸纳…
        self.adjacent = False  # the figure at hand stands next to the one before
        self.object_after = ""  # what the money at hand was spent on: 投入资金1300万元，建成综合体
        self.by_unit: dict[str, Name] = {}
        self._sentences_since = 0  # the institution was named

    def start_paragraph(self) -> None:
        """Forget what earlier paragraphs spoke of."""
        self.previous = None
        self.institution = self.tariff = ""
        self.by_unit = {}

    def start_sentence(self, sentence: str, opening: str) -> None:
        """Take notice of a sentence; `opening` is its text up to the first figure."""
        self.agent = ""
        if match := lexicon().tariff.search(sentence):
            self.tariff = tidy(strip_front(match.group(1), self.strip_place))
        self.institution = self._subject(opening)

    def stand(self, gap: str, rest: str, until: str, first: bool) -> str:
        """Move to a figure; returns the text of the clauses between the one before and its own left context.

        `gap` lies between the figure before and the left context, `rest` after the figure up to the sentence's end,
        `until` after it up to the next figure; `first`: it is the sentence's first.
        """
        before = gap.strip(EDGE + "(（")
        # next to the figure before, but for the noun that belongs to that one
        self.adjacent = not before if gap[:1] in _CLAUSE_MARKS else not _CLAUSE_MARK.search(before)
        self.object_after = _object_after(rest, until) if first else ""
        return before

    def remember(self, name: Name, quantity: Quantity, measure: Measure) -> None:
        """Keep the name given to a figure for those that follow."""
        self.previous = name
        self.by_unit[quantity.unit] = name
        if quantity.unit in _THINGS and measure is Measure.LEVEL:
            self.agent = object_of(name.text)

    def _subject(self, opening: str) -> str:
        """The institution whose figures a sentence states, given its text up to the first figure; '' when none."""
        words = lexicon()
        for clause in _CLAUSES.split(opening):
            if words.regional_subject.match(_NOW.sub("", clause.strip())):
                return ""
            if not words.institution_inside.search(clause) and not clause.lstrip().startswith(("该", "其")):
                continue
            clause = strip_front(clause, self.strip_place)
            verbs = [words.find_predicate(clause, 2), words.institution_act.search(clause, 2)]
            end = min((verb.start() for verb in verbs if verb), default=len(clause))
            noun = tidy(shorten_brackets(clause[:end]))
            if words.anaphor.fullmatch(noun) or noun.startswith(("该", "其")):
                return self.institution
            noun = noun.rpartition("的")[2]
            plain = not _NO_INSTITUTION.search(noun) and not PREPOSITION.match(noun)
            verbal = words.kept_verb.match(noun) or words.leading_existence.match(noun) or words.splitter.search(noun)
            plain = plain and not verbal
            if 3 < len(noun) <= 24 and plain and words.institution.search(noun):
                self._sentences_since = 0
                return noun
        self._sentences_since += 1
        return self.institution

    def clean_left(self, text: str) -> str:
        """A left context without brackets, and without what opens and links it."""
        return strip_back(strip_front(shorten_brackets(text), self.strip_place))

    def owner_of(self, core: str, continues: bool) -> str:
        """What a name without a subject of its own belongs to: an institution, or what was counted just before."""
        words, previous = lexicon(), self.previous
        incomplete = core in words.relational or len(core) < SHORT_CORE
        acts = words.institution_act.match(core) and self._sentences_since <= 1
        if self.institution and (incomplete or acts):
            return self.institution
        if previous is None or not continues:
            return ""
        verb = words.kept_verb.match(previous.text)
        if incomplete and not (verb and verb.group() in words.carried_in_lists):
            return object_of(owner_of(previous.text))
        if previous.subject and self.adjacent and len(core) <= _LONG_CORE:
            return previous.subject
        return self.agent if words.agents.match(core) and core not in self.agent else ""

    def case(self, core: str, before: str) -> str:
        """The case of a tariff that a figure belongs to (65-69周岁，75元/月), '' when none is told."""
        label = core or tidy(last_clause(before))
        return label if 2 <= len(label) <= 14 and lexicon().case.search(label) else ""

    def thing(self, quantity: Quantity, before: str) -> str:
        """What a bare verb speaks of: a clause without a figure just before, else the last thing counted so."""
        clause = _PLAIN_CLAUSE.sub("", tidy(self.clean_left(last_clause(before))))
        if 2 <= len(clause) <= 12 and not lexicon().find_predicate(clause, 0):
            return clause
        known = self.by_unit.get(quantity.unit)
        if known is None and self.previous is not None and self.previous is not self.by_unit.get("%"):
            known = self.previous
        return object_of(known.text) if known else ""

    def trend(self, before: str) -> Name | None:
        """The thing whose trend the clause before tells without a figure (毕业生人数稳中有升，增长9.38%)."""
        clause = last_clause(before)
        told = lexicon().trend.sub("", clause)
        if told == clause:
            return None
        base = tidy(self.clean_left(told))
        return Name(_end_of(base), rule="trend-clause") if len(base) >= 3 else None

    def from_clause(self, before: str, previous: Name | None) -> Name:
        """A name made of the clause before the figure, else the previous one."""
        clause = last_clause(before)
        clause = tidy(self.clean_left(clause))
        if len(clause) >= 2:
            return Name(_end_of(clause), rule="clause")
        if previous is not None:
            return Name(previous.text, list(previous.aliases), rule="inherited")
        return Name(clause or "未指明", rule="clause")


def _end_of(clause: str) -> str:
    """The end of a clause that is too long for a name, not begun inside a date (2022年12月份个人养老金…)."""
    if len(clause) <= _LONGEST_CLAUSE:
        return clause
    return _DATE_REST.sub("", clause[-_LONGEST_CLAUSE:]) or clause


def _object_after(rest: str, until: str) -> str:
    """What a sum was spent on when the next clause tells: ，建成5个社区养老服务综合体 → 社区养老服务综合体."""
    if not (match := _SPENT_NEXT.match(rest)) or ("，" not in until and "," not in until):
        return ""
    return tidy(_CLOSING_COUNT.sub("", _LEADING_COUNT.sub("", match.group(1)).rpartition("的")[2]))
