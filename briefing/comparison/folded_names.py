"""Names in the words people use, folded to one spelling: what differs after folding differs in meaning.

Folding takes away what says nothing about what is counted (place, time, verbs of reaching, counting words), reads
interchangeable words as one, and writes ratios in one way. It never takes away a word that narrows: two names that fold
alike are the same name, and a name with one word more stays another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from briefing.comparison.stated_names import spelling, without_place
from briefing.packaged import one_of, toml_file

_ROUNDS = 3
_SHORTEST = 2  # a name is never folded below two characters
# 2024年末, 去年底, 12月末, “十四五”期间, 截至2024年: when
_TIME = re.compile(
    r"自?(?:(?:19|20)\d\d年)?\d{1,2}月\d{1,2}日起?|(?:截至|截止)?(?:(?:19|20)\d\d年(?:度|末|底|初|上半年|下半年)?|[今去当本上]年(?:度|末|底)?|年[末底度]|\d{1,2}月(?:末|底|份)?|目前)"
    r"|连续[\d一二两三四五六七八九十]+年|(?:^|(?<=年))度|^年起"
    r"|十[一二三四五六七八九]五(?:时期|期间|以来|末)?"
)
# 基本医保全市参保率, but not 健全市场
_WHOLE = re.compile(r"(?:(?<![健安完])全(?:市|县|省|州)(?![场内级])|全(?:区|旗)(?!域)|我[市县区省州])(?:范围内?)?")
_DASH = re.compile(r"(?<=\d)(?:—+|–|-|~|至|到)(?=\d)")
_AGE = re.compile(r"(?<=\d)周?岁(?:(?:\(含\)|及|含)(?=以))?")
# 每千常住人口, 每千名60岁以上老年人, 每万名居民: people that something is counted for
_PER = re.compile(
    r"(?:每(?P<each>百|千|万|10万|十万|百万)|^(?P<bare>千|万))(?:名|个|位)?(?P<age>\d+岁以上)?(?:常住|户籍|城乡|服务)?"
    r"(?P<who>老年人口|老年人|老人|人口|居民|人)(?:均)?"
)
_KINDERGARTEN = re.compile(r"(?<=[办惠性])园(?![区林地丁艺长])")
_JOINING = re.compile(r"^(?:参加)(?P<insurance>.*(?:保险|医保))")
_SHARE = re.compile(r"^(?P<part>.+?)占(?!比)(?P<whole>.+?)(?:总数|总量|总额|总体|总)?(?:占比)?$")
_ALL = re.compile("^(?:全部|所有|全体|其|总)")
_RATIO_OF_TWO = re.compile(r"(?<![占同环])比$")  # 师生比, 医护比: which of the two stands first is what it says
_UNIT = re.compile(r"\((?:[万亿]?(?:人次?|个|张|元|户|所|家|项|册|平方米|公里|岁|套)|%|‰)\)$")  # 参保人数(万人)
_TWICE = re.compile(r"(?P<word>[^占]{2,})(?=[^占]*(?P=word))")  # 家庭医生签约服务重点人群签约
_PUNCTUATION = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class _Grammar:
    same: dict[str, str]
    variants: re.Pattern[str]
    decorations: re.Pattern[str]
    opening: re.Pattern[str]
    ending: re.Pattern[str]
    change: re.Pattern[str]


@cache
def _grammar() -> _Grammar:
    data = toml_file("comparison/data/name_grammar.toml")
    same = {variant: word for word, variants in data["same"].items() for variant in variants}
    return _Grammar(
        same=same,
        variants=re.compile(one_of(same)),
        decorations=re.compile(one_of(data["decorations"])),
        opening=re.compile(f"(?!建成.*改造){one_of(data['openings'])}"),  # a stage of building is another figure
        ending=re.compile(f"{one_of((*data['endings'], *data['counting']))}$"),
        change=re.compile(f"{one_of(data['changes'])}$"),
    )


@lru_cache(maxsize=65536)
def folded(name: str, region: str | None = None) -> str:
    """The name in the one spelling of all names that mean the same: `全市床位每千人拥有数` → `床位每千`."""
    text = _UNIT.sub("", _DASH.sub("-", without_place(name, region)))
    text = _WHOLE.sub("", _TIME.sub("", _AGE.sub("岁", text)))
    text = _JOINING.sub(r"\g<insurance>参保", _PER.sub(_per, text))
    text = _PUNCTUATION.sub("", _grammar().decorations.sub("", _trimmed(_read(text))))
    text = _trimmed(_KINDERGARTEN.sub("幼儿园", _TWICE.sub("", _read(text))))
    share = _SHARE.match(text)
    return _share(share["part"], share["whole"]) if share else text


@lru_cache(maxsize=1024)  # the figures of a sentence ask in turn
def read_through(text: str) -> str:
    """Running text in the spelling of folded names, its marks kept: `全市普通小学在校学生` → `小学在校生`."""
    text = _AGE.sub("岁", _DASH.sub("-", spelling(text)))
    return _KINDERGARTEN.sub("幼儿园", _grammar().decorations.sub("", _read(_PER.sub(_per, text))))


def unmoved(name: str) -> str:
    """The name without the verb of change at its end: `参保率提高` → `参保率`."""
    return _grammar().change.sub("", name)


def signature(fold: str) -> str:
    """One for all folded names of the same words in any order: `公园绿地人均面积` and `人均公园绿地面积`.

    Characters stand for words. What is a share of what, and a ratio of two things, depend on the order and keep it.
    """
    if _RATIO_OF_TWO.search(fold):
        return fold
    part, of, whole = fold.replace("占比", "%").partition("占")
    return "".join(sorted(part)) + of + "".join(sorted(whole))


def _per(people: re.Match[str]) -> str:
    """每千名60岁及以上老年人 → 每千老年, 每千常住人口 → 每千.

    The old are those from 60 on unless another age is said (老年人权益保障法).
    """
    old = people["who"].startswith("老")
    age = "" if old and people["age"] == "60岁以上" else people["age"] or ""
    return f"每{people['each'] or people['bare']}{age}{'老年' * old}"


def _read(text: str) -> str:
    """Interchangeable words as one, until nothing changes."""
    grammar = _grammar()
    for _ in range(_ROUNDS):
        text, before = grammar.variants.sub(lambda word: grammar.same[word.group()], text), text
        if text == before:
            break
    return text


def _trimmed(text: str) -> str:
    """Verbs and counting words off both ends, one after another, as long as a name is left."""
    for end in (_grammar().ending.search, _grammar().opening.match):
        while (found := end(text)) and len(text) - len(found.group()) >= _SHORTEST:
            text = text[: found.start()] + text[found.end() :]
    return text


def _share(part: str, whole: str) -> str:
    """护理型床位占床位 → 护理型床位占比: of what a part is a share goes without saying when the part names it last."""
    whole = _ALL.sub("", whole)
    return f"{part}占比" if part.endswith(whole) else f"{part}占{whole}"
