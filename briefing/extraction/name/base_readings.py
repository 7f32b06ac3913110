"""Readings of the names of figures per head whose base stands elsewhere: in the list before, alone, a clause before."""

from __future__ import annotations

import re

from briefing.extraction.answers import Answer
from briefing.extraction.name.carried_readings import told
from briefing.extraction.name.contexts import Joint
from briefing.extraction.name.figure_words import Words
from briefing.extraction.name.lexicon import words
from briefing.extraction.name.name_memory import Name
from briefing.extraction.name.phrases import PER_HEAD
from briefing.model import Measure

_HEADS = (
    "(?:常住|户籍|城镇|农村|城乡|在校|在园)?"
    "(?:老年人口|人口|老年人|老人|居民|学生|儿童|婴幼儿|幼儿|新生儿|妇女|职工|劳动力|人)"
)
_BASE = rf"(?P<base>平?均?每[一二三四五六七八九十百千万\d]+(?:名|位|户|个)?{_HEADS}|[月年日]?人均|户均)"
_OPENING = re.compile(rf"{_BASE}(?:中|拥有的?|占有的?|配备的?|有)?")
# 平均到每千人口，|托位数是4.6个; 按每千人口计算，…; 每千人口中，…
_CLAUSE = re.compile(
    rf"(?:(?:平均|折合|折算|分摊|换算|摊|按|以)(?:到|成|为|下来)?)?{_BASE}(?:中|计算?|来算|来看|测算|拥有)?"
)
_MOST = 1000  # a number per head is smaller
_FRACTION = re.compile(r"\d\.\d+(?![\d万亿千百])")


def base_carried(w: Words) -> Answer[Name] | None:
    """每千人口执业医师3.42人、注册护士|3.71人: what goes on with a list per head is per head too."""
    own, figure = _own(w), w.figure
    if not own or not figure.index or PER_HEAD.search(own) or w.measure is not Measure.LEVEL:
        return None
    before = figure.sentence.figures[figure.index - 1]
    base = _OPENING.match(before.answers["name"].value.text)
    if base is None or before.measure is not Measure.LEVEL or not _goes_on(w):
        return None
    return told("base-carried", base["base"] + own, own)


def _goes_on(w: Words) -> bool:
    """Whether the figure is of the base that the one before has: a fraction of a person, or its neighbour in a list."""
    quantity, before = w.figure.quantity, w.figure.sentence.figures[w.figure.index - 1].quantity
    whole = quantity.unit in words("actors")  # 每千人口托位4.6个、社区食堂12个
    if (whole or quantity.unit in words("people") or quantity.unit == "张") and _FRACTION.search(w.figure.written):
        return True
    small = max(quantity.value, before.value) < _MOST and "万" not in w.figure.written
    return w.context.joint is Joint.LIST and quantity.unit == before.unit and small and not whole


def base_alone(w: Words) -> Answer[Name] | None:
    """养老机构床位4614张，每千名老年人|31.6张: a base alone is of what was counted in its unit."""
    base = _OPENING.fullmatch(w.core) if not w.noun and w.measure is Measure.LEVEL else None
    counted = w.memory.by_unit.get(w.figure.quantity.unit) if base else None
    if base is None or counted is None or base["base"].endswith("均"):
        return None
    return told("base-alone", base["base"].removeprefix("平均") + _OPENING.sub("", counted.text), w.core)


def base_before(w: Words) -> Answer[Name] | None:
    """平均到每千人口，托位数是|4.6个: the clause before gives the base."""
    own = _own(w) if "每" in w.clause and w.context.joint is Joint.CLAUSE else ""
    base = _CLAUSE.fullmatch(w.clause_name) if own and not PER_HEAD.search(own) else None
    return told("base-before", base["base"] + own, own) if base else None


def _own(w: Words) -> str:
    """What the figure's own words name."""
    row = w.row
    return row.names[w.figure.index - row.first] if len(row.names) == row.length > 1 else w.core or w.noun


OF_ALL = (base_carried, base_alone, base_before)
