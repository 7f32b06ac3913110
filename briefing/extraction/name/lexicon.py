"""Word lists of the naming grammar, compiled once: from data/names.toml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from briefing.packaged import toml_file


def alternation(words: list[str]) -> str:
    """A regex alternation of `words`, longest first, so that the longest match wins."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda w: (-len(w), w)))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The compiled word classes; data/names.toml says what each means."""

    trailing_link: re.Pattern[str]
    trailing_change: re.Pattern[str]
    opener: re.Pattern[str]
    leading_existence: re.Pattern[str]
    trailing_existence: re.Pattern[str]
    splitter: re.Pattern[str]
    predicate: re.Pattern[str]
    protected_start: re.Pattern[str]
    reach: re.Pattern[str]
    agents: re.Pattern[str]
    protected_end: re.Pattern[str]
    institution: re.Pattern[str]
    institution_inside: re.Pattern[str]
    anaphor: re.Pattern[str]
    regional_subject: re.Pattern[str]
    kept_verb: re.Pattern[str]
    institution_act: re.Pattern[str]
    money_heads: frozenset[str]
    funds: frozenset[str]
    money_head: re.Pattern[str]
    enjoyed: re.Pattern[str]
    tariff: re.Pattern[str]
    case: re.Pattern[str]
    carried_verb: re.Pattern[str]
    carried_in_lists: frozenset[str]
    leading_modifier: re.Pattern[str]
    relational: frozenset[str]
    verbs_only: re.Pattern[str]
    hollow: frozenset[str]
    trend: re.Pattern[str]
    acts: frozenset[str]
    modifiers: frozenset[str]

    def find_predicate(self, text: str, start: int) -> re.Match[str] | None:
        """The first predicate in `text` from `start` on that is not the inside of a noun (社会, 功能)."""
        for match in self.predicate.finditer(text, max(0, start - 1)):
            if match.start() >= start and match.group("word"):
                return match
        return None


@cache
def lexicon() -> Lexicon:
    """The lexicon; read once."""
    data = toml_file("extraction/data/names.toml")
    starts = alternation(data["protected_starts"])
    change = alternation(data["changes"])
    comparison = alternation(data["comparisons"])
    return Lexicon(
        trailing_link=re.compile(f"(?:{alternation(data['links'])})$"),
        # 较上年同期下降, 同比增长, 比年初增加了
        trailing_change=re.compile(
            rf"(?:(?<![占同环对])(?:{comparison})(?:[^，。；、]{{0,12}}?))?(?:平均|分别|累计|大幅|明显|稳步|持续|新|共)?(?:{change})(?:了|约|近|超|到|至|率)?$"
        ),
        opener=re.compile(f"(?!{starts})(?:{alternation(data['openers'])})"),
        leading_existence=re.compile(f"(?:{alternation(data['existence'])})(?=.)"),
        trailing_existence=re.compile(f"(?:{alternation(data['existence'])})$"),
        splitter=re.compile(f"(?:{alternation(data['splitters'])})(?!率|量|人数|户数|面积|额|数|者|人员|方式|标准)"),
        predicate=re.compile(f"(?:{alternation(data['unbroken'])})|(?P<word>{alternation(data['predicates'])})"),
        protected_start=re.compile(starts),
        reach=re.compile(f"(?:{alternation(data['reach'])})$"),
        agents=re.compile(alternation(data["agents"])),
        protected_end=re.compile(f"(?:{alternation(data['protected_ends'])})$"),
        institution=re.compile(f"(?:{alternation(data['institutions'])})$"),
        institution_inside=re.compile(alternation(data["institutions"])),
        anaphor=re.compile(alternation(data["anaphors"])),
        regional_subject=re.compile(alternation(data["regional_subjects"])),
        carried_verb=re.compile(f"(?:{alternation(data['carried_verbs'])})(?=..)"),
        carried_in_lists=frozenset(data["carried_in_lists"]),
        # 老年综合津贴的标准分为：
        tariff=re.compile(
            f"([^，。；：:]{{2,30}}?(?:{alternation(data['tariffs'])}))(?:具体|分别)?(?:分为|为|如下|是)?[：:]"
        ),
        case=re.compile(f"(?:{alternation(data['cases'])})$"),
        institution_act=re.compile(alternation(data["institution_acts"])),
        money_heads=frozenset(data["money_heads"]),
        funds=frozenset(data["funds"]),
        money_head=re.compile(f"(?:{alternation(data['money_heads'])})$"),
        enjoyed=re.compile(f"(?:{alternation(data['enjoyed'])})(?=..)"),
        kept_verb=re.compile(f"(?:{alternation(data['kept_verbs'])})+(?=.)"),
        trend=re.compile(f"(?:{alternation(data['trends'])}).*$"),
        hollow=frozenset(data["hollow"]),
        acts=frozenset(data["acts"]),
        leading_modifier=re.compile(f"(?:{alternation(data['modifiers'])})(?=..)"),
        relational=frozenset(data["relational"]),
        verbs_only=re.compile(f"(?:{alternation(data['verbs_alone'])}|提升|提档升级|升级|整治|新)+"),
        modifiers=frozenset(data["modifiers"]),
    )
