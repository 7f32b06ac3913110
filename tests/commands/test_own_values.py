"""An office's own values on the way through the command line: beside the figures, or one sentence and exit 6."""

import re
from pathlib import Path

import pytest

from briefing.cli import main

TEXT = (
    "安岳县统计公报\n2024-04-18 来源：安岳县统计局\n\n2023年，安岳县全体居民人均可支配收入27846元，比上年增长5.6%。\n"
)
ROWS = "indicator,area,year,value,unit,source\n居民人均可支配收入,资阳市,2023,30111,元,《资阳统计年鉴2024》\n"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _page(capsys: pytest.CaptureFixture[str], month: str = "2026-01") -> tuple[int, str, str]:
    code = main(["--region", "安岳", "--month", month, "--format", "html"])
    told = capsys.readouterr()
    text = Path(told.out.strip()).read_text(encoding="utf-8") if code == 0 else ""
    return code, text, told.err


def test_the_prefectures_value_stands_beside_the_countys(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "资阳 30,111" not in _page(capsys)[1]
    (place / "values.local.csv").write_text(ROWS, encoding="utf-8")
    code, page, _ = _page(capsys)
    assert code == 0
    assert "资阳 30,111" in page
    assert "四川 32,514" in page
    assert "《资阳统计年鉴2024》" in page
    assert page.index("资阳 30,111") < page.index("四川 32,514")


def test_what_came_out_later_does_not_exist_yet(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "values.local.csv").write_text(ROWS, encoding="utf-8")
    page = _page(capsys, "2024-11")[1]
    assert "资阳 30,111" not in page
    assert "四川 32,514" not in page
    assert re.search(r"四川 30,679（2022） <span class=\"open\">○只并列", page)


@pytest.mark.parametrize("command", [["--region", "安岳"], ["list", "--comparable"], ["check"], ["config", "check"]])
def test_a_wrong_row_stops_every_command(place: Path, capsys: pytest.CaptureFixture[str], command: list[str]) -> None:
    (place / "briefing.toml").write_text('[reference]\nvalues = "年鉴.csv"\n', encoding="utf-8")
    (place / "年鉴.csv").write_text(ROWS.replace("资阳市", "资洋市"), encoding="utf-8")
    assert main(command) == 6
    told = capsys.readouterr().err
    assert "参照值文件 年鉴.csv 第 2 行的地区有误：没有名为“资洋市”的县级以上行政区划" in told
    assert len(told.splitlines()) == 1
    assert not (place / "reports").exists()
