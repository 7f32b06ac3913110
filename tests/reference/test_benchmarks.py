"""National targets and actuals."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing import packaged
from briefing.errors import ConfigurationError
from briefing.model import Benchmark, Bound
from briefing.reference.benchmarks import available, available_from, benchmarks

HEADER = "indicator,start_year,year,value,unit,bound,kind,basis,source,published,verified\n"
ROW = "床位,,2025,4.5,张,eq,target,,规划,2021-12,yes\n"


@pytest.fixture
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(packaged, "_PACKAGE", tmp_path)
    folder = tmp_path / "reference" / "data"
    folder.mkdir(parents=True)
    benchmarks.cache_clear()
    yield folder
    benchmarks.cache_clear()


def _one(indicator: str, year: int, kind: str) -> Benchmark:
    (found,) = (b for b in benchmarks() if (b.indicator, b.year, b.kind) == (indicator, year, kind))
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
    assert len(benchmarks()) == 103
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
        (ROW.replace("2021-12,yes", "2021,yes"), "第 2 行的发布日期“2021”"),
        (ROW.replace("yes", "maybe"), "第 2 行的核实情况"),
        ("床位,,2025\n", "第 2 行列数不对"),
    ],
)
def test_wrong_rows_are_named(data_folder: Path, rows: str, message: str) -> None:
    (data_folder / "benchmarks.csv").write_text(HEADER + rows, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=message):
        benchmarks()


@pytest.mark.parametrize(
    ("benchmark", "month"),
    [
        (Benchmark("床位", 2024, 3.6, "张", "actual", "公报", published="2025-12-02"), "2025-12"),
        (Benchmark("床位", 2024, 3.6, "张", "actual", "公报"), "2025-12"),
        (Benchmark("床位", 2025, 4.5, "张", "target", "规划", published="2021-12"), "2021-12"),
        (Benchmark("床位", 2030, 4.5, "张", "target", "纲要"), "2026-12"),
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
    with pytest.raises(ConfigurationError, match=r"benchmarks\.csv"):
        benchmarks()
