"""A broken, duplicate or unknown row of a reference file is told in one sentence with file and line, exit 6."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefing import packaged
from briefing.errors import ConfigurationError, ExitCode
from briefing.reference.division_names import ordinary_words
from briefing.reference.division_table import regions, retired
from briefing.reference.population import populations, zones

REAL = Path(packaged.__file__).parent
LOADERS = (regions, retired, ordinary_words, populations, zones)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    regions()  # the others look divisions up in the real table
    monkeypatch.setattr(packaged, "_PACKAGE", tmp_path)
    folder = tmp_path / "reference" / "data"
    folder.mkdir(parents=True)
    (folder / "population_2020_zones.csv").write_text(ZONES, encoding="utf-8")
    for loader in LOADERS[1:]:
        loader.cache_clear()
    yield folder
    for loader in LOADERS:
        loader.cache_clear()


ZONES = "name,parent_code,population\n"
PEOPLE = "code,population,age_0_14_pct,age_60_plus_pct,age_65_plus_pct,basis,refusal,note\n"
RETIRED = "code,name,level,prefecture,end,successor_codes\n"


@pytest.mark.parametrize(
    ("loader", "file", "text", "said"),
    [
        (retired, "divisions_retired.csv", RETIRED + "110103,崇文区,city,,2010,110101\n", "第 2 行有无法识别的值"),
        (
            retired,
            "divisions_retired.csv",
            RETIRED + "110103,崇文区,county,,2010,110101\n" * 2,
            "第 3 行与前面的行重复",
        ),
        (retired, "divisions_retired.csv", RETIRED.replace(",end", ""), "第 1 行缺少“end”一列"),
        (populations, "population_2020.csv", PEOPLE + "510403,十二万,,,,direct,,\n", "第 2 行有无法识别的值"),
        (
            populations,
            "population_2020.csv",
            PEOPLE + "519999,5,,,,direct,,\n",
            "第 2 行的代码 519999",
        ),
        (populations, "population_2020.csv", PEOPLE + "510403,5,,,,direct,,\n" * 2, "第 3 行与前面的行重复（510403）"),
        (
            zones,
            "population_2020_zones.csv",
            ZONES + "甲区,519900,5\n",
            "第 2 行的上级代码 519900",
        ),
        (zones, "population_2020_zones.csv", ZONES + "甲区,510400,五\n", "第 2 行有无法识别的值"),
        (ordinary_words, "names_ordinary.csv", "name,reason\n西区,full_word\n西区\n", "第 3 行列数不对"),
    ],
)
def test_a_wrong_row_is_named(data: Path, loader: Callable[[], object], file: str, text: str, said: str) -> None:
    (data / file).write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError) as told:
        loader()
    assert str(told.value).startswith(f"数据文件 {file} {said}")
    assert told.value.exit_code == ExitCode.CONFIGURATION


def test_a_division_of_an_unknown_level_is_named(data: Path) -> None:
    regions.cache_clear()
    (data / "divisions.csv").write_text("code,name,level,parent_code\n110000,北京市,town,\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"divisions\.csv 第 2 行有无法识别的值"):
        regions()
