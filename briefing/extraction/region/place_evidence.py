"""What is known of places where the reading stands, and which division each kind of evidence speaks for."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.extraction.answers import Answer, Span, in_order


@dataclass(frozen=True, slots=True)
class Subject:
    """A place named at [start, end) as the subject of what follows; `code` is None for a foreign one.

    `rule`: how it is named. `passing`: it is the subject of the figure that touches it only (高于全市|32张的平均水平).
    """

    start: int
    end: int
    code: str | None
    rule: str
    passing: bool = False
    words: Span | None = None  # the name, where that stands elsewhere: in a list

    def told(self, rule: str = "") -> Answer[str | None]:
        """The answer that it is; nothing is seen of a place that another passage names."""
        seen = self.words or (None if self.start < 0 else (self.start, self.end))
        return Answer(self.code, rule or self.rule, seen)


@dataclass(slots=True)
class Places:
    """What is known of places where the reading stands; a place is a division's code."""

    home: str | None  # what the document is about
    section: str | None  # what the headings above name within it, else the same
    topic: Subject | None = None  # what sentences without a place of their own return to
    current: Subject | None = None  # the subject of the statement, None where it has no place of its own
    named: str | None = None  # the place last named, for 该县 and 全市
    together: bool = False  # the figure is of some places together: 其余四县655户, 三地合计91个
    passing: Subject | None = None  # touches the figure that is asked about
    wider: Subject | None = None  # what the whole is of whose part is told of the document's place: 10个，其中青岛2个
    bare: Subject | None = None  # all that stands before the figure is a name that is an ordinary word too: 东方1家

    def topic_code(self) -> str | None:
        """What sentences without a place of their own describe."""
        return self.topic.code if self.topic else self.section

    def current_code(self) -> str | None:
        """What the statement describes."""
        return self.current.code if self.current else self.topic_code()


def _touching(places: Places) -> Answer[str | None] | None:
    return places.passing.told() if places.passing else None


def _together(places: Places) -> Answer[str | None] | None:
    return Answer(None, "together") if places.together else None


def _subject(places: Places) -> Answer[str | None] | None:
    return places.current.told() if places.current else None


def _topic(places: Places) -> Answer[str | None] | None:
    return places.topic.told("topic") if places.topic else None


def _section(places: Places) -> Answer[str | None] | None:
    return Answer(places.section, "section") if places.section != places.home else None


def _document(places: Places) -> Answer[str | None]:
    return Answer(places.home, "document" if places.home else "unknown")


def _bare_name(places: Places) -> Answer[str | None] | None:
    return places.bare.told() if places.bare else None


def _wider(places: Places) -> Answer[str | None] | None:
    return places.wider.told() if places.wider else None


REGIONS = in_order("region", (_together, _touching, _bare_name, _subject, _wider, _topic, _section, _document))
