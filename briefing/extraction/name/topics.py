"""Whose a head is that says nothing of its own: the insurance, allowance or voucher told nearest before it.

“沪惠保”…截至6月底，已有27万人|参保 → “沪惠保”参保人数; 育儿补贴已发放完毕，资金总额… → 育儿补贴资金总额.
"""

from __future__ import annotations

import re

from briefing.extraction.name.lexicon import pattern
from briefing.extraction.name.phrases import PlaceStripper, cleaned, tidy

_FAR = 400  # characters within which a text still speaks of the same thing
_SHORTEST, _LONGEST = 3, 14  # characters of a topic
_QUOTED = re.compile(r"[“‘《]([^“”‘’《》]{2,10})[”’》]$")
_EDGES = re.compile(r".*[，,；;：:。！!？?、（）()“”‘’《》\s]", re.DOTALL)


def topic_of(kind: str, told: str, strip_place: PlaceStripper) -> str:
    """The thing of `kind` (insured, granted or vouched) that the text `told` names last; '' where it names none."""
    told, found = told[-_FAR:], ""
    for match in reversed(list(pattern(f"{kind}_topic").finditer(told))):
        topic = _name_before(told[: match.end()], strip_place)
        longer = topic.strip("“”").endswith(found.strip("“”")) and len(topic) > len(found)  # 消费券 for 体育消费券
        found = topic if longer or not found else found
    return found


def _name_before(text: str, strip_place: PlaceStripper) -> str:
    if quoted := _QUOTED.search(text):
        inner = strip_place(quoted.group(1))
        return inner if _SHORTEST < len(inner) < len(quoted.group(1)) else quoted.group()
    phrase = _EDGES.sub("", text)
    starts = [verb.end() for verb in pattern("topic_verb").finditer(phrase) if len(phrase) - verb.end() >= _SHORTEST]
    topic = tidy(cleaned(phrase[starts[-1] if starts else 0 :], strip_place).rpartition("的")[2])
    return topic if _SHORTEST <= len(topic) <= _LONGEST else ""


def joined(topic: str, head: str) -> str:
    """`head` with its `topic`, what both say once (育儿补贴 + 补贴标准 → 育儿补贴标准)."""
    common = next((size for size in range(min(len(topic), len(head)), 0, -1) if topic.endswith(head[:size])), 0)
    return topic + head[common:]
