"""What a month's edition knows: documents that were published by then."""

import io
import shutil
import zipfile
from importlib import import_module
from pathlib import Path

import pytest

from briefing.cli import main
from briefing.comparison import analyse
from briefing.comparison.checks import shares
from briefing.errors import ExitCode
from briefing.intake import corpus as reading
from briefing.intake.corpus import read_corpus
from briefing.model import Correction

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.mark.parametrize(
    ("month", "known"),
    [("2024-02", False), ("2024-11", False), ("2024-12", True), ("2025-01", True), (None, True)],
)
def test_a_document_dated_by_its_year_only_exists_from_the_years_end_on(tmp_path: Path, month, known):
    (source,) = SEEDS.glob("003_*.txt")
    shutil.copy(source, tmp_path)
    found = read_corpus(tmp_path, month)
    assert [d.published for d in found.documents] == ["2024"] * known
    assert found.later == (not known)


@pytest.mark.parametrize(("month", "known"), [("2022-02", False), ("2022-03", True)])
def test_a_document_with_a_full_date_exists_from_its_month_on(tmp_path: Path, month, known):
    (source,) = SEEDS.glob("002_*.txt")
    shutil.copy(source, tmp_path)
    assert bool(read_corpus(tmp_path, month).documents) is known


def article(place: str, beds: int) -> str:
    return f"{place}民生实事\n2024-05-06 来源：眉山日报\n\n{place}现有养老床位{beds}张，每千人口托位数4.2个。\n"


