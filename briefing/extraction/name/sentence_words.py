"""Takes the words of a sentence apart for its figures: what one shares with its neighbours is read once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.extraction.answers import Span
from briefing.extraction.figure import Figure
from briefing.extraction.name.contexts import Joint
from briefing.extraction.name.figure_words import OF_WHOLE, TOTAL_END, Row, Words
from briefing.extraction.name.lexicon import pattern, words
from briefing.extraction.name.listed_names import drop_enumeration, list_items
from briefing.extraction.name.name_memory import Memory, Name
from briefing.extraction.name.nouns_after import right_phrase
from briefing.extraction.name.phrases import (
    EDGE,
    Left,
    PlaceStripper,
    cleaned,
    last_clause,
    strip_back,
    strip_change,
    strip_front,
    take_apart,
    tidy,
)

# 前两项, 二者, 上述三项: names said before
_EARLIER_ITEMS = re.compile(r"(?:前|上述|以上|这|后)?[两二三四五六七八九十\d]+(?:项|者|类|个|种)(?:指标|数据)?")
# 就业援藏已累计为|西藏籍毕业生|带来岗位
_RECEIVER = re.compile(r"(?:已|累计|共|将|可)为([^，。；]{3,12})$")
# 建成后可|容纳|学生
_ONCE_BUILT = re.compile(
    r"^(?:该|项目|工程)*(?:全部|全面)?(?:建成|投用|完工|竣工|投产)(?:投用|使用)?后(?:将|可|预计|能)*$"
)
_MODIFIER = re.compile(r"^(?:[一-龥]{1,3}级|公办|民办|公立|民营)")
# 对符合条件的|二孩、三孩家庭|发放
_GIVEN = re.compile(
    r"(?:.*(?:对|为|向|给))?(?:符合[一-龥]{2,6}的)?([^，。；的]*、[^，。；的]*?)(?:每[人户年月])*(?:分别)?(?:一次性)?(?:发放|给予|提供|补助|奖励|予以)(?:了|一次性)?"
)
_ON_BASE = re.compile(r"^的基础上|^按(?:当年|现行|可比|不变)价格?(?:计算)?")
_TOWARDS = re.compile(r"^(?:对|为|向|给)(?=[^，。；]*、)")
_BESIDES = ("除", "除了", "除去")
_BESIDES_END = re.compile(r"(?:以|之)?外$")
_CLAUSE_EDGE = EDGE + "(（)）"
_BOTH = "城乡"
_HEADING_START = 5  # characters that tell that a heading begins anew


class SentenceWords:
    """The words of a sentence's figures: what one shares with its neighbours is read once."""

    def __init__(self, figures: Sequence[Figure], strip_place: PlaceStripper) -> None:
        self._figures = figures
        self._strip_place = strip_place
        self._right = [right_phrase(figure.context.right, _counts_itself(figure)) for figure in figures]
        self._listed = [f.context.joint is Joint.LIST and not f.context.left.strip() for f in figures] + [False]
        self._rows: list[Row] = []
        for index in range(len(figures)):
            bare = index and self._listed[index] and not self._right[index - 1][0]
            self._rows.append(self._rows[-1] if bare else self._row(index))

    def _row(self, first: int) -> Row:
        """The list of bare figures that begins at `first`."""
        end = first + 1
        while self._listed[end] and not self._right[end - 1][0]:
            end += 1
        left, said, tail = self._figures[first].context.left.partition("分别")
        if end - first == 1:
            return Row(first, 1, [], False, "", "")
        own = strip_change(cleaned(left, self._strip_place))
        given = _GIVEN.fullmatch(own) if self._figures[first].quantity.unit.startswith("元") else None
        own = given.group(1) if given else _TOWARDS.sub("", own) if said else own
        earlier = _EARLIER_ITEMS.fullmatch(own)
        if not own or earlier:
            figure = self._figures[first]
            before = figure.text[_room(figure)[0] : figure.context.left_start].strip(_CLAUSE_EDGE)
            names = list_items(strip_change(cleaned(last_clause(before), self._strip_place))) if said else []
        else:
            names = _town_and_country(own) if said and end - first == len(_BOTH) else []
            names = names or list_items(own)
        if len(names) < 2 and first and self._figures[first - 1].quantity.value == end - first:
            names = self._counted_out(self._figures[first - 1]) or names
        if len(names) == end - first and (match := OF_WHOLE.match(tidy(strip_back(tail)))):
            whole = tidy(match.group(1))
            names = [f"{tidy(item)}占{whole}比重" if whole else f"{tidy(item)}占比" for item in names]
        shared = self._right[end - 1][0]
        distributed = bool(said or given) or not own or bool(OF_WHOLE.match(own))
        return Row(first, end - first, names, distributed, earlier.group() if earlier else "", shared)

    def _counted_out(self, count: Figure) -> list[str]:
        """The members of a list that its number closes (70-74、75-79、80周岁以上|3个年龄段)."""
        listed = pattern("circumstance").sub("", cleaned(count.context.left, self._strip_place), count=1)
        items = list_items(strip_front(listed, self._strip_place))
        noun = self._right[count.index][0]
        return [item if item.endswith(noun) else item + noun for item in items] if len(items) > 1 else []

    def _taken_up(self, index: int) -> Name | None:
        """The name of the earlier figure that the one at `index` of a row takes up (…分别增长5%、7.5%)."""
        row = self._rows[index]
        if row.length < 2 or len(row.names) > 1 or row.first < row.length or not row.distributed:
            return None
        start = self._rows[row.first - 1].first if row.earlier.startswith("前") else row.first - row.length
        name: Name = self._figures[start + index - row.first].answers["name"].value
        before, now = self._right[row.first - 1][0], row.shared
        if before and now and name.text.endswith(before):  # 2000元、5000元的孕产补助和|5000元、2万元的育儿补助
            return Name(name.text.removesuffix(before) + now)
        return name

    def _last_of_list(self, figure: Figure) -> int:
        """The last of the figures joined to this one by 、 or 和, of which a predicate at the end is said together."""
        last = figure.index
        while last + 1 < len(self._figures) and self._figures[last + 1].context.joint is Joint.LIST:
            last += 1
        return last

    def of(self, figure: Figure, memory: Memory) -> Words:
        """The words of a figure, the names before which are known."""
        strip, context = self._strip_place, figure.context
        front = cleaned(_ON_BASE.sub("", context.left), strip)
        left = pattern("set_as").sub("", front)
        plain_left = drop_enumeration(left)
        subject, verb, thing = take_apart(plain_left)
        parts = Left(subject, verb, thing if thing == front else strip_front(thing, strip))
        if subject:
            subject = subject if (given := _RECEIVER.search(subject)) is None else given.group(1)
            subject = _ONCE_BUILT.sub("", subject)
            subject = tidy(pattern("subject_adverb").sub("", TOTAL_END.sub("", subject)))
        core = tidy(parts.object) or subject
        if (counted := pattern("places_counted").match(core)) and core[counted.end() :] in words(
            "relational"
        ):  # 11个|省份开工率
            core = core[counted.end() :]
        noun, predicate = self._right[figure.index]
        last = self._last_of_list(figure)
        if not predicate:  # 在20处幸福院和46个中心建立助餐点
            predicate = self._right[last][1]
        if context.left.rstrip().endswith(_BESIDES):  # 除了|42个|场馆免费开放外
            predicate = _BESIDES_END.sub("", predicate)
        if last > figure.index and _MODIFIER.fullmatch(noun):  # 2个国家级、5个省级非遗项目
            noun += _MODIFIER.sub("", self._right[last][0], count=1)
        noun = noun.removeprefix("相关")
        noun = _unrepeated(_unrepeated(noun, left), context.left.lstrip(EDGE))
        room = _room(figure)
        gap = figure.text[room[0] : context.left_start]
        before = gap.strip(_CLAUSE_EDGE)
        return Words(
            figure=figure,
            memory=memory,
            strip_place=strip,
            measure=figure.measure,
            context=context,
            row=self._rows[figure.index],
            left=left,
            plain_left=plain_left,
            parts=parts,
            subject=subject,
            core="" if pattern("trailing_change").fullmatch(core) else core,
            noun="" if noun in words("hollow") or not strip(noun).strip() else noun,
            predicate=predicate,
            list_noun=self._right[last][0] if last > figure.index else "",
            noun_before=self._right[figure.index - 1][0] if figure.index else "",
            room=room,
            gap=gap,
            before=before,
            clause=last_clause(before),
            taken_up=self._taken_up(figure.index),
        )


def _town_and_country(name: str) -> list[str]:
    """The two that 城乡 stands for (城乡居民人均可支配收入分别为…), [] of a name without it."""
    before, both, after = name.partition(_BOTH)
    towns = "城镇" if after.startswith(("居民", "常住", "职工")) else "城市"
    return [before + towns + after, before + "农村" + after] if both and not before.endswith("统筹") else []


def _counts_itself(figure: Figure) -> bool:
    """Whether the unit says what is counted."""
    money = figure.quantity.unit.startswith("元") and not figure.context.right.startswith("不等")
    return money or figure.quantity.unit in ("人", "人次")


def _unrepeated(noun: str, left: str) -> str:
    """`noun` up to where it begins the clause before its figure anew (青禾中学新建|24个|班青禾中学位于…)."""
    again = noun.find(left[:_HEADING_START]) if len(left) >= _HEADING_START else -1
    return tidy(noun[:again]) if again > 0 else noun


def _room(figure: Figure) -> Span:
    figures, index = figure.sentence.figures, figure.index
    low = figures[index - 1].quantity.end if index else figure.sentence.start
    return low, figures[index + 1].quantity.start if index + 1 < len(figures) else figure.sentence.end
