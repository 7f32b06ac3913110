"""The crontab line and the systemd units of docs/operations.md, tried as they are written."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.distribution.material import MONTH, edition
from tests.distribution.server import Post, serving
from tests.distribution.test_killing import SETTINGS

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
PROGRAM, FOLDER = "/opt/briefing", "/srv/briefing"


def crontab_command() -> str:
    """The command of the one line that is no setting: five fields, then the command."""
    block = re.search(r"```crontab\n(.*?)```", TEXT, re.DOTALL)
    assert block
    (line,) = [line for line in block[1].splitlines() if not re.match(r"[A-Z_]+=", line)]
    assert "%" not in line  # cron takes it for the end of the line
    return line.split(maxsplit=5)[5]


@pytest.mark.skipif(not shutil.which("flock"), reason="没有 flock")
def test_the_crontab_line_sends_once_and_says_nothing(tmp_path: Path) -> None:
    """As cron runs it, with next to no environment; the folders are put where the test has them."""
    program = tmp_path / "opt"
    (program / "bin").mkdir(parents=True)
    starter = program / "bin" / "briefing"
    starter.write_text(
        f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -P -m briefing "$@"\n', encoding="utf-8"
    )
    starter.chmod(0o755)
    folder = tmp_path / "srv"
    edition(folder / "reports").freeze()  # what is made is tested elsewhere; here it is only sent
    command = crontab_command().replace(PROGRAM, str(program)).replace(FOLDER, str(folder))
    command = command.replace("--month last", f"--month {MONTH}")
    with serving(Post()) as post:
        (folder / "briefing.toml").write_text(SETTINGS.format(port=post.port), encoding="utf-8")
        for _ in range(2):
            bare = ["env", "-i", "HOME=/", "SHELL=/bin/sh", "PATH=/usr/bin:/bin", "TZ=Asia/Shanghai"]
            result = subprocess.run([*bare, "/bin/sh", "-c", command], capture_output=True, text=True, check=False)
            assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
        assert post.received() == {"a@example.gov.cn": 1, "b@example.gov.cn": 1}


def test_the_systemd_service_runs_the_same_command() -> None:
    unit = (ROOT / "docs" / "systemd" / "briefing.service").read_text(encoding="utf-8")
    assert f"WorkingDirectory={FOLDER}\n" in unit
    asked = crontab_command().partition(f"{PROGRAM}/bin/briefing")[2]
    assert f"{PROGRAM}/bin/briefing{asked}\n" in unit


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="没有 systemd-analyze")
def test_systemd_takes_the_units(tmp_path: Path) -> None:
    for name in ("briefing.service", "briefing.timer"):
        text = (ROOT / "docs" / "systemd" / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text.replace(f"{PROGRAM}/bin/briefing", "/bin/true"), encoding="utf-8")
    command = ["systemd-analyze", "verify", *map(str, sorted(tmp_path.iterdir()))]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    complaints = [line for line in result.stderr.splitlines() if "briefing." in line]
    assert (result.returncode, complaints) == (0, [])


def test_every_command_of_the_page_is_one(capsys: pytest.CaptureFixture[str]) -> None:
    """What stands in the shell blocks is understood by the command line."""
    import shlex

    from briefing.commands.arguments import parser

    lines = [line for block in re.findall(r"```sh\n(.*?)```", TEXT, re.DOTALL) for line in block.splitlines()]
    commands = [line.partition("#")[0] for line in lines if line.startswith("briefing ")]
    assert len(commands) >= 10
    for command in commands:
        parser().parse_args(shlex.split(re.sub(r"\[(.*?)\]", r"\1", command))[1:])
    capsys.readouterr()
