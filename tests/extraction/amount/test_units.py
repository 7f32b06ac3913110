"""Units: the table, normalisation, compound units, and words that only begin like a unit."""

import pytest

from briefing.extraction.amount.rates import rate_before, rate_governing
from briefing.extraction.amount.units import Kind, match_unit, unit_table


@pytest.mark.parametrize(
    ("text", "name", "length"),
    [
        ("人次就诊", "人次", 2),
        ("人，", "人", 1),
        ("家医院", "家", 1),
        ("平方米", "平方米", 3),
        ("㎡的展厅", "平方米", 1),
        ("％", "%", 1),
        ("个百分点", "个百分点", 4),
        ("百分点", "个百分点", 3),
        ("千瓦时", "千瓦时", 3),
        ("套（间）", "套", 1),
        ("人（次）", "人次", 4),
        ("元/月", "元/月", 3),
        ("元/人", "元/人", 3),
        ("元/人·月", "元/月", 5),
        ("元 /人", "元/人", 4),
        ("元/月/生", "元/月", 5),
        ("张/千人", "张/千人", 4),
        ("人/平方公里", "人/平方公里", 6),
        ("吨/日", "吨/日", 3),
        ("元每月。", "元/月", 3),
        ("/10万，", "/10万", 4),
    ],
)
def test_units(text: str, name: str, length: int) -> None:
    unit = match_unit(text, 0)
    assert unit is not None
    assert (unit.name, unit.end) == (name, length)


@pytest.mark.parametrize(
    "text", ["", "的", "位于城区", "所在小区", "部门联合", "份额", "ABC", "集团", "，", "、", "支撑"]
)
def test_no_units(text: str) -> None:
    assert match_unit(text, 0) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("年来", Kind.DURATION),
        ("个月", Kind.DURATION),
        ("个工作日", Kind.DURATION),
        ("周岁以上", Kind.AGE),
        ("号楼", Kind.LABEL),
        ("级", Kind.LABEL),
        ("元", Kind.MONEY),
        ("倍", Kind.RATIO),
        ("公里", Kind.SIZE),
        ("期", Kind.DIGIT_COUNT),
        ("名", Kind.COUNT),
    ],
)
def test_kinds(text: str, kind: Kind) -> None:
    unit = match_unit(text, 0)
    assert unit is not None
    assert unit.kind is kind


def test_a_noun_stays_outside() -> None:
    unit = match_unit("老年人提供体检", 0)
    assert unit is not None
    assert (unit.name, unit.end, unit.kind) == ("人", 0, Kind.NOUN)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("补贴每孩每月", (2, "/月")),
        ("每人每年", (0, "/年")),
        ("按每人", (1, "/人")),
        ("每平方米", (0, "/平方米")),
        ("每生每学期", (0, "/学期")),
        ("每月", (0, "/月")),
        ("每年投入", None),
        ("每", None),
        ("", None),
    ],
)
def test_rates(text: str, found: tuple[int, str] | None) -> None:
    assert rate_before(text, len(text)) == found


def test_words_stand_in_one_section() -> None:
    """A word that is a unit and a false beginning at once would be dead in one of its places."""
    table = unit_table()
    counted = {word for word, (_, kind) in table.words.items() if kind in (Kind.COUNT, Kind.DIGIT_COUNT, Kind.SIZE)}
    assert not [word for word in counted if table.not_units.fullmatch(word)]


@pytest.mark.parametrize(
    ("text", "denominator"),
    [
        ("每人每月再分别增加", "/月"),
        ("每人每月再分别增加10元、15元、", "/月"),
        ("由每人每月700元提高到", "/月"),
        ("每户补助", "/户"),
        ("每孩每年补贴", "/年"),
        ("每名学生补助", "/人"),
        ("每年投入", None),
        ("每月支出", None),
        ("每人每月补贴300元、全年共", None),
        ("每人每月补贴300元，发放资金", None),
        ("为每户投入资金", None),
    ],
)
def test_governing_rates(text: str, denominator: str | None) -> None:
    assert rate_governing(text, len(text)) == denominator
