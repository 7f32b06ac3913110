"""National targets and actuals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing import packaged
from briefing.errors import ConfigurationError
from briefing.model import Benchmark, Bound
from briefing.reference.benchmarks import RESIDENTS, available, available_from, benchmarks
from briefing.reference.divisions import NATION

DATA = Path(packaged.__file__).parent / "reference" / "data"
HEADER = "indicator,start_year,year,value,unit,bound,kind,basis,source,published,verified\n"
ROW = "医疗卫生机构床位数,,2025,4.5,张,eq,target,,规划,2021-12,yes\n"
PROVINCIAL = "indicator,area,year,value,unit,basis,note,source,published,verified\n"
SOURCES = "id,source,seen\nS001,统计年鉴,\n"
PEOPLE = "code,year,population,kind,source,seen,verified\n"


@pytest.fixture
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(packaged, "_PACKAGE", tmp_path)
    folder = tmp_path / "reference" / "data"
    folder.mkdir(parents=True)
    for name in ("catalogue.toml", "unit_families.toml", "divisions.csv"):
        (folder / name).write_bytes((DATA / name).read_bytes())
    files = {
        "benchmarks.csv": HEADER,
        "provincial.csv": PROVINCIAL,
        "provincial_sources.csv": SOURCES,
        "population_later.csv": PEOPLE,
    }
    for name, head in files.items():
        (folder / name).write_text(head, encoding="utf-8")
    benchmarks.cache_clear()
    yield folder
    benchmarks.cache_clear()


def _one(indicator: str, year: int, kind: str, region: str = NATION) -> Benchmark:
    key = (indicator, year, kind, region)
    (found,) = (b for b in benchmarks() if (b.indicator, b.year, b.kind, b.region) == key)
    return found


def test_childcare_target() -> None:
    target = _one("每千人口拥有3岁以下婴幼儿托位数", 2025, "target")
    assert (target.value, target.unit, target.bound) == (4.5, "个/千人", Bound.EXACT)
    assert "“十四五”公共服务规划" in target.source


def test_multipliers_and_qualifiers_are_resolved() -> None:
    jobs = _one("城镇新增就业", 2025, "target")
    assert (jobs.value, jobs.unit, jobs.bound, jobs.start_year) == (55_000_000, "人", Bound.AT_LEAST, 2021)
    beds = _one("养老服务床位总量", 2024, "actual")
    assert (beds.value, beds.unit) == (7_993_000, "张")


def test_only_verified_rows_with_a_source() -> None:
    assert len(benchmarks()) == 6779
    assert all(b.source and "memory" not in b.source for b in benchmarks())
    assert not any((b.indicator, b.year) == ("基本养老保险参保率", 2020) for b in benchmarks())


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (ROW + ROW, "第 3 行与前面的行重复"),
        (ROW.replace("target", "goal"), "第 2 行的类别“goal”"),
        (ROW.replace("4.5", "四点五"), "第 2 行有无法识别的值"),
        (ROW.replace("eq", "about"), "第 2 行有无法识别的值"),
        (ROW.replace("规划", ""), "第 2 行没有写出处"),
        (ROW.replace("2021-12,yes", "2021-1,yes"), "第 2 行的发布日期“2021-1”"),
        (ROW.replace(",2025,", ",25,"), "第 2 行的年份“25”"),
        (ROW.replace("4.5", "nan"), "第 2 行有无法识别的值"),
        (ROW.replace("张", "户"), "第 2 行的单位“户”不是“医疗卫生机构床位数”的单位"),
        (ROW.replace("医疗卫生机构床位数", "床位"), "第 2 行的指标“床位”不在指标目录中"),
        (ROW.replace("yes", "maybe"), "第 2 行的核实情况"),
        ("医疗卫生机构床位数,,2025\n", "第 2 行列数不对"),
    ],
)
def test_wrong_rows_are_named(data_folder: Path, rows: str, message: str) -> None:
    (data_folder / "benchmarks.csv").write_text(HEADER + rows, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=message):
        benchmarks()


PROVINCE_ROW = "城镇化率,510000,2023,59.49,%,,,S001,,yes\n"
PEOPLE_ROW = "510000,2023,83680000,常住,统计年鉴,,yes\n"


@pytest.mark.parametrize(
    ("file", "head", "row", "message"),
    [
        ("provincial.csv", PROVINCIAL, PROVINCE_ROW.replace("510000", "519999"), "第 2 行的地区有误：没有行政区划代码"),
        ("provincial.csv", PROVINCIAL, PROVINCE_ROW.replace("城镇化率", "城镇化"), "第 2 行的指标“城镇化”"),
        ("provincial.csv", PROVINCIAL, PROVINCE_ROW.replace("%", "人"), "第 2 行的单位“人”"),
        ("provincial.csv", PROVINCIAL, PROVINCE_ROW.replace("59.49", "159.49"), "超出“城镇化率”的合理范围"),
        ("provincial.csv", PROVINCIAL, PROVINCE_ROW.replace("S001", "S9"), "第 2 行的出处“S9”没有列在"),
        ("provincial.csv", PROVINCIAL, PROVINCE_ROW * 2, "第 3 行与前面的行重复（城镇化率，四川省，2023年）"),
        ("population_later.csv", PEOPLE, PEOPLE_ROW.replace("常住", "户口"), "第 2 行的人口口径“户口”应为常住或户籍"),
        ("population_later.csv", PEOPLE, PEOPLE_ROW.replace("统计年鉴", ""), "第 2 行没有写出处"),
        ("population_later.csv", PEOPLE, PEOPLE_ROW.replace("2023", "二〇二三"), "第 2 行的年份“二〇二三”"),
    ],
)
def test_wrong_rows_of_provinces_are_named(data_folder: Path, file: str, head: str, row: str, message: str) -> None:
    (data_folder / file).write_text(head + row, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=re.escape(message)) as told:
        benchmarks()
    assert file in str(told.value)
    assert told.value.exit_code == 6


def test_a_value_that_is_not_verified_is_not_used(data_folder: Path) -> None:
    (data_folder / "provincial.csv").write_text(PROVINCIAL + PROVINCE_ROW.replace(",yes", ",no"), encoding="utf-8")
    assert benchmarks() == ()


def test_provinces_and_cities_have_values_of_their_own() -> None:
    share = _one("城镇化率", 2023, "actual", "510000")
    assert (share.value, share.unit) == (59.49, "%")
    spent = _one("教育支出", 2023, "actual", "510000")
    assert (spent.unit, spent.source) == (
        "元",
        "国家统计局 中国统计年鉴 表7-6 分地区一般公共预算支出(2023年)（转录自公开数据集）",
    )
    assert 1.9e11 < spent.value < 2.0e11
    assert not any(b.indicator == "一般公共预算收入" and b.region == "220100" for b in benchmarks())  # not verified


def test_the_files_agree_where_they_speak_of_the_same() -> None:
    """The same people in both files, and the nation's residents near the sum of its provinces'."""
    people = {(b.region, b.year): b.value for b in benchmarks() if b.indicator == RESIDENTS}
    for _, row in packaged.csv_rows("reference/data/population_later.csv"):
        if row["kind"] == "常住":
            assert people[row["code"], int(row["year"])] == float(row["population"])
    for year in (2021, 2022, 2023, 2024):
        provinces = sum(value for (region, y), value in people.items() if y == year and region.endswith("0000"))
        assert abs(provinces - 2 * people[NATION, year]) < 3_000_000  # the sum has the nation and its servicemen too


def test_an_offices_value_goes_before_the_packages() -> None:
    own = Benchmark("城镇化率", 2023, 59.5, "%", "actual", "本省年鉴", "510000")
    later = Benchmark("城镇化率", 2024, 60.1, "%", "actual", "本省年鉴", "510000", published="2025-11")
    known = {
        b.year: b.value
        for b in available("2025-10", (own, later))
        if b.indicator == "城镇化率" and b.region == "510000"
    }
    assert known[2023] == 59.5
    assert 2024 not in known


@pytest.mark.parametrize(
    ("benchmark", "month"),
    [
        (Benchmark("床位", 2024, 3.6, "张", "actual", "公报", published="2025-12-02"), "2025-12"),
        (Benchmark("床位", 2024, 3.6, "张", "actual", "公报"), "2025-12"),
        (Benchmark("床位", 2025, 4.5, "张", "target", "规划", published="2021-12"), "2021-12"),
        (Benchmark("床位", 2030, 4.5, "张", "target", "纲要"), "2026-12"),
        (Benchmark("床位", 2021, 4.5, "张", "actual", "年鉴", published="2022"), "2022-12"),
    ],
)
def test_a_benchmark_is_known_from_its_publication_on(benchmark: Benchmark, month: str) -> None:
    assert available_from(benchmark) == month


def test_a_month_knows_only_what_was_published_by_then() -> None:
    known = {(b.indicator, b.year, b.kind) for b in available("2024-03")}
    assert ("每千人口执业(助理)医师数", 2022, "actual") in known  # 2023-10
    assert ("每千人口执业(助理)医师数", 2023, "actual") not in known  # 2024-08
    assert ("每千人口执业(助理)医师数", 2025, "target") in known
    assert available(None) == benchmarks()


def test_missing_file_is_named(data_folder: Path) -> None:
    (data_folder / "benchmarks.csv").unlink()
    with pytest.raises(ConfigurationError, match=r"benchmarks\.csv"):
        benchmarks()
