"""A month's run from the command line: the same bytes anywhere, what was sent stays, failures are told apart."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.cli import main
from briefing.editions import latest, working_on
from briefing.errors import LockedError

ROOT = Path(__file__).resolve().parents[2]
MONTH = "2026-09"
WEST = (
    "攀枝花市西区民生事业稳步推进\n2026-08-05 来源：攀枝花日报\n\n截至7月底，攀枝花市西区建成养老机构11家，"
    "养老机构床位811张，每千人口拥有3岁以下婴幼儿托位数2.91个，城镇新增就业2100人。\n"
)
JOBS = "攀枝花市西区就业稳定\n2026-08-05 来源：攀枝花日报\n\n今年1至7月，攀枝花市西区城镇新增就业2100人。\n"
JOBS_ELSEWHERE = "资阳市就业稳定\n2026-08-20 来源：资阳日报\n\n今年1至7月，资阳市城镇新增就业1.2万人。\n"
FUCHENG = (
    "绵阳市涪城区医疗保障提质增效\n2026-08-20 来源：绵阳日报\n\n截至7月底，绵阳市涪城区基本医疗保险参保率98%，"
    "三级医院10家。\n"
)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text(WEST, encoding="utf-8")
    (tmp_path / "seeds" / "b.txt").write_text(FUCHENG, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(list(arguments))
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err
    return code, captured.out, captured.err


def build(capsys: pytest.CaptureFixture[str], *arguments: str, month: str = MONTH) -> tuple[int, str, str]:
    return run(capsys, "--all", "--month", month, "--format", "html", "--jobs", "1", "-q", *arguments)


def send(place: Path) -> None:
    """Mark the latest revision as sent, as `send` does before the first mail."""
    edition = latest(place / "reports", MONTH)
    assert edition is not None
    edition.freeze()


def edit(place: Path, old: str = "811张", new: str = "821张") -> None:
    file = place / "seeds" / "a.txt"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_same_inputs_give_the_same_bytes_anywhere(tmp_path: Path) -> None:
    """Two folders, two processes, other time zones, orders of files, numbers of jobs and moments."""
    runs = []
    folders = [tmp_path / "one", tmp_path / "a" / "longer name"]
    for number, folder in enumerate(folders):
        (folder / "seeds").mkdir(parents=True)
        for name, text in sorted((("a.txt", JOBS), ("b.txt", JOBS_ELSEWHERE)), reverse=bool(number)):
            (folder / "seeds" / name).write_text(text, encoding="utf-8")
        environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": str(number + 1)}
        environment |= [{"TZ": "Asia/Shanghai"}, {"TZ": "America/New_York", "SOURCE_DATE_EPOCH": "1500000000"}][number]
        command = [sys.executable, "-P", "-m", "briefing", "--all", "--month", MONTH, "--format", "pdf,html,xlsx", "-q"]
        runs.append(subprocess.Popen([*command, "--jobs", str(number + 1)], cwd=folder, env=environment))
    assert [process.wait() for process in runs] == [0, 0]
    first, second = (files(folder / "reports" / MONTH) for folder in folders)
    assert any(name.endswith(".pdf") for name in first)
    assert first == second


def test_examination_figures_stand_in_internal_region_briefings_only(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One stated for a region, one beside another region's figure in the same sentence, one no rule knows."""
    exam = (
        "今年高考攀枝花市西区本科上线331人、本科上线率65.29%，比仁和区本科上线率高4.17个百分点，学前三年毛入园率96.3%。"
        "资阳市学前三年毛入园率95.1%，本科上线率61.12%；600分以上考生77名。"
    )
    (place / "seeds" / "c.txt").write_text(f"两地教育发展\n2026-08-22 来源：四川日报\n\n{exam}\n", encoding="utf-8")
    assert run(capsys, "--all", "--month", MONTH, "--format", "html,xlsx", "--jobs", "1", "-q")[0] == 0
    secrets = ("331人", "65.29%", "61.12%", "4.17个", "77名")
    for name, content in files(place / "reports" / MONTH).items():
        text = content.decode("utf-8", "ignore")
        if name.endswith(".xlsx"):
            text = "".join(part for part in parts_of(content))
        told = [secret for secret in secrets if secret in text]
        internal = name.startswith("地区-") and "内部资料" in text
        assert internal or name == "figures.jsonl" or not told, (name, told)
    assert "65.29%" in (place / "reports" / MONTH / "地区-510403-攀枝花市西区.html").read_text(encoding="utf-8")