def test_the_same_file_in_two_folders_is_one_document(tmp_path: Path) -> None:
    for folder in ("甲", "乙"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(article("青神县", 900), encoding="utf-8")
    found = read_corpus(tmp_path)
    assert [d.name for d in found.documents] == ["乙/a.txt"]
    assert [r.name for d in found.documents for r in d.republications] == ["甲/a.txt"]
    assert [o.text for o in found.observations] == ["900张", "4.2个"]


@pytest.mark.parametrize("name", ["a.txt", f"{'长' * 40}一{'名' * 35}.txt"])
def test_files_of_one_name_keep_their_own_figures(tmp_path: Path, name: str) -> None:
    places = {"甲": ("青神县", 900), "乙": ("丹棱县", 700)}
    for folder, told in places.items():
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(article(*told), encoding="utf-8")
    found = read_corpus(tmp_path)
    raw = {d.name: d.raw for d in found.documents}
    assert {o.document: o.text for o in found.observations if o.unit == "张"} == {
        f"甲/{name}": "900张",
        f"乙/{name}": "700张",
    }
    assert all(raw[o.document][o.start : o.end] == o.text for o in found.observations)


def test_long_names_that_share_beginning_and_end_are_two(tmp_path: Path) -> None:
    for middle, beds in (("上", 900), ("下", 700)):
        (tmp_path / f"{'关于' * 14}{middle}{'半年情况的通报' * 4}.txt").write_text(
            article("青神县", beds), encoding="utf-8"
        )
    assert sorted(o.text for o in read_corpus(tmp_path).observations if o.unit == "张") == ["700张", "900张"]


def test_a_correction_of_a_base_name_finds_its_document_in_an_inner_folder(tmp_path: Path) -> None:
    (tmp_path / "甲").mkdir()
    text = article("青神县", 900)
    (tmp_path / "甲" / "a.txt").write_text(text, encoding="utf-8")
    expected = (("value", 900), ("unit", "张"))
    correction = Correction(
        "a.txt", text.index("900"), "900张", expected, (("value", 950),), "印错", "王", "2024-06-01"
    )
    found = read_corpus(tmp_path, corrections=[correction])
    assert [o.value for o in found.observations] == [950, 4.2]


def hostile() -> dict[str, bytes]:
    """Files on which some reader gives up in its own way."""
    parts = b"Content-Type: multipart/mixed; boundary=b\n\n"
    head = b"From: a@b.cn\nTo: c@d.cn\nSubject: x\nMIME-Version: 1.0\n"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as package:
        package.writestr("a.txt", article("青神县", 900) * 40)
    packed = bytearray(buffer.getvalue())
    packed[60:90] = b"\xff" * 30
    return {
        "nested.eml": head + parts + b"--b\n".join([parts] * 1500),
        "brackets.eml": head + b"Reply-To: " + b"(" * 5000 + b"\nCc: " + b"(" * 5000 + b"\n\nx",
        "year.eml": head + b"Date: Mon, 1 Jan 99999999999 00:00:00 +9999999\n\n" + article("青神县", 900).encode(),
        "lzma.zip": bytes(packed),
        "deep.txt": article("丹棱县", 1).encode(),
        "deep.txt.meta.toml": b"title = " + b"[" * 5000,
        "digits.txt": article("丹棱县", 1).encode(),
        "digits.txt.meta.toml": b"title = " + b"9" * 5000,
        "zero.txt": "青神县民生实事\n2024-05-06\n\n青神县现有托位900个，每千人口托位数0个，公办园占比0%。\n".encode(),
    }


@pytest.mark.parametrize("command", [["list"], ["check"], ["--region", "洪雅县"], ["extract", "seeds"]])
def test_no_document_stops_another(tmp_path: Path, monkeypatch, capsys, command: list[str]) -> None:
    monkeypatch.chdir(tmp_path)
    Path("seeds").mkdir()
    for name, content in hostile().items():
        (Path("seeds") / name).write_bytes(content)
    Path("seeds/good.txt").write_text(article("洪雅县", 950), encoding="utf-8")
    assert main(command) == ExitCode.UNREADABLE_INPUT
    told = capsys.readouterr()
    assert told.out
    for name in ("lzma.zip", "deep.txt", "digits.txt"):
        assert name in told.err
    assert "内部错误" not in told.err


def test_a_stage_that_breaks_on_one_document_leaves_the_others(tmp_path: Path, monkeypatch) -> None:
    for number, place in enumerate(("青神县", "丹棱县")):
        (tmp_path / f"{number}.txt").write_text(article(place, 900), encoding="utf-8")
    extract = reading.extract

    def broken(document):
        return [][0] if document.name == "0.txt" else extract(document)

    monkeypatch.setattr(reading, "extract", broken)
    found = read_corpus(tmp_path)
    assert [d.name for d in found.documents] == ["1.txt"]
    assert ["0.txt 在抽取时出错" in str(problem) for problem in found.problems] == [True]
    assert "IndexError" in found.problems[0].__notes__[0]


def test_checks_that_break_on_one_document_leave_the_others(tmp_path: Path, monkeypatch) -> None:
    for number, place in enumerate(("青神县", "丹棱县")):
        (tmp_path / f"{number}.txt").write_text(article(place, 900), encoding="utf-8")
    found = read_corpus(tmp_path)
    monkeypatch.setattr(
        "briefing.comparison.checks.shares",
        lambda facts: 1 // (facts[0].observation.document != "0.txt") and shares(facts),
    )
    analysis = analyse(found.documents, found.observations)
    assert len(analysis.facts) == 4
    assert ["0.txt 在勾稽时出错" in str(problem) for problem in analysis.problems] == [True]


BEDS = "养老服务床位总量"


def _of_first(*given: object) -> bool:
    return "document='0.txt'" in repr(given)


def _of_beds(*given: object) -> bool:
    return f"name='{BEDS}'" in repr(given[0]) and "derivation=Derivation" not in repr(given[0])


@pytest.mark.parametrize(
    ("step", "hit", "told", "facts", "pairs"),
    [
        ("alignment.agrees", _of_first, "0.txt 在指标归类时出错", 2, 0),
        ("duplicates._merge_group", _of_beds, f"指标“{BEDS}” 在归并时出错", 2, 1),
        ("with_caveats", _of_first, "0.txt 在口径说明时出错", 2, 0),
        ("normalisation._derived", _of_first, "0.txt 在推算时出错", 4, 2),
        ("pairing.verdict", _of_beds, f"指标“{BEDS}” 在比较时出错", 4, 2),
    ],
)
def test_a_step_of_comparison_that_breaks_leaves_the_rest(tmp_path: Path, monkeypatch, step, hit, told, facts, pairs):
    for number, place in enumerate(("青神县", "丹棱县")):
        (tmp_path / f"{number}.txt").write_text(article(place, 900), encoding="utf-8")
    found = read_corpus(tmp_path)
    module, _, name = f"briefing.comparison.{step}".rpartition(".")
    whole = getattr(import_module(module), name)
    monkeypatch.setattr(f"{module}.{name}", lambda *given: 1 // (not hit(*given)) and whole(*given))
    analysis = analyse(found.documents, found.observations)
    assert (len(analysis.facts), len(list(analysis.comparisons)), len(list(analysis.comparisons))) == (
        facts,
        pairs,
        pairs,
    )
    assert [told in str(problem) for problem in analysis.problems] == [True] * bool(told)


def test_a_page_that_breaks_leaves_the_others_and_shows_its_fault_when_asked(tmp_path: Path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("seeds").mkdir()
    Path("seeds/a.txt").write_text(article("青神县", 900), encoding="utf-8")
    monkeypatch.setattr("briefing.composition.region_briefing", lambda *_, **__: [][0])
    assert main(["--all", "--month", "2026-11", "--format", "html", "--jobs", "1", "-v"]) == ExitCode.UNREADABLE_INPUT
    told = capsys.readouterr()
    assert "地区 眉山市青神县：这份简报 在编排时出错（IndexError" in told.err and "Traceback" in told.err
    assert "总览.html" in told.out and "青神县" not in told.out
