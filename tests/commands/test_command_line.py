"""The command line as a user meets it: results on standard output, one sentence and an exit code for trouble."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.cli import COMMANDS, main

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
TEXT = "青禾县民生实事\n2023-05-06 来源：青禾日报\n截至4月底，全县建成养老机构12家、床位830张，城镇新增就业2100人。\n"


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """A folder with the five seed documents."""
    folder = tmp_path / "seeds"
    shutil.copytree(SEEDS, folder)
    return folder


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    code = main([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err
    return code, captured.out, captured.err


def is_one_sentence(text: str) -> bool:
    return text.startswith("错误：") and text.count("\n") == 1 and bool(re.search(r"[一-龥]", text))


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--region", "不存在的地方"], 2, ["不存在的地方"]),
        (["--region", "鼓楼区"], 2, ["鼓楼区", "350102", "320106"]),
        (["--region", "999999"], 2, ["999999"]),
        (["--theme", "航天"], 2, ["航天", "养老"]),
        (["--region", "西区", "--month", "2026-13"], 2, ["2026-13"]),
        (["--region", "西区", "--format", "docx"], 2, ["docx"]),
        (["--region", "西区", "--jobs", "0"], 2, ["0"]),
        (["--region", "西区", "--theme", "养老"], 2, ["--theme"]),
        (["--region"], 2, ["--region"]),
        (["--region", "西区", "--revise"], 2, ["--revise"]),
        (["--theme", "养老", "--note", "更正"], 2, ["--note"]),
        (["--colour"], 2, ["--colour"]),
        (["extract"], 2, ["缺少"]),
        ([], 2, ["请写明 --region、--theme 或 --all", "--help"]),
        (["--region", ""], 2, ["请写明 --region、--theme 或 --all"]),
        (["--theme", "  "], 2, ["--theme 后面是空的"]),
        (["报告"], 2, ["没有“报告”这个命令", "extract、", "trace"]),
        (["extract", "seeds", "--format", "docx"], 2, ["--format 不能是“docx”，可以是：jsonl、csv、"]),
        (["extract", "nowhere.txt"], 2, ["nowhere.txt"]),
    ],
)
def test_bad_arguments(
    capsys: pytest.CaptureFixture[str],
    seeds: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    code: int,
    words: list[str],
) -> None:
    monkeypatch.chdir(seeds.parent)
    result, out, err = run(capsys, *arguments)
    assert result == code
    assert out == ""
    assert is_one_sentence(err), err
    for word in words:
        assert word in err
    assert not Path("reports").exists()


def test_missing_and_empty_folders(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, err = run(capsys, "--region", "西区")
    assert code == 2
    assert is_one_sentence(err)
    (tmp_path / "seeds").mkdir()
    code, _, err = run(capsys, "--region", "西区")
    assert code == 3
    assert is_one_sentence(err)


def test_region_without_figures(
    capsys: pytest.CaptureFixture[str], seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(seeds.parent)
    code, out, err = run(capsys, "--region", "110101")
    assert code == 3
    assert out == ""
    assert is_one_sentence(err)


def test_unreadable_files_do_not_stop_the_others(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "c.txt").write_text("这是一段没有数字的话。", encoding="utf-8")
    (tmp_path / "d.txt").write_text(TEXT, encoding="utf-8")
    code, out, err = run(capsys, "extract", tmp_path)
    assert code == 4
    found = [json.loads(line) for line in out.splitlines()]
    assert {record["document"] for record in found} == {"d.txt"}
    assert {"12家", "830张", "2100人"} <= {record["text"] for record in found}
    assert len([line for line in err.splitlines() if line.startswith("错误：")]) == 2
    assert "c.txt" in err


def test_output_that_cannot_be_written(capsys: pytest.CaptureFixture[str], seeds: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "reports"
    blocked.write_text("这里是文件，不是文件夹", encoding="utf-8")
    code, out, err = run(capsys, "--region", "西区", "--seeds", seeds, "--reports", blocked)
    assert code == 5
    assert out == ""
    assert is_one_sentence(err)
    assert blocked.read_text(encoding="utf-8").startswith("这里")


def test_extract_prints_the_fields_of_the_data_dictionary(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    source = tmp_path / "d.txt"
    source.write_text(TEXT, encoding="utf-8")
    code, out, _ = run(capsys, "extract", source)
    assert code == 0
    for line in out.splitlines():
        record = json.loads(line)
        assert TEXT[record["start"] : record["end"]] == record["text"]
        assert record["document"] == "d.txt"
        assert set(record) >= {"indicator", "value", "upper", "unit", "bound", "measure", "region", "period", "status"}


def test_extract_to_a_csv_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    source = tmp_path / "d.txt"
    source.write_text(TEXT, encoding="utf-8")
    target = tmp_path / "out" / "figures.csv"
    code, out, _ = run(capsys, "extract", source, "--format", "csv", "--output", target)
    assert (code, out.strip()) == (0, str(target))
    assert target.read_text(encoding="utf-8-sig").startswith("REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE")
    assert [path.name for path in target.parent.iterdir()] == ["figures.csv"]


def test_extract_to_a_workbook_and_to_sdmx(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    source = tmp_path / "d.txt"
    source.write_text(TEXT, encoding="utf-8")
    code, out, err = run(capsys, "extract", source, "--format", "xlsx")
    assert (code, out) == (2, "")
    assert is_one_sentence(err)
    target = tmp_path / "figures.xlsx"
    code, out, _ = run(capsys, "extract", source, "--format", "xlsx", "--output", target)
    assert (code, out.strip()) == (0, str(target))
    assert target.read_bytes().startswith(b"PK")
    code, out, _ = run(capsys, "extract", source, "--format", "sdmx-csv")
    assert code == 0
    assert out.startswith("STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA")


def test_a_broken_configuration_is_named(
    capsys: pytest.CaptureFixture[str], seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(seeds.parent)
    for content, word in (
        ("[publication]\nname = 3\n", "publication.name"),
        ("[colour]\n", "colour"),
        ("a = ", "TOML"),
        ('[peers]\n"城区" = ["攀枝花市西区", "没有的县"]\n', "peers.城区[2]"),
        ('[peers]\n"城区" = ["攀枝花市西区", "510403"]\n', "peers.城区"),
        ('[peers]\n"城区" = "攀枝花市西区"\n', "peers.城区"),
        ("peers = 3\n", "peers"),
    ):
        Path("briefing.toml").write_text(content, encoding="utf-8")
        code, out, err = run(capsys, "--region", "西区")
        assert (code, out) == (6, "")
        assert is_one_sentence(err)
        assert word in err


def test_region_briefing_and_trace(
    capsys: pytest.CaptureFixture[str], seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(seeds.parent)
    code, out, err = run(capsys, "--region", "西区", "--month", "2026-10", "--format", "pdf,html,xlsx")
    assert (code, err) == (0, "")
    assert out.splitlines() == [f"reports/2026-10/地区-510403-攀枝花市西区.{form}" for form in ("pdf", "html", "xlsx")]
    assert Path(out.splitlines()[0]).read_bytes().startswith(b"%PDF-")
    code, out, _ = run(capsys, "trace", "004_a23112e8170db519.txt:340")
    assert code == 0
    assert "【811张】" in out


def test_documents_after_the_month_do_not_exist(
    capsys: pytest.CaptureFixture[str], seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(seeds.parent)
    for subject in (["--region", "资阳市"], ["--theme", "养老"], ["--all"]):
        code, _, err = run(capsys, *subject, "--month", "2019-01")
        assert code == 3
        assert is_one_sentence(err)
        assert "5 篇文献的日期晚于 2019-01" in err


def test_list_names_regions_and_themes(
    capsys: pytest.CaptureFixture[str], seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(seeds.parent)
    code, out, _ = run(capsys, "list")
    assert code == 0
    assert "510403  攀枝花市西区" in out
    assert "养老" in out


def test_interrupted_run_leaves_nothing_half_written(tmp_path: Path, seeds: Path) -> None:
    code = (
        "import signal, os, threading, sys\n"
        "from briefing.cli import main\n"
        "threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()\n"
        "sys.exit(main(['--all', '--jobs', '1', '--month', '2026-10']))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=seeds.parent,
        env=os.environ | {"PYTHONPATH": str(SEEDS.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 130, result.stderr
    assert "Traceback" not in result.stderr
    assert not list(tmp_path.rglob(".*-*.pdf"))


def test_files_of_another_kind_are_named_once(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "d.txt").write_text(TEXT, encoding="utf-8")
    for name in ("b.xyz", "a.psd", "corrections.toml", "d.txt.meta.toml", ".hidden", "Thumbs.db"):
        (tmp_path / name).write_text("", encoding="utf-8")
    for command in ("extract", "check"):
        code, _, err = run(capsys, command, tmp_path)
        assert code == 0
        assert err.count("跳过 2 个不支持的文件：a.psd、b.xyz。") == 1
    assert "不支持" not in run(capsys, "extract", tmp_path, "-q")[2]
    (tmp_path / "d.txt").unlink()
    code, _, err = run(capsys, "extract", tmp_path)
    assert code == 3
    assert is_one_sentence(err)
    assert "a.psd" in err


def test_a_folder_that_may_not_be_listed_is_said_to_be_so(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    (closed / "d.txt").write_text(TEXT, encoding="utf-8")
    listing = os.scandir

    def refusing(path: str | Path) -> object:  # the superuser, who may run this, is refused nothing
        if Path(path) == closed:
            raise PermissionError(13, "Permission denied", str(path))
        return listing(path)

    monkeypatch.setattr(os, "scandir", refusing)
    code, out, err = run(capsys, "extract", closed)
    assert (code, out) == (4, "")
    assert is_one_sentence(err)
    assert "没有权限" in err
    assert str(closed) in err
    (tmp_path / "e.txt").write_text(TEXT, encoding="utf-8")
    code, out, err = run(capsys, "extract", tmp_path)
    assert code == 4
    assert "e.txt" in out
    assert "没有权限" in err


@pytest.mark.parametrize(("target", "word"), [("file/out.csv", "文件夹"), ("folder", "是文件夹")])
def test_extract_that_cannot_write_says_why(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, target: str, word: str
) -> None:
    (tmp_path / "d.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "file").write_text("", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    code, out, err = run(capsys, "extract", tmp_path / "d.txt", "--output", tmp_path / target)
    assert (code, out) == (5, "")
    assert is_one_sentence(err)
    assert word in err
    assert "--reports" not in err
    assert not re.search("[A-Za-z]{3,}", err.replace(str(tmp_path / target), ""))


def test_verbose_reports_each_step(
    capsys: pytest.CaptureFixture[str], seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(seeds.parent)
    code, _, err = run(capsys, "--region", "西区", "--month", "2026-10", "--format", "html", "-v")
    assert code == 0
    steps = err.splitlines()
    assert [step[:2] for step in steps] == ["读取", "判定", "编排"]
    assert "读取 5 篇文献" in steps[0]
    assert all(re.search(r"已用 \d+\.\d 秒", step) for step in steps)


def test_check_lists_all_or_only_what_fails(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    source = tmp_path / "d.txt"
    source.write_text(
        "青禾县民生实事\n2023-05-06 来源：青禾日报\n全县有养老机构9家，其中公办3家、民办6家。"
        "全县有幼儿园9所，其中公办幼儿园3所、民办幼儿园5所。\n",
        encoding="utf-8",
    )
    code, out, err = run(capsys, "check", source)
    assert code == 0
    assert [line[0] for line in out.splitlines()].count("✓") >= 1
    passed = sum(line.startswith("✓") for line in out.splitlines())
    failed = sum(line.startswith("核") for line in out.splitlines())
    assert f"共核对 {passed + failed} 处，{failed} 处待核" in err
    code, out, err = run(capsys, "check", source, "-q")
    assert (code, err) == (0, "")
    assert len(out.splitlines()) == failed
    assert "✓" not in out


@pytest.mark.parametrize(("settings", "mark"), [("", "核"), ("[thresholds]\npopulation_drift = 0.1\n", "✓")])
def test_an_office_sets_its_own_limits(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: str, mark: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("briefing.toml").write_text(settings, encoding="utf-8")
    Path("d.txt").write_text(
        "攀枝花市西区民生\n2021-12-06 来源：攀枝花日报\n"
        "2020年底，西区每千人口执业（助理）医师数4.2人，执业（助理）医师505人。\n",
        encoding="utf-8",
    )
    assert run(capsys, "check", "d.txt")[1].startswith(f"{mark} 攀枝花市西区执业（助理）医师：505人÷")


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_chinese(capsys: pytest.CaptureFixture[str], command: str) -> None:
    with pytest.raises(SystemExit) as left:
        main([*command.split(), "--help"])
    assert left.value.code == 0
    text = capsys.readouterr().out
    assert text.startswith("用法：")
    assert not re.search("usage|options:|arguments|show |exit", text)
    described = re.sub(r"[\[{<][^\]}>]*[\]}>]", "", text)
    assert len(re.findall("[一-龥]", described)) > 30


def test_version_is_told_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert re.search(r"简报.*\d+\.\d+.*版", capsys.readouterr().out)


def test_list_begins_with_what_was_read(
    capsys: pytest.CaptureFixture[str], seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(seeds.parent)
    (seeds / "empty.txt").write_bytes(b"")
    code, out, _ = run(capsys, "list")
    assert code == 4
    assert re.search(r"文献\n  读取 5 篇，未能读取 1 个，抽取数字 \d+ 个\n地区\n", out)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_run_of_several_processes_stops_at_once(tmp_path: Path, seeds: Path, sent: signal.Signals, code: int) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "briefing", "--all", "--jobs", "2", "--month", "2026-10"],
        cwd=seeds.parent,
        env=os.environ | {"PYTHONPATH": str(SEEDS.parent)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stderr
    assert process.stderr.readline().startswith("[1/")
    if sent is signal.SIGINT:
        os.killpg(process.pid, sent)  # a terminal sends it to all of them
    else:
        process.send_signal(sent)
    out, err = process.communicate(timeout=20)
    assert process.returncode == code, err
    assert out == ""
    assert "Traceback" not in err
    assert re.search(r"\d+ 份简报已生成 \d+ 份", err)
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
    assert [path for path in (seeds.parent / "reports").rglob("*") if not path.name.endswith(".lock")] == []


@pytest.mark.parametrize("subject", [["--region", "西区"], ["--all"]])
def test_a_folder_of_templates_without_templates_is_refused(
    capsys: pytest.CaptureFixture[str], seeds: Path, monkeypatch: pytest.MonkeyPatch, subject: list[str]
) -> None:
    monkeypatch.chdir(seeds.parent)
    Path("empty").mkdir()
    (Path("empty") / "notes.txt").write_text("不是模板", encoding="utf-8")
    code, out, err = run(capsys, *subject, "--templates", "empty")
    assert (code, out) == (6, "")
    assert is_one_sentence(err)
    assert "empty" in err
    assert "region.html" in err
    assert list(Path("reports").rglob("*.pdf")) == []