def parts_of(workbook: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(workbook)) as package:
        yield from (package.read(name).decode("utf-8", "ignore") for name in package.namelist())


def test_the_current_month_is_that_of_the_source_date_epoch(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1791000000")  # 2026-10-03
    assert "reports/2026-10/" in run(capsys, "--region", "西区", "--format", "html")[1]
    assert "reports/2026-09/" in run(capsys, "--region", "西区", "--format", "html", "--month", "last")[1]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    code, _, err = run(capsys, "--region", "西区")
    assert code == 2
    assert "SOURCE_DATE_EPOCH" in err


def test_the_manifest(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "briefing.toml").write_text('[delivery]\nusername = "somebody"\n', encoding="utf-8")
    code, out, err = build(capsys)
    assert (code, err) == (0, "")
    written = [Path(line) for line in out.splitlines()]
    assert all(path.is_file() for path in written)
    text = (place / "reports" / MONTH / "manifest.json").read_text(encoding="utf-8")
    manifest = json.loads(text)
    assert set(manifest["inputs"]) == {"a.txt", "b.txt"}
    assert {path.name for path in written} == set(manifest["outputs"]) | {"manifest.json"}
    assert all(len(digest) == 64 for digest in (*manifest["inputs"].values(), *manifest["outputs"].values()))
    assert set(manifest["versions"]) == {"python", "jinja2", "matplotlib", "pandas", "weasyprint"}
    assert manifest["options"]["formats"] == ["html"]
    assert manifest["counts"]["documents"] == 2
    assert manifest["revision"] == 1
    issues = {product["key"]: product["issue"] for product in manifest["products"]}
    assert issues["region:510403"] == "2026年第9期"
    assert "somebody" not in text
    assert str(place) not in text


def test_an_edition_is_made_anew_until_it_is_sent(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build(capsys)
    before = files(place / "reports" / MONTH)
    edit(place)
    assert build(capsys)[0] == 0
    assert files(place / "reports" / MONTH) != before
    assert [path.name for path in (place / "reports").iterdir() if path.is_dir()] == [MONTH]


def test_what_was_sent_is_never_written_again(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build(capsys)
    send(place)
    before = files(place / "reports" / MONTH)
    code, out, err = run(capsys, "--all", "--month", MONTH, "--format", "html", "--jobs", "1")
    assert code == 0
    assert "完全相同" in err
    assert out
    edit(place)
    code, out, err = build(capsys)
    assert (code, out) == (5, "")
    assert "--revise" in err
    assert err.count("\n") == 1
    code, out, err = run(capsys, "--region", "西区", "--month", MONTH, "--format", "html")
    assert (code, out) == (5, "")
    assert "已经投递" in err
    code, out, _ = run(capsys, "--region", "涪城区", "--month", MONTH, "--format", "html")
    assert (code, out) == (0, f"reports/{MONTH}/地区-510703-绵阳市涪城区.html\n")
    assert files(place / "reports" / MONTH) == before
    assert not list((place / "reports").glob(".staging*"))


def test_a_revision_corrects_what_differs_and_says_so_on_its_first_page(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build(capsys)
    send(place)
    before = files(place / "reports" / MONTH)
    edit(place)
    code, out, err = build(capsys, "--revise", "--note", "原稿数字有误")
    assert (code, err) == (0, "")
    assert f"reports/{MONTH}-r2/总览.html" in out.splitlines()
    assert files(place / "reports" / MONTH) == before
    second = latest(place / "reports", MONTH)
    assert second is not None
    assert second.revision == 2
    corrected = second.products["region:510403"]
    assert corrected.revision == 2
    for text in ("第2版", "原稿数字有误", "811张（2026-07） → 821张（2026-07）"):
        assert text in corrected.correction
    page = (second.folder / "地区-510403-攀枝花市西区.html").read_text(encoding="utf-8")
    head = page[page.index("<main>") : page.index('class="kicker"')]
    assert corrected.correction.replace("“", "“") in head
    untouched = second.products["theme:医疗"]
    assert (untouched.revision, untouched.correction) == (1, "")
    assert files(second.folder)["主题-医疗.html"] == before["主题-医疗.html"]


def test_a_revision_that_was_sent_is_frozen_too(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build(capsys)
    send(place)
    edit(place)
    build(capsys, "--revise", "--note", "原稿数字有误")
    assert build(capsys)[0] == 0  # not sent yet: made anew, its note kept
    second = latest(place / "reports", MONTH)
    assert second is not None
    assert "原稿数字有误" in second.products["region:510403"].correction
    send(place)
    before = files(place / "reports" / f"{MONTH}-r2")
    code, _, err = run(capsys, "--all", "--month", MONTH, "--format", "html", "--jobs", "1")
    assert code == 0
    assert "完全相同" in err
    edit(place, "821张", "831张")
    assert build(capsys)[0] == 5
    assert build(capsys, "--revise")[0] == 0
    third = latest(place / "reports", MONTH)
    assert third is not None
    assert third.revision == 3
    assert "821张（2026-07） → 831张（2026-07）" in third.products["region:510403"].correction
    assert files(place / "reports" / f"{MONTH}-r2") == before


def test_a_needless_revision_is_taken_back(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build(capsys)
    send(place)
    edit(place)
    build(capsys, "--revise")
    edit(place, "821张", "811张")
    assert build(capsys)[0] == 0
    edition = latest(place / "reports", MONTH)
    assert edition is not None
    assert edition.revision == 1
    assert not (place / "reports" / f"{MONTH}-r2").exists()


def test_diff_and_the_page_of_the_overview(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build(capsys)
    edit(place)
    edit(place, "城镇新增就业2100人", "全文完")
    later = FUCHENG.replace("2026-08-20", "2026-10-20").replace("7月底", "9月底").replace("98%", "98.5%")
    (place / "seeds" / "c.txt").write_text(later, encoding="utf-8")
    code, _, err = build(capsys, month="2026-10")
    assert (code, err) == (0, "")
    code, out, err = run(capsys, "diff", MONTH, "2026-10")
    assert code == 0
    lines = out.splitlines()
    assert "更正　攀枝花市西区　养老机构床位数：811张（2026-07） → 821张（2026-07）" in lines
    assert any(
        line.startswith("更新　绵阳市涪城区　") and "98%（2026-07） → 98.5%（2026-09）" in line for line in lines
    )
    assert any(line.startswith("不再提及　攀枝花市西区　城镇新增就业") for line in lines)
    assert "2026-09 与 2026-10 相比" in err
    page = (place / "reports" / "2026-10" / "总览.html").read_text(encoding="utf-8")
    section = page[page.index('<section id="changes"') :]
    section = section[: section.index("</section>")]
    for text in ("与2026年9月一期相比：更正1项", "811张（2026-07）", "821张（2026-07）", "不再提及"):
        assert text in section
    assert 'href="#s' in section  # figures that stand are cited
    assert '<section id="changes"' not in (place / "reports" / MONTH / "总览.html").read_text(encoding="utf-8")
    code, _, err = run(capsys, "diff", "2020-01", "2026-10")
    assert code == 3
    assert "2020-01" in err


def test_a_second_run_leaves_while_the_first_works(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with working_on(place / "reports", MONTH):
        for arguments in (["--all"], ["--region", "西区"]):
            code, out, err = run(capsys, *arguments, "--month", MONTH, "--format", "html")
            assert (code, out) == (75, "")
            assert err.count("\n") == 1
        assert run(capsys, "--region", "西区", "--month", "2026-10", "--format", "html")[0] == 0
    with working_on(place / "reports", MONTH, alone=False):
        assert run(capsys, "--region", "西区", "--month", MONTH, "--format", "html")[0] == 0
        with pytest.raises(LockedError), working_on(place / "reports", MONTH):
            pass
    assert build(capsys)[0] == 0


def test_one_failure_stops_nothing_else(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(ROOT / "templates", place / "templates")
    broken = (
        '{% extends "base.html" %}{% block opening %}{% if briefing.subject == "绵阳市涪城区" %}{{ x.y }}{% endif %}'
    )
    broken += "{% endblock %}"
    (place / "templates" / "region.html").write_text(broken, encoding="utf-8")
    code, out, err = build(capsys)
    assert code == 6
    assert "共 8 份，成功 7 份，失败 1 份：" in err
    assert "地区 绵阳市涪城区：" in err
    assert "地区-510403-攀枝花市西区.html" in out
    edition = latest(place / "reports", MONTH)
    assert edition is not None
    assert list(edition.manifest["failed"]) == ["region:510703"]
    assert "region:510703" not in edition.products


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_error_of_ours_in_one_briefing_stops_nothing_else(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, jobs: str
) -> None:
    from briefing import composition

    whole = composition.region_briefing

    def failing(analysis, code, *rest, **options):  # type: ignore[no-untyped-def]
        if code == "510703":
            raise ZeroDivisionError("nobody thought of this")
        return whole(analysis, code, *rest, **options)

    monkeypatch.setattr(composition, "region_briefing", failing)
    code, _, err = run(capsys, "--all", "--month", MONTH, "--format", "html", "--jobs", jobs)
    assert code == 4
    assert "失败 1 份" in err
    assert "这份简报 在编排时出错（ZeroDivisionError：nobody thought of this）" in err


def test_a_worker_that_dies_takes_nobody_with_it(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from briefing import composition

    whole = composition.region_briefing

    def dying(analysis, code, *rest, **options):  # type: ignore[no-untyped-def]
        if code == "510703":
            os._exit(9)  # as the system does when memory runs out
        return whole(analysis, code, *rest, **options)

    monkeypatch.setattr(composition, "region_briefing", dying)
    code, out, err = run(capsys, "--all", "--month", MONTH, "--format", "html", "--jobs", "2")
    assert code == 1
    assert "共 8 份，成功 7 份，失败 1 份：" in err
    assert "意外终止" in err
    assert "总览.html" in out


def test_plain_lines_where_there_is_no_terminal(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, _, err = run(capsys, "--all", "--month", MONTH, "--format", "html", "--jobs", "1")
    lines = err.splitlines()
    assert lines[0] == "[1/8] 总览"
    assert lines[-1].startswith("[8/8] ")


def test_what_a_killed_run_left_is_cleared(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    left = place / "reports" / f".staging-{MONTH}-abc"
    left.mkdir(parents=True)
    (left / "half.pdf").write_bytes(b"%PDF")
    build(capsys)
    assert not left.exists()


def test_a_disk_that_is_full_leaves_the_edition_as_it_was(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build(capsys)
    before = files(place / "reports" / MONTH)
    edit(place)
    resource = pytest.importorskip("resource")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, limits[1]))  # the system refuses every longer file
    try:
        code, out, err = build(capsys)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert (code, out) == (5, "")
    assert "成功 0 份" in err
    assert files(place / "reports" / MONTH) == before
    assert not list((place / "reports").glob(".staging*"))
