"""Names, and what a paragraph has spoken of so far, which the names of later figures lean on."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefing.extraction.figure import Figure
from briefing.extraction.name.contexts import Joint
from briefing.extraction.name.lexicon import pattern, words
from briefing.model import Measure

ANAPHOR = "该"  # stands for the institution that was named before


@dataclass(frozen=True, slots=True)
class Name:
    """An indicator's name with others that are as good; `subject` is what in it the name of a next figure may lack."""

    text: str
    aliases: tuple[str, ...] = field(default=(), compare=False)
    subject: str = field(default="", compare=False)


@dataclass(slots=True)
class Memory:
    """What one paragraph has spoken of."""

    previous: Name | None = None  # of the figure before
    by_unit: dict[str, Name] = field(default_factory=dict)
    agent: str = ""  # the name of things counted in the sentence that can act: 40个卫星工厂，吸纳…
    divided: Name | None = None  # what a row of figures divides among places
    institution: str = ""
    sentences_since: int = 0  # the institution was named
    tariff: str = ""
    counted: list[Figure] = field(default_factory=list)  # levels that are no part of another

    def hear(self, tariff: str, institution: str | None) -> None:
        """Take notice of a sentence that speaks of a `tariff` ('' of none) and an `institution`.

        The institution is '' where it is the region, ANAPHOR where it is the one named before, None where none is told.
        """
        self.agent, self.divided = "", None
        self.tariff = tariff or self.tariff
        if institution is None:
            self.sentences_since += 1
        elif institution != ANAPHOR:
            self.institution, self.sentences_since = institution, 0

    def remember(self, name: Name, figure: Figure, rule: str) -> None:
        """Keep the name given to a figure by `rule` for those that follow."""
        quantity = figure.quantity
        if figure.measure is Measure.LEVEL and figure.answers["part_of"].value is None:
            self.counted.append(figure)
        if pattern("places_counted").fullmatch(name.text):  # 11个省份开工率达到95%: what is told goes on
            return
        self.divided = name if rule == "by-place" else None
        self.previous = self.by_unit[quantity.unit] = name
        counted = figure.measure is Measure.LEVEL and quantity.unit in words("actors")
        if counted and figure.answers["part_of"].value is None and figure.context.joint is not Joint.SHARED:
            self.agent = name.text
