"""A small corpus for composition and rendering: two regions, one document each, figures found by their text."""

from __future__ import annotations

from dataclasses import replace

from briefing.comparison import Pairings
from briefing.config import Thresholds
from briefing.model import (
    Analysis,
    Benchmark,
    BenchmarkGap,
    Bound,
    Caveat,
    Document,
    Fact,
    Indicator,
    Measure,
    Observation,
    Paragraph,
    ParagraphKind,
    Reconciliation,
    Run,
    Sector,
    Status,
)

WEST, ZIYANG = "510403", "512000"
WEST_TEXT = (
    "  目前,全区已建成养老机构床位811张,其中公办304张,民办507张。\n\n"
    "  全区每千人口拥有3岁以下婴幼儿托位数为2.91个,水平明显增强;拟新建托位200个。\n\n"
    "  本科上线率65.29%,由上年的60.00%提高。"
)
ZIYANG_TEXT = "每千人口托位数达到4.5个。新招录教师超过2200人。新建托位900个。"


def document(name: str, raw: str, *, title: str = "公共服务均衡可及", place: str = WEST) -> Document:
    """A document whose paragraphs are the lines of `raw`."""
    paragraphs, position = [], 0
    for line in raw.split("\n"):
        text = line.strip()
        if text:
            paragraphs.append(Paragraph(text, ParagraphKind.BODY, (Run(0, position + line.index(text)),)))
        position += len(line) + 1
    return Document(name, raw, tuple(paragraphs), title, "攀枝花日报", "2024-11-05", True, place, sha256="0" * 64)


def observation(source: Document, text: str, indicator: str, value: float, unit: str, **fields: object) -> Observation:
    """The figure that stands at the first place of `text` in the document."""
    start = source.raw.index(text)
    defaults: dict[str, object] = {"region": source.place, "period": "2024-11-05", "sector": Sector.CHILDCARE}
    known = Observation(source.name, start, start + len(text), text, indicator, value, unit, Sector.CHILDCARE)
    return replace(known, **(defaults | fields))  # type: ignore[arg-type]


def indicator(**fields: object) -> Indicator:
    """A catalogued indicator of childcare."""
    name = str(fields["name"])
    known = Indicator(name, name, Sector.CHILDCARE, "托育", "个", "stock", True, polarity="higher_better")
    return replace(known, **fields)  # type: ignore[arg-type]


def fact(source: Observation, *caveats: Caveat, **fields: object) -> Fact:
    """The observation under an indicator of its own name."""
    return Fact(
        source, indicator(**{"name": source.indicator, "sector": source.sector, **fields}), "name", 1.0, caveats
    )


PLACES = "每千人口拥有3岁以下婴幼儿托位数"


def analysis(west_text: str = WEST_TEXT, title: str = "公共服务均衡可及") -> Analysis:
    """West District against Ziyang: a total with parts, an allowed and a refused pair, a target, a sensitive rate."""
    west = document("west.txt", west_text, title=title)
    ziyang = document("ziyang.txt", ZIYANG_TEXT, title="社会事业持续向好", place=ZIYANG)
    beds = observation(west, "811张", "养老机构床位", 811, "张", sector=Sector.ELDERLY)
    public = observation(west, "304张", "公办养老机构床位", 304, "张", sector=Sector.ELDERLY, part_of=beds.start)
    private = observation(west, "507张", "民办养老机构床位", 507, "张", sector=Sector.ELDERLY, part_of=beds.start)
    planned = observation(west, "200个", "新建托位", 200, "个", status=Status.PLANNED)
    places = fact(observation(west, "2.91个", PLACES, 2.91, "个"), name=PLACES, id="places")
    others = fact(observation(ziyang, "4.5个", PLACES, 4.5, "个", period="2025-12-09"), name=PLACES, id="places")
    education = {"sector": Sector.EDUCATION, "measure": Measure.SHARE}
    rates = [
        fact(observation(west, text, "本科上线率", value, "%", period=period, **education), sensitivity="no_rank")
        for text, value, period in (("65.29%", 65.29, "2024"), ("60.00%", 60.0, "2023"))
    ]
    teachers = fact(
        observation(ziyang, "超过2200人", "新招录教师", 2200, "人", bound=Bound.AT_LEAST, sector=Sector.EDUCATION),
        Caveat("R10", "约", "原文为约数"),
    )
    target = Benchmark(PLACES, 2025, 4.5, "个/千人", "target", "《“十四五”公共服务规划》")
    built = fact(observation(ziyang, "900个", "新建托位", 900, "个", period="2025-12-09"))
    facts = (fact(beds), fact(public), fact(private), places, others, fact(planned), *rates, teachers, built)
    return Analysis(
        documents=(west, ziyang),
        facts=facts,
        comparisons=Pairings(facts, Thresholds()),
        gaps=(BenchmarkGap(places, target, -1.59),),
        reconciliations=(
            Reconciliation("parts", True, "304+507=811", (beds, public, private)),
            Reconciliation("per_capita", False, "托位数与人口不符", (places.observation,)),
        ),
    )
