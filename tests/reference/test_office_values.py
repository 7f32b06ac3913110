"""An office's own values: read, checked, and refused with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import ConfigurationError, ExitCode
from briefing.model import Bound
from briefing.reference.catalogue import catalogue
from briefing.reference.office_values import office_values, parse_values

HEAD = "indicator,area,year,value,unit,source\n"
ROW = "城镇化率,资阳市,2023,46.5,%,《资阳统计年鉴2024》\n"


def _read(text: str) -> list[tuple[str, str, int, float, str]]:
    return [(b.indicator, b.region, b.year, b.value, b.unit) for b in parse_values(text, "v.csv", catalogue())]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (ROW, ("城镇化率", "512000", 2023, 46.5, "%")),
        (ROW.replace("资阳市", "512000"), ("城镇化率", "512000", 2023, 46.5, "%")),
        (ROW.replace("城镇化率", "常住人口城镇化率"), ("城镇化率", "512000", 2023, 46.5, "%")),
        (ROW.replace("城镇化率", "urbanisation_rate"), ("城镇化率", "512000", 2023, 46.5, "%")),
        ("年末常住人口,攀枝花市西区,2023,12.94,万人,年鉴\n", ("年末常住人口", "510403", 2023, 129400, "人")),
        ("教育支出,四川,2024,1990.5,亿元,决算\n", ("教育支出", "510000", 2024, 199_050_000_000, "元")),
        ("居民人均可支配收入,四川省,2024,34325,元/人,公报\n", ("居民人均可支配收入", "510000", 2024, 34325, "元/人")),
        ("农村低保标准,资阳市,2024,480,元/月,民政局\n", ("农村低保标准", "512000", 2024, 480, "元/月")),
    ],
)
def test_a_row_is_read_in_base_units(row: str, expected: tuple[str, str, int, float, str]) -> None:
    assert _read(HEAD + row) == [expected]


def test_what_a_row_may_say_besides() -> None:
    head = "indicator,area,year,value,unit,kind,bound,basis,published,source\n"
    text = "\ufeff" + head + "养老机构护理型床位占比,四川,2025,60,%,target,ge,按机构床位计算,2022-03,省规划\n"
    (value,) = parse_values(text, "v.csv", catalogue())
    assert (value.kind, value.bound, value.basis, value.published) == (
        "target",
        Bound.AT_LEAST,
        "按机构床位计算",
        "2022-03",
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEAD + ROW + ROW, "第 3 行与前面的行重复（城镇化率，资阳市，2023年）"),
        (HEAD + ROW.replace("《资阳统计年鉴2024》", " "), "第 2 行没有写出处"),
        (HEAD + ROW.replace("资阳市", "资洋市"), "第 2 行的地区有误：没有名为“资洋市”的"),
        (HEAD + ROW.replace("资阳市", "鼓楼区"), "第 2 行的地区有误：“鼓楼区”可以指"),
        (HEAD + ROW.replace("资阳市", ""), "第 2 行的地区有误：没有给出地区名称"),
        (HEAD + ROW.replace("城镇化率", "幸福指数"), "第 2 行的指标“幸福指数”不在指标目录中"),
        (HEAD + ROW.replace("%", "人"), "第 2 行的单位“人”不是“城镇化率”的单位"),
        (HEAD + "农村低保标准,资阳市,2024,5760,元/年,民政局\n", "第 2 行的单位“元/年”应换算为“元/月”"),
        (HEAD + ROW.replace("46.5", "四十六"), "第 2 行有无法识别的值“四十六”"),
        (HEAD + ROW.replace("46.5", "465"), "第 2 行的值 465 超出“城镇化率”的合理范围"),
        (HEAD + ROW.replace("46.5", "inf"), "第 2 行有无法识别的值“inf”"),
        (HEAD + ROW.replace("2023", "23"), "第 2 行的年份“23”"),
        (HEAD + ROW.replace(",%", ""), "第 2 行列数不对"),
        (HEAD + ROW + '"城镇化率,资阳市\n', "第 3 行不是完整的 CSV"),
        (HEAD.replace(",source", "") + ROW, "第 1 行的表头缺少 source"),
        (HEAD.replace("source", "source,colour") + ROW, "第 1 行的表头有不认识或重复的列“colour”"),
        ("\n", "第 1 行的表头缺少 indicator"),
    ],
)
def test_a_wrong_row_is_named_with_file_and_line(text: str, said: str) -> None:
    with pytest.raises(ConfigurationError) as told:
        parse_values(text, "values.local.csv", catalogue())
    assert f"参照值文件 values.local.csv {said}" in str(told.value)
    assert str(told.value).endswith("请改正后再运行。")
    assert told.value.exit_code == ExitCode.CONFIGURATION


def test_without_a_file_there_are_no_values(tmp_path: Path) -> None:
    assert office_values(tmp_path / "values.local.csv", catalogue()) == ()


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    path = tmp_path / "values.local.csv"
    path.write_bytes((HEAD + ROW).encode("gb18030"))
    with pytest.raises(ConfigurationError, match=r"values\.local\.csv 不是 UTF-8 文本"):
        office_values(path, catalogue())


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused_in_one_sentence(text: str) -> None:
    for whole in (text, HEAD + text):
        try:
            parse_values(whole, "v.csv", catalogue())
        except ConfigurationError as error:
            assert str(error).startswith("参照值文件 v.csv 第 ")
