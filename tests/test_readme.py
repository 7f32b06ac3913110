"""What the README promises is what the program does."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from briefing.cli import COMMANDS, main
from briefing.config import Publication, Thresholds
from briefing.documents.formats.file_kinds import SUFFIXES
from briefing.errors import ExitCode
from briefing.machine import installation

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_is_named(command: str) -> None:
    assert re.search(rf"bin/briefing {command}\b|`{command}`", README)


@pytest.mark.parametrize("code", list(ExitCode))
def test_every_exit_code_is_explained(code: ExitCode) -> None:
    assert re.search(rf"^\| {int(code)} \| \S", README, re.MULTILINE)


@pytest.mark.parametrize("settings", [Publication, Thresholds])
def test_every_setting_of_the_page_is_shown(settings: type) -> None:
    section = README.split(f"[{settings.__name__.lower()}]", 1)[1].split("```", 1)[0]
    for setting in fields(settings):
        assert re.search(rf"^{setting.name} = ", section, re.MULTILINE), setting.name


def test_every_kind_of_file_that_is_read_is_named() -> None:
    for suffix in (suffix for own in SUFFIXES.values() for suffix in own):
        assert f"`{suffix}`" in README, suffix


def test_the_figure_that_the_readme_traces_can_be_traced(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    examples = re.findall(r"^bin/briefing trace (\S+)", README, re.MULTILINE)
    assert examples
    for example in examples:
        assert main(["trace", example]) == 0
        assert "个" in capsys.readouterr().out


def test_the_size_of_the_first_download_is_said_once() -> None:
    """Measured by downloading requirements.lock (88 MB), the two font packages (105 MB) and the system's libraries."""
    assert re.findall(r"下载约 (\d+) MB", README) == ["200"]
    told = re.search(r"下载约 (\d+) MB", Path(installation.__file__).read_text(encoding="utf-8"))
    fonts = re.findall(r"（(\d+) MB）", (ROOT / "docs" / "installation.md").read_text(encoding="utf-8"))
    assert told
    assert int(told[1]) + sum(map(int, fonts)) == pytest.approx(200, abs=10)
