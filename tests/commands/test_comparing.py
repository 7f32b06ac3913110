"""`compare` and `list --comparable`: every pair for analysts, and which documents bring regions together."""

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest

from briefing.cli import main

QINGSHEN = (
    "青神县民生实事\n2024-05-06 来源：眉山日报\n\n青神县每千人口托位数4.2个。全县有养老机构9家，其中公办3家、民办6家。"
    "今年高考本科上线率41.3%。\n"
)
DANLENG = "丹棱县民生实事\n2024-06-06 来源：眉山日报\n\n丹棱县每千人口托位数3.9个。今年高考本科上线率39.6%。\n"
CHENGDU = "成都市民生实事\n2024-06-06 来源：成都日报\n\n成都市每千人口托位数4.6个。\n"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "seeds" / "眉山").mkdir(parents=True)
    for name, text in {"眉山/a.txt": QINGSHEN, "眉山/b.txt": DANLENG, "c.txt": CHENGDU}.items():
        (tmp_path / "seeds" / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(list(arguments))
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def pairs(text: str) -> list[tuple[str, str, str]]:
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    return sorted((r["left_region_name"], r["right_region_name"], r["verdict"]) for r in rows)


def test_every_pair_has_both_figures_its_verdict_and_reasons(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "compare", "--indicator", "每千人口托位数")
    assert (code, err) == (0, "共 3 对。\n")
    assert [verdict for *_, verdict in pairs(out)] == ["conditional", "conditional", "comparable"]
    code, out, _ = run(capsys, "compare", "--theme", "托育", "--format", "jsonl", "-q")
    found = next(r for r in map(json.loads, out.splitlines()) if r["verdict"] == "comparable")
    values = {found[f"{side}_region_name"]: found[f"{side}_value"] for side in ("left", "right")}
    assert values == {"眉山市青神县": 4.2, "眉山市丹棱县": 3.9}
    assert {found["left_id"], found["right_id"]} == {
        f"眉山/{name}.txt:{text.index(value)}"
        for name, text, value in (("a", QINGSHEN, "4.2个"), ("b", DANLENG, "3.9个"))
    }
    conditional = next(r for r in map(json.loads, out.splitlines()) if r["verdict"] == "conditional")
    assert conditional["codes"] == "R05"
    assert "行政层级不同" in conditional["reasons"]


def test_a_region_has_its_own_pairs_only(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "compare", "--region", "成都市", "-q")
    assert len(pairs(out)) == 2
    assert all("成都市" in row for row in pairs(out))


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_examination_results_are_no_pairs(place: Path, capsys: pytest.CaptureFixture[str], form: str) -> None:
    _, out, _ = run(capsys, "compare", "--format", form, "-q")
    assert out
    assert "上线率" not in out


def test_a_workbook(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "compare", "--format", "xlsx", "--output", "对比.xlsx", "-q")
    assert (code, out, err) == (0, "对比.xlsx\n", "")
    with zipfile.ZipFile(place / "对比.xlsx") as package:
        assert "时点" not in package.read("xl/worksheets/sheet1.xml").decode()
        assert "行政层级不同" in package.read("xl/sharedStrings.xml").decode()


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--format", "xlsx"], 2, "--output"),
        (["--indicator", "每千人口托位"], 3, "每千人口拥有3岁以下婴幼儿托位数"),
        (["--indicator", "城镇新增就业人数"], 3, "文献中没有属于指标“城镇新增就业人数”的数字"),
        (["--region", "西区", "--theme", "养老"], 2, "--theme"),
        (["--region", "西游区"], 2, "西游区"),
    ],
)
def test_what_cannot_be_given_is_told_in_a_sentence(
    place: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, words: str
) -> None:
    found, out, err = run(capsys, "compare", *arguments)
    assert (found, out) == (code, "")
    assert words in err
    assert err.count("\n") == 1


def test_the_list_of_what_meets(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "list", "--comparable")
    assert code == 0
    assert "  每千人口拥有3岁以下婴幼儿托位数  可比 眉山市丹棱县、眉山市青神县；有条件 成都市\n" in out
    assert "  文献文件夹  1 篇\n    c.txt  1 个数字\n" in out
    assert "  眉山  2 篇\n    眉山/a.txt  1 个数字\n    眉山/b.txt  1 个数字\n" in out


def test_a_list_without_anything_that_meets(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("眉山/b.txt", "c.txt"):
        (place / "seeds" / name).unlink()
    assert run(capsys, "list", "--comparable")[:2] == (0, "没有两地可以放在一起看的数字。\n")


def test_every_group_has_its_order(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, value in (("丙", 4.5), ("丁", 3.1)):
        county = {"丙": "洪雅县", "丁": "仁寿县"}[name]
        (place / "seeds" / f"{name}.txt").write_text(
            f"{county}民生实事\n2024-06-06 来源：眉山日报\n\n{county}每千人口托位数{value}个。\n", encoding="utf-8"
        )
    code, out, err = run(capsys, "compare", "--groups", "--theme", "托育")
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))
    assert (code, err) == (0, f"共 {len(rows)} 行。\n")
    told = [(row["region_name"], row["first"], row["last"], row["outcome"]) for row in rows]
    assert told == [
        ("眉山市洪雅县", "1", "1", "comparable"),
        ("眉山市青神县", "2", "2", "comparable"),
        ("眉山市丹棱县", "3", "3", "comparable"),
        ("眉山市仁寿县", "4", "4", "comparable"),
        ("成都市", "", "", "conditional"),
    ]
    assert rows[-1]["codes"] == "R05"
    assert run(capsys, "compare", "--groups", "--region", "成都市", "--format", "jsonl", "-q")[1].count("\n") == 5
